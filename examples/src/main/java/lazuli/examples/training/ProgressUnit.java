package lazuli.examples.training;

import java.util.Locale;

/**
 * What a progress display counts in.
 *
 * @param name as it stands behind a number
 * @param size how many steps make one
 */
public record ProgressUnit(String name, long size) {
    /** Single images. */
    public static final ProgressUnit IMAGES = new ProgressUnit("images", 1);

    /** Steps of an optimizer. */
    public static final ProgressUnit STEPS = new ProgressUnit("steps", 1);

    /** Millions of bytes. */
    public static final ProgressUnit MEGABYTES = new ProgressUnit("MB", 1_000_000);

    /** How fast something goes, as people read it: {@code 1,234 images/s}. */
    String speed(long steps, double seconds) {
        return String.format(Locale.ROOT, "%,.0f %s/s", steps / Math.max(seconds, 1e-9) / size, name);
    }
}
