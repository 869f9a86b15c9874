package lazuli.examples.training;

/**
 * What a progress display counts in.
 *
 * @param name as it stands behind a number
 * @param size how many steps make one
 */
public record ProgressUnit(String name, long size) {
    /** Single images. */
    public static final ProgressUnit IMAGES = new ProgressUnit("images", 1);

    /** Millions of bytes. */
    public static final ProgressUnit MEGABYTES = new ProgressUnit("MB", 1_000_000);
}
