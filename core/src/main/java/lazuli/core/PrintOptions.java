package lazuli.core;

import org.jspecify.annotations.Nullable;

/**
 * How arrays are printed. {@link Mx#setPrintOptions} sets what {@link Array#toString()} uses everywhere, {@link Mx#printOptions(PrintOptions)}
 * what it uses on one thread for a while, {@link Array#toString(PrintOptions)} prints once.
 *
 * @param precision decimals of floating and complex elements, which are then printed in fixed-point notation as in MLX; {@link
 *     #SIX_SIGNIFICANT_DIGITS} for up to six significant digits, like C's {@code %g}
 * @param threshold arrays of more elements are shortened; 0 shortens all, as MLX does
 * @param edgeItems how many elements of a shortened array are printed at each end of an axis; axes that are no longer than both ends together
 *     are printed whole
 * @param suppressSmall whether numbers are never printed with an exponent, so that small ones become 0; without a precision, at most six
 *     decimals are printed
 */
public record PrintOptions(int precision, int threshold, int edgeItems, boolean suppressSmall) {
    /** MLX's default for {@link #precision}. */
    public static final int SIX_SIGNIFICANT_DIGITS = -1;

    /** Six significant digits, and three elements at each end of every axis of more than six. */
    public static final PrintOptions DEFAULTS = new PrintOptions(SIX_SIGNIFICANT_DIGITS, 0, 3, false);

    private static final ThreadLocal<@Nullable PrintOptions> OF_THREAD = new ThreadLocal<>();
    private static volatile PrintOptions global = DEFAULTS;

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is negative, apart from a precision of -1
     */
    public PrintOptions {
        if (precision < SIX_SIGNIFICANT_DIGITS || threshold < 0 || edgeItems < 0) {
            throw new IllegalArgumentException(
                    "[print_options] precision %d (at least -1), threshold %d and edge items %d (at least 0)"
                            .formatted(precision, threshold, edgeItems));
        }
    }

    /** With this many decimals. */
    public PrintOptions precision(int decimals) {
        return new PrintOptions(decimals, threshold, edgeItems, suppressSmall);
    }

    /** Shortening arrays of more elements than this. */
    public PrintOptions threshold(int elements) {
        return new PrintOptions(precision, elements, edgeItems, suppressSmall);
    }

    /** With this many elements at each end of an axis. */
    public PrintOptions edgeItems(int elements) {
        return new PrintOptions(precision, threshold, elements, suppressSmall);
    }

    /** With or without exponents. */
    public PrintOptions suppressSmall(boolean suppress) {
        return new PrintOptions(precision, threshold, edgeItems, suppress);
    }

    /** What the calling thread uses. */
    static PrintOptions current() {
        PrintOptions ofThread = OF_THREAD.get();
        return ofThread == null ? global : ofThread;
    }

    /** Returns the former ones. */
    static synchronized PrintOptions setGlobal(PrintOptions options) {
        PrintOptions former = global;
        global = options;
        return former;
    }

    static Scope on(PrintOptions options) {
        Scope scope = new Scope(OF_THREAD.get());
        OF_THREAD.set(options);
        return scope;
    }

    /** Restores the thread's former options when closed, on the same thread. */
    public static final class Scope implements AutoCloseable {
        private final @Nullable PrintOptions former;

        private Scope(@Nullable PrintOptions former) {
            this.former = former;
        }

        @Override
        public void close() {
            if (former == null) {
                OF_THREAD.remove();
            } else {
                OF_THREAD.set(former);
            }
        }
    }
}
