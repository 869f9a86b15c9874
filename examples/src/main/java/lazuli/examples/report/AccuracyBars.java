package lazuli.examples.report;

import static lazuli.examples.report.Markup.format;
import static lazuli.examples.report.Markup.text;

import lazuli.examples.training.ClassAccuracy;

/** The share of each class's images that was classified rightly, as bars. */
record AccuracyBars(ClassAccuracy classes) {
    private static final int ROW = 22;
    private static final int LEFT = 120;
    private static final int LENGTH = 280;

    String svg() {
        int count = classes.names().size();
        StringBuilder svg = new StringBuilder(format(
                "<svg class=\"chart bars\" viewBox=\"0 0 460 %d\" role=\"img\" aria-label=\"accuracy of each class\">\n",
                count * ROW));
        for (int label = 0; label < count; label++) {
            double accuracy = classes.accuracy(label);
            svg.append(format(
                    "<text class=\"tick\" x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>\n",
                    LEFT - 8, label * ROW + 15, text(classes.names().get(label))));
            svg.append(format(
                    "<rect class=\"bar\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>\n",
                    LEFT, label * ROW + 3, Math.max(1, accuracy * LENGTH), ROW - 6));
            svg.append(format(
                    "<text class=\"tick\" x=\"%.1f\" y=\"%d\">%.1f%%</text>\n",
                    LEFT + accuracy * LENGTH + 6, label * ROW + 15, 100 * accuracy));
        }
        return svg.append("</svg>\n").toString();
    }
}
