package lazuli.examples.training;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Counts what a classifier takes the images of each class for; for one thread at a time. */
public final class ClassAccuracy {
    private final List<String> classNames;
    private final int nameWidth;
    private final long[][] taken;

    /** @param classNames a name for each label */
    public ClassAccuracy(List<String> classNames) {
        this.classNames = List.copyOf(classNames);
        this.nameWidth = Stream.concat(Stream.of("class"), classNames.stream())
                .mapToInt(String::length)
                .max()
                .orElseThrow();
        this.taken = new long[classNames.size()][classNames.size()];
    }

    /**
     * Counts a batch.
     *
     * @param labels what the images show
     * @param predictions what they were taken for; may be longer than {@code labels}, for batches that were filled up
     * @throws IndexOutOfBoundsException if there are fewer predictions than labels, or one of either is no class
     */
    public void add(int[] labels, int[] predictions) {
        for (int i = 0; i < labels.length; i++) {
            taken[labels[i]][predictions[i]]++;
        }
    }

    /** The names of the classes. */
    public List<String> names() {
        return classNames;
    }

    /** How many images of a class were taken for another, or for itself. */
    public long taken(int label, int prediction) {
        return taken[label][prediction];
    }

    /** The share of all images that were classified rightly, 0 to 1; 0 before the first image. */
    public double accuracy() {
        return share(correct(), images());
    }

    /** The share of a class's images that were classified rightly, 0 to 1; 0 if there were none. */
    public double accuracy(int label) {
        return share(taken[label][label], images(label));
    }

    /** A line for each class and one for all, with a heading; ends with a line break. */
    public String table() {
        var table = new StringBuilder();
        append(table, "class", "images", "correct", "accuracy", "most often taken for");
        for (int label = 0; label < taken.length; label++) {
            append(
                    table,
                    classNames.get(label),
                    whole(images(label)),
                    whole(taken[label][label]),
                    percent(accuracy(label)),
                    mistake(label));
        }
        append(table, "all", whole(images()), whole(correct()), percent(accuracy()), "");
        return table.toString();
    }

    private long images() {
        return classes().mapToLong(this::images).sum();
    }

    /** How many images of a class there were. */
    public long images(int label) {
        return classes().mapToLong(other -> taken[label][other]).sum();
    }

    private long correct() {
        return classes().mapToLong(label -> taken[label][label]).sum();
    }

    private String mistake(int label) {
        return classes()
                .filter(other -> other != label && taken[label][other] > 0)
                .boxed()
                .max((a, b) -> Long.compare(taken[label][a], taken[label][b]))
                .map(other -> classNames.get(other) + " (" + whole(taken[label][other]) + ")")
                .orElse("");
    }

    private IntStream classes() {
        return IntStream.range(0, taken.length);
    }

    private static double share(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }

    private static String whole(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f%%", 100 * share);
    }

    private void append(
            StringBuilder table, String name, String images, String correct, String accuracy, String mistake) {
        String padded = name + " ".repeat(nameWidth - name.length());
        String line = String.format(Locale.ROOT, "%s  %7s  %7s  %8s  %s", padded, images, correct, accuracy, mistake);
        table.append(line.stripTrailing()).append(System.lineSeparator());
    }
}
