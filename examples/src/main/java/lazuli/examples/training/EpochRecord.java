package lazuli.examples.training;

/**
 * What is kept of an epoch.
 *
 * @param epoch its number, from 1
 * @param learningRate of its last step
 * @param training on the training images, while the weights changed
 * @param test on the test images, afterwards
 */
public record EpochRecord(int epoch, double learningRate, EpochFigures training, EpochFigures test) {
    private static final int NUMBERS = 10;

    /** The same as a line of numbers, for {@link #parse}. */
    public String toLine() {
        return "%d %s %s %s".formatted(epoch, learningRate, line(training), line(test));
    }

    private static String line(EpochFigures figures) {
        return "%d %s %s %s".formatted(figures.images(), figures.loss(), figures.accuracy(), figures.seconds());
    }

    /**
     * The epoch of a line that {@link #toLine} has made.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static EpochRecord parse(String line) {
        String[] numbers = line.strip().split(" ");
        if (numbers.length != NUMBERS) {
            throw new IllegalArgumentException("an epoch has %d numbers, not %d".formatted(NUMBERS, numbers.length));
        }
        return new EpochRecord(
                Integer.parseInt(numbers[0]), Double.parseDouble(numbers[1]), figures(numbers, 2), figures(numbers, 6));
    }

    private static EpochFigures figures(String[] numbers, int first) {
        return new EpochFigures(
                Long.parseLong(numbers[first]),
                Double.parseDouble(numbers[first + 1]),
                Double.parseDouble(numbers[first + 2]),
                Double.parseDouble(numbers[first + 3]));
    }
}
