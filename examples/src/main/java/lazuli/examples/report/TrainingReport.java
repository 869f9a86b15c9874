package lazuli.examples.report;

import static lazuli.examples.report.Markup.format;
import static lazuli.examples.report.Markup.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;
import lazuli.examples.data.DataException;
import lazuli.examples.data.LabeledImages;
import lazuli.examples.report.LineChart.Curve;
import lazuli.examples.training.ClassAccuracy;
import lazuli.examples.training.EpochRecord;

/**
 * A page about the training of a classifier: its curves, its mistakes, and images with what it takes them for.
 *
 * @param title the heading
 * @param description what was trained on what, a line each
 * @param epochs at least one
 * @param classes the test images after the last epoch
 * @param images test images to show
 * @param predictions what the first of them were taken for; as many are shown
 */
@SuppressWarnings("ArrayRecordComponent") // two of these are never compared
public record TrainingReport(
        String title,
        List<String> description,
        List<EpochRecord> epochs,
        ClassAccuracy classes,
        LabeledImages images,
        int[] predictions) {
    private static final String TRAINING = "#1565c0";
    private static final String TEST = "#e65100";
    private static final String STYLE = """
        body { font: 15px/1.5 system-ui, sans-serif; max-width: 980px; margin: 2em auto; padding: 0 1em; color: #222; }
        h1 { font-size: 1.5em; } h2 { font-size: 1.15em; margin-top: 2em; }
        .charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(400px, 1fr)); gap: 1em; }
        .chart { width: 100%; height: auto; font: 12px system-ui, sans-serif; }
        .bars { max-width: 460px; }
        .chart .title { font-weight: 600; font-size: 13px; } .chart .tick { fill: #555; } .chart .grid { stroke: #ddd; }
        .chart .curve { fill: none; stroke-width: 2; } .chart .bar { fill: #1565c0; }
        table { border-collapse: collapse; font-size: 13px; } td, th { padding: 3px 8px; text-align: right; }
        .epochs tr:nth-child(even) { background: #f5f5f5; }
        .confusion td { border: 1px solid #eee; min-width: 2.6em; } .confusion .column { writing-mode: vertical-rl; }
        .confusion.dense td { min-width: 0; padding: 0; width: 6px; height: 6px; border: 0; }
        .images { display: flex; flex-wrap: wrap; gap: 8px; } figure { margin: 0; width: 76px; font-size: 11px; text-align: center; }
        figure img { width: 64px; height: 64px; image-rendering: pixelated; border: 3px solid #2e7d32; }
        figure.wrong img { border-color: #c62828; }
        """;

    /**
     * Writes the page.
     *
     * @throws DataException if the file cannot be written
     */
    public void write(Path file) {
        try {
            Files.writeString(file, html());
        } catch (IOException failure) {
            throw new DataException(file, failure);
        }
    }

    String html() {
        EpochRecord last = epochs.getLast();
        StringBuilder html = new StringBuilder(format(
                "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>%s</title>\n<style>\n%s</style>\n</head>\n<body>\n<h1>%s</h1>\n<p>",
                text(title), STYLE, text(title)));
        html.append(String.join("<br>\n", description.stream().map(Markup::text).toList()));
        html.append(format(
                "</p>\n<p>After epoch %d: test %s; training %s.</p>\n",
                last.epoch(), last.test().quality(), last.training().quality()));
        html.append("<h2>Curves</h2>\n<div class=\"charts\">\n");
        html.append(chart(
                "loss", epoch -> epoch.training().loss(), epoch -> epoch.test().loss()));
        html.append(chart(
                "accuracy, %",
                epoch -> 100 * epoch.training().accuracy(),
                epoch -> 100 * epoch.test().accuracy()));
        html.append(new LineChart(
                        "learning rate",
                        epochs.getFirst().epoch(),
                        List.of(new Curve("last step", TRAINING, values(EpochRecord::learningRate))))
                .svg());
        html.append("</div>\n<h2>Accuracy of each class</h2>\n").append(new AccuracyBars(classes).svg());
        html.append("<h2>What test images (rows) were taken for (columns)</h2>\n")
                .append(new ConfusionTable(classes).html());
        html.append("<h2>The first test images</h2>\n")
                .append(new ImageGrid(images, predictions, classes.names()).html());
        html.append("<h2>Epochs</h2>\n").append(table());
        return html.append("</body>\n</html>\n").toString();
    }

    private String chart(String what, ToDoubleFunction<EpochRecord> training, ToDoubleFunction<EpochRecord> test) {
        return new LineChart(
                        what,
                        epochs.getFirst().epoch(),
                        List.of(
                                new Curve("training", TRAINING, values(training)),
                                new Curve("test", TEST, values(test))))
                .svg();
    }

    private List<Double> values(ToDoubleFunction<EpochRecord> figure) {
        return epochs.stream().map(figure::applyAsDouble).toList();
    }

    private String table() {
        StringBuilder html = new StringBuilder(
                "<table class=\"epochs\">\n<tr><th>epoch</th><th>training loss</th><th>accuracy</th><th>test loss</th><th>accuracy</th><th>learning rate</th><th>images/s</th></tr>\n");
        for (EpochRecord epoch : epochs) {
            html.append(format(
                    "<tr><td>%d</td><td>%.4f</td><td>%.2f%%</td><td>%.4f</td><td>%.2f%%</td><td>%.3g</td><td>%,.0f</td></tr>\n",
                    epoch.epoch(),
                    epoch.training().loss(),
                    100 * epoch.training().accuracy(),
                    epoch.test().loss(),
                    100 * epoch.test().accuracy(),
                    epoch.learningRate(),
                    epoch.training().speed()));
        }
        return html.append("</table>\n").toString();
    }
}
