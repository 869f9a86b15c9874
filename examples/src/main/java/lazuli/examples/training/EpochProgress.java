package lazuli.examples.training;

import java.io.PrintStream;
import java.util.function.LongSupplier;

/**
 * Adds up the figures of an epoch batch by batch and shows them on the way; for one thread at a time.
 */
public final class EpochProgress implements AutoCloseable {
    private final Progress progress;
    private final LongSupplier nanoseconds;
    private final long started;
    private long images;
    private double lossSum;
    private long correct;

    /**
     * Begins an epoch that is shown on standard output.
     *
     * @param task what the display calls the epoch
     * @param images how many images it has
     */
    public static EpochProgress start(String task, long images) {
        return start(task, images, System.out);
    }

    /**
     * Begins an epoch.
     *
     * @param task what the display calls the epoch
     * @param images how many images it has
     * @param out where to show it
     */
    public static EpochProgress start(String task, long images, PrintStream out) {
        return new EpochProgress(Progress.start(task, images, ProgressUnit.IMAGES, out), System::nanoTime);
    }

    EpochProgress(Progress progress, LongSupplier nanoseconds) {
        this.progress = progress;
        this.nanoseconds = nanoseconds;
        this.started = nanoseconds.getAsLong();
    }

    /**
     * Counts one batch, or several at once.
     *
     * @param count images in it
     * @param meanLoss their mean loss
     * @param right how many of them were classified rightly
     */
    public void add(int count, double meanLoss, long right) {
        images += count;
        lossSum += meanLoss * count;
        correct += right;
        progress.at(images, figures().quality());
    }

    /** The figures up to now. */
    public EpochFigures figures() {
        long counted = Math.max(1, images);
        double seconds = (nanoseconds.getAsLong() - started) / 1e9;
        return new EpochFigures(images, lossSum / counted, (double) correct / counted, seconds);
    }

    /** Ends the display. */
    @Override
    public void close() {
        progress.close();
    }
}
