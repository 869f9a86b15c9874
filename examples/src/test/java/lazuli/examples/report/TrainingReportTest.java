package lazuli.examples.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import lazuli.examples.data.LabeledImages;
import lazuli.examples.training.ClassAccuracy;
import lazuli.examples.training.EpochFigures;
import lazuli.examples.training.EpochRecord;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class TrainingReportTest {
    private static final List<String> NAMES = List.of("cat & dog", "<ship>", "frog");

    static TrainingReport report(int epochs) {
        ClassAccuracy classes = new ClassAccuracy(NAMES);
        classes.add(new int[] {0, 1, 2, 2}, new int[] {0, 1, 1, 2});
        return new TrainingReport(
                "small-cnn on cifar10",
                List.of("3 < 4 images"),
                IntStream.rangeClosed(1, epochs)
                        .mapToObj(TrainingReportTest::epoch)
                        .toList(),
                classes,
                new LabeledImages(new byte[4 * 32 * 32 * 3], new int[] {0, 1, 2, 2}, 32, 32, 3),
                new int[] {0, 1, 1, 2});
    }

    private static EpochRecord epoch(int number) {
        return new EpochRecord(
                number,
                3e-4,
                new EpochFigures(100, 2.3 / number, 0.1 * number, 1),
                new EpochFigures(10, 2.4 / number, 0.09 * number, 0.1));
    }

    private static int count(String html, String pattern) {
        return (int) Pattern.compile(pattern).matcher(html).results().count();
    }

    @Test
    void everyEpochHasAMarkOnEveryCurve() {
        String html = report(5).html();
        assertEquals(5, count(html, "<polyline"));
        assertEquals(25, count(html, "<circle"));
        assertTrue(html.contains("<title>training, epoch 5: 0.4600</title>"), html);
        assertEquals(3, count(html, "<rect class=\"bar\""));
        assertEquals(4, count(html, "data:image/png;base64,"));
        assertEquals(1, count(html, "<figure class=\"wrong\">"));
        assertTrue(
                html.contains("frog<br><s>&lt;ship&gt;</s>"),
                "what it was taken for is struck through, not what it is");
    }

    @Test
    void drawingsAreWellFormedAndWithinTheirFrames() throws Exception {
        for (int epochs : new int[] {1, 2, 100}) {
            Pattern.compile("<svg.*?</svg>", Pattern.DOTALL)
                    .matcher(report(epochs).html())
                    .results()
                    .forEach(svg -> assertWithinFrame(svg.group()));
        }
    }

    private static void assertWithinFrame(String svg) {
        Document drawing = parse(svg);
        String[] frame = drawing.getDocumentElement().getAttribute("viewBox").split(" ", -1);
        for (String name : List.of("circle", "line", "text")) {
            var elements = drawing.getElementsByTagName(name);
            for (int i = 0; i < elements.getLength(); i++) {
                var attributes = elements.item(i).getAttributes();
                for (String at : List.of("x", "cx", "x1", "x2")) {
                    assertInside(attributes.getNamedItem(at), frame[2], svg);
                }
                for (String at : List.of("y", "cy", "y1", "y2")) {
                    assertInside(attributes.getNamedItem(at), frame[3], svg);
                }
            }
        }
    }

    private static void assertInside(org.w3c.dom.@org.jspecify.annotations.Nullable Node at, String end, String svg) {
        if (at != null) {
            double value = Double.parseDouble(at.getNodeValue());
            assertTrue(value >= 0 && value <= Double.parseDouble(end), at + " in " + svg);
        }
    }

    private static Document parse(String xml) {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(xml)));
        } catch (Exception failure) {
            throw new AssertionError(xml, failure);
        }
    }

    @Test
    void namesAreTextAndNothingIsLoaded() {
        String html = report(2).html();
        assertTrue(html.contains("cat &amp; dog") && html.contains("&lt;ship&gt;") && html.contains("3 &lt; 4"), html);
        assertFalse(html.contains("http"), html);
    }

    @Test
    void axesHaveRoundNumbers() {
        assertEquals(
                List.of(0.0, 0.5, 1.0, 1.5, 2.0, 2.5),
                Scale.over(List.of(0.3, 2.3), 5).ticks());
        assertEquals("0.25", new Scale(0, 1, 0.05).label(0.25));
        Scale flat = Scale.over(List.of(3e-4, 3e-4), 5);
        assertTrue(flat.low() < 3e-4 && 3e-4 < flat.high());
        assertEquals(0.5, Scale.over(List.of(), 5).share(0.5));
    }

    @Test
    void anEpochIsTheSameAfterItsLine() {
        EpochRecord epoch = epoch(3);
        assertEquals(epoch, EpochRecord.parse(epoch.toLine()));
    }
}
