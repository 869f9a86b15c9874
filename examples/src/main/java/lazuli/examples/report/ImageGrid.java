package lazuli.examples.report;

import static lazuli.examples.report.Markup.format;
import static lazuli.examples.report.Markup.text;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import lazuli.examples.data.LabeledImages;

/** Images with what they show and what they were taken for. */
@SuppressWarnings("ArrayRecordComponent") // two of these are never compared
record ImageGrid(LabeledImages images, int[] predictions, List<String> classNames) {
    String html() {
        StringBuilder html = new StringBuilder("<div class=\"images\">\n");
        for (int i = 0; i < Math.min(predictions.length, images.count()); i++) {
            String label = classNames.get(images.labels()[i]);
            String prediction = classNames.get(predictions[i]);
            boolean isRight = images.labels()[i] == predictions[i];
            html.append(format(
                    "<figure class=\"%s\"><img alt=\"%s\" src=\"data:image/png;base64,%s\"><figcaption>%s</figcaption></figure>\n",
                    isRight ? "right" : "wrong",
                    text(label),
                    Base64.getEncoder().encodeToString(png(i)),
                    isRight ? text(label) : text(label) + "<br><s>" + text(prediction) + "</s>"));
        }
        return html.append("</div>\n").toString();
    }

    private byte[] png(int number) {
        BufferedImage image = new BufferedImage(images.width(), images.height(), BufferedImage.TYPE_INT_RGB);
        int at = number * images.imageSize();
        for (int y = 0; y < images.height(); y++) {
            for (int x = 0; x < images.width(); x++, at += images.channels()) {
                image.setRGB(x, y, color(at));
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return bytes.toByteArray();
    }

    private int color(int at) {
        byte[] pixels = images.pixels();
        boolean isGray = images.channels() == 1;
        int red = pixels[at] & 255;
        int green = isGray ? red : pixels[at + 1] & 255;
        int blue = isGray ? red : pixels[at + 2] & 255;
        return red << 16 | green << 8 | blue;
    }
}
