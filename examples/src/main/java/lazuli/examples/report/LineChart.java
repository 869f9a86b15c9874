package lazuli.examples.report;

import static lazuli.examples.report.Markup.format;
import static lazuli.examples.report.Markup.text;

import java.util.List;

/**
 * Curves over the epochs, as SVG.
 *
 * @param title what they show
 * @param curves from epoch 1 on, or from the one that {@code first} says
 * @param first the number of the first epoch
 */
record LineChart(String title, int first, List<Curve> curves) {
    private static final int WIDTH = 460;
    private static final int HEIGHT = 260;
    private static final int LEFT = 62;
    private static final int RIGHT = 16;
    private static final int TOP = 34;
    private static final int BOTTOM = 42;
    private static final int MOST_MARKS = 60;

    /** A curve and its name. */
    record Curve(String name, String color, List<Double> values) {}

    /** The drawing. */
    String svg() {
        List<Double> values = curves.stream()
                .flatMap(curve -> curve.values().stream())
                .filter(Double::isFinite)
                .toList();
        Scale y = Scale.over(values, 5);
        int count =
                curves.stream().mapToInt(curve -> curve.values().size()).max().orElse(0);
        StringBuilder svg = new StringBuilder(format(
                "<svg class=\"chart\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">\n",
                WIDTH, HEIGHT, text(title)));
        svg.append(format("<text class=\"title\" x=\"%d\" y=\"18\">%s</text>\n", LEFT, text(title)));
        for (double tick : y.ticks()) {
            double at = vertical(y, tick);
            svg.append(format(
                    "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>\n",
                    LEFT, WIDTH - RIGHT, at, at));
            svg.append(format(
                    "<text class=\"tick\" x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>\n",
                    LEFT - 8, at + 4, y.label(tick)));
        }
        int step = Math.max(1, Math.ceilDiv(count, 8));
        for (int i = 0; i < count; i += step) {
            svg.append(format(
                    "<text class=\"tick\" x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%d</text>\n",
                    horizontal(i, count), HEIGHT - BOTTOM + 18, first + i));
        }
        svg.append(format(
                "<text class=\"tick\" x=\"%d\" y=\"%d\" text-anchor=\"middle\">epoch</text>\n",
                (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 6));
        for (int i = 0; i < curves.size(); i++) {
            append(svg, curves.get(i), i, y, count);
        }
        return svg.append("</svg>\n").toString();
    }

    private void append(StringBuilder svg, Curve curve, int number, Scale y, int count) {
        StringBuilder points = new StringBuilder();
        StringBuilder marks = new StringBuilder();
        for (int i = 0; i < curve.values().size(); i++) {
            double value = curve.values().get(i);
            if (!Double.isFinite(value)) {
                continue;
            }
            double x = horizontal(i, count);
            points.append(format("%.1f,%.1f ", x, vertical(y, value)));
            if (count <= MOST_MARKS) {
                marks.append(format(
                        "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"><title>%s, epoch %d: %.4g</title></circle>\n",
                        x, vertical(y, value), curve.color(), text(curve.name()), first + i, value));
            }
        }
        svg.append(format(
                "<polyline class=\"curve\" stroke=\"%s\" points=\"%s\"/>\n",
                curve.color(), points.toString().strip()));
        svg.append(marks);
        svg.append(format(
                "<text class=\"legend\" x=\"%d\" y=\"18\" text-anchor=\"end\" fill=\"%s\">%s</text>\n",
                WIDTH - RIGHT - 80 * (curves.size() - 1 - number), curve.color(), text(curve.name())));
    }

    private static double horizontal(int index, int count) {
        double width = WIDTH - LEFT - RIGHT;
        return count <= 1 ? LEFT + width / 2 : LEFT + width * index / (count - 1);
    }

    private static double vertical(Scale scale, double value) {
        return HEIGHT - BOTTOM - scale.share(value) * (HEIGHT - TOP - BOTTOM);
    }
}
