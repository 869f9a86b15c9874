package lazuli.nn;

import static lazuli.core.Mx.concatenate;
import static lazuli.core.Mx.cos;
import static lazuli.core.Mx.expandDims;
import static lazuli.core.Mx.multiply;
import static lazuli.core.Mx.sin;

import java.util.List;
import lazuli.core.Array;
import lazuli.core.Mx;
import lazuli.core.ShapeException;
import lazuli.core.graph.Required;

/**
 * Sines and cosines of positions (Vaswani et al., 2017), with frequencies between two bounds in even steps of their logarithm, the highest
 * first.
 */
public final class SinusoidalPositionalEncoding extends Module implements Layer {
    /** The frequencies are computed in a Java array. */
    private static final int MOST_DIMS = 1 << 24;

    private final transient Array frequencies;
    private final int dims;
    private final double scale;
    private final boolean cosFirst;

    /**
     * An encoding in {@code dims} elements.
     *
     * @param dims even and positive
     * @param options frequencies, scale and order
     * @throws ShapeException if {@code dims} is not even and positive
     */
    public SinusoidalPositionalEncoding(int dims, SinusoidalPositionalEncodingOptions options) {
        Required.argument("sinusoidal_positional_encoding", "options", options);
        if (dims <= 0 || dims % 2 != 0) {
            throw new ShapeException("sinusoidal_positional_encoding", "dims are even and positive, not %d", dims);
        }
        Required.within("sinusoidal_positional_encoding", "dims", dims, 2, MOST_DIMS);
        this.dims = dims;
        Double scale = options.scale();
        this.scale = scale == null ? Math.sqrt(2.0 / dims) : scale;
        this.cosFirst = options.cosFirst();
        this.frequencies = Mx.array(frequencies(dims / 2, options));
    }

    /** With frequencies between 0.0001 and 1 in radians, scale {@code sqrt(2 / dims)}, sines first. */
    public SinusoidalPositionalEncoding(int dims) {
        this(dims, SinusoidalPositionalEncodingOptions.DEFAULTS);
    }

    private static float[] frequencies(int count, SinusoidalPositionalEncodingOptions options) {
        double least = options.minFrequency();
        double most = options.maxFrequency();
        float[] frequencies = new float[count];
        for (int i = 0; i < count; i++) {
            double place = count == 1 ? 1 : 1 - i / (count - 1.0);
            double frequency = least * Math.pow(most / least, place);
            frequencies[i] = (float) (options.fullTurns() ? frequency * 2 * Math.PI : frequency);
        }
        return frequencies;
    }

    /**
     * The encoded positions.
     *
     * @param x positions of any shape
     * @return (shape of x..., dims)
     */
    @Override
    public Array forward(Array x) {
        Required.argument("sinusoidal_positional_encoding", "x", x);
        return result(() -> {
            Array angles = multiply(expandDims(x, -1), frequencies);
            Array y = cosFirst
                    ? concatenate(List.of(cos(angles), sin(angles)), -1)
                    : concatenate(List.of(sin(angles), cos(angles)), -1);
            return scale == 1 ? y : multiply(y, scale);
        });
    }

    @Override
    protected String describe() {
        return Integer.toString(dims);
    }
}
