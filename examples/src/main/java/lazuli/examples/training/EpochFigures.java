package lazuli.examples.training;

import java.util.Locale;

/**
 * How an epoch went.
 *
 * @param images images that were seen
 * @param loss their mean loss
 * @param accuracy the share of them that was classified rightly, 0 to 1
 * @param seconds how long it took
 */
public record EpochFigures(long images, double loss, double accuracy, double seconds) {
    /** Loss and accuracy as people read them. */
    public String quality() {
        return String.format(Locale.ROOT, "loss %.3f, accuracy %.1f%%", loss, 100 * accuracy);
    }

    /** Images a second. */
    public double speed() {
        return images / Math.max(seconds, 1e-9);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s, %,.0f images/s, %.1f s", quality(), speed(), seconds);
    }
}
