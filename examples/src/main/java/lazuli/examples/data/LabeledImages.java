package lazuli.examples.data;

import java.util.Arrays;

/**
 * Images of one size with a class number each, as bytes in memory.
 *
 * @param pixels image after image, each row by row, the channels of a pixel side by side (NHWC)
 * @param labels the class of each image
 * @param height rows of an image
 * @param width pixels of a row
 * @param channels values of a pixel
 */
@SuppressWarnings("ArrayRecordComponent") // for speed; two of these are never compared
public record LabeledImages(byte[] pixels, int[] labels, int height, int width, int channels) {
    /** @throws IllegalArgumentException if the pixels are not exactly those of {@code labels.length} images */
    public LabeledImages {
        if (pixels.length != (long) labels.length * height * width * channels) {
            throw new IllegalArgumentException("%d bytes are not %d images of %d x %d x %d"
                    .formatted(pixels.length, labels.length, height, width, channels));
        }
    }

    /** How many images there are. */
    public int count() {
        return labels.length;
    }

    /** Values of one image: height, width and channels multiplied. */
    public int imageSize() {
        return height * width * channels;
    }

    /** The first {@code limit} images, or all of them if there are fewer. */
    public LabeledImages first(int limit) {
        return limit >= count()
                ? this
                : new LabeledImages(
                        Arrays.copyOf(pixels, limit * imageSize()),
                        Arrays.copyOf(labels, limit),
                        height,
                        width,
                        channels);
    }
}
