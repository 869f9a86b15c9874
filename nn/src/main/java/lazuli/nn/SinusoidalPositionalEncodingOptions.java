package lazuli.nn;

import org.jspecify.annotations.Nullable;

/**
 * Which sines and cosines {@link SinusoidalPositionalEncoding} takes.
 *
 * @param minFrequency the lowest frequency; 0.0001 by default
 * @param maxFrequency the highest frequency; 1 by default
 * @param scale what the result is multiplied by; null, the default, is {@code sqrt(2 / dims)}
 * @param cosFirst whether the cosines come before the sines; false by default
 * @param fullTurns whether frequencies count turns, else radians; false by default
 */
public record SinusoidalPositionalEncodingOptions(
        double minFrequency, double maxFrequency, @Nullable Double scale, boolean cosFirst, boolean fullTurns) {
    /** Frequencies between 0.0001 and 1 in radians, scale {@code sqrt(2 / dims)}, sines first. */
    public static final SinusoidalPositionalEncodingOptions DEFAULTS =
            new SinusoidalPositionalEncodingOptions(0.0001, 1, null, false, false);

    /** With this lowest frequency. */
    public SinusoidalPositionalEncodingOptions minFrequency(double lowest) {
        return new SinusoidalPositionalEncodingOptions(lowest, maxFrequency, scale, cosFirst, fullTurns);
    }

    /** With this highest frequency. */
    public SinusoidalPositionalEncodingOptions maxFrequency(double highest) {
        return new SinusoidalPositionalEncodingOptions(minFrequency, highest, scale, cosFirst, fullTurns);
    }

    /** With the result multiplied by this. */
    public SinusoidalPositionalEncodingOptions scale(double factor) {
        return new SinusoidalPositionalEncodingOptions(minFrequency, maxFrequency, factor, cosFirst, fullTurns);
    }

    /** With the cosines first, or the sines. */
    public SinusoidalPositionalEncodingOptions cosFirst(boolean first) {
        return new SinusoidalPositionalEncodingOptions(minFrequency, maxFrequency, scale, first, fullTurns);
    }

    /** With frequencies in turns, or in radians. */
    public SinusoidalPositionalEncodingOptions fullTurns(boolean turns) {
        return new SinusoidalPositionalEncodingOptions(minFrequency, maxFrequency, scale, cosFirst, turns);
    }
}
