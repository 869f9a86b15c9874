package lazuli.backend.gpu.matmul;

import lazuli.backend.gpu.device.Launch;

/**
 * How the terms of sums are shared out where there are few sums and many terms: in parts, which are added in their order afterwards. It follows from the
 * lengths alone.
 *
 * @param depth terms of a part
 * @param parts how many
 */
public record Split(int depth, int parts) {
    /** Parts are multiples of it, so that tiles and runs begin with them. */
    private static final int STEP = 128;

    private static final int LEAST_DEPTH = 256;
    private static final int MOST_PARTS = 32;

    /** About as many groups as keep a device busy. */
    private static final long WANTED_GROUPS = 64;

    /** That of products which take so many groups, and as many more as there are parts. */
    public static Split of(long groups, int depth) {
        long wanted = Math.min(MOST_PARTS, WANTED_GROUPS / Math.max(1, groups));
        long parts = Math.min(wanted, depth / LEAST_DEPTH);
        if (parts < 2) {
            return new Split(Math.max(1, depth), 1);
        }
        int each = Math.toIntExact(Math.ceilDiv(Math.ceilDiv(depth, parts), STEP) * STEP);
        return new Split(each, Math.ceilDiv(depth, each));
    }

    /** Whether there is more than one. */
    public boolean isUsed() {
        return parts > 1;
    }

    /** The launch's next member. */
    void append(Launch launch) {
        launch.i32(depth);
    }
}
