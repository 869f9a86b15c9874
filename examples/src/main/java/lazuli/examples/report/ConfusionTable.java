package lazuli.examples.report;

import static lazuli.examples.report.Markup.format;
import static lazuli.examples.report.Markup.text;

import java.util.List;
import lazuli.examples.training.ClassAccuracy;

/** How often images of each class were taken for each other one, as a table with darker cells for more. */
record ConfusionTable(ClassAccuracy classes) {
    /** More classes than this have no room for their numbers. */
    private static final int MOST_NUMBERED = 20;

    String html() {
        List<String> names = classes.names();
        boolean isNumbered = names.size() <= MOST_NUMBERED;
        StringBuilder html = new StringBuilder(format("<table class=\"confusion%s\">\n", isNumbered ? "" : " dense"));
        if (isNumbered) {
            html.append("<tr><th></th>");
            names.forEach(name -> html.append(format("<th class=\"column\">%s</th>", text(name))));
            html.append("</tr>\n");
        }
        for (int label = 0; label < names.size(); label++) {
            html.append(isNumbered ? format("<tr><th>%s</th>", text(names.get(label))) : "<tr>");
            for (int other = 0; other < names.size(); other++) {
                append(html, label, other, isNumbered);
            }
            html.append("</tr>\n");
        }
        return html.append("</table>\n").toString();
    }

    private void append(StringBuilder html, int label, int other, boolean isNumbered) {
        long count = classes.taken(label, other);
        double share = classes.images(label) == 0 ? 0 : (double) count / classes.images(label);
        html.append(format(
                "<td style=\"background:rgba(%s,%.3f)\" title=\"%s taken for %s: %d\">%s</td>",
                label == other ? "46,125,50" : "198,40,40",
                share,
                text(classes.names().get(label)),
                text(classes.names().get(other)),
                count,
                isNumbered ? count : ""));
    }
}
