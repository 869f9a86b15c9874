package lazuli.nn;

import static lazuli.core.Mx.*;

import java.util.Arrays;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Shape;

/**
 * How one axis is resampled: element {@code i} of the result is the sum over {@code t} of {@code weights[t][i]} times the element at {@code
 * places[t][i]}. Positions are MLX's, computed in float32 as there.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Resampling(int[][] places, float[][] weights) {
    private static final float CUBIC = -0.75f;
    private static final float ANTIALIASED_CUBIC = -0.5f;

    /** The nearest element. */
    static Resampling nearest(int length, double scale) {
        int to = length(length, scale);
        float ratio = (float) ((double) length / to);
        int[] places = new int[to];
        for (int i = 0; i < to; i++) {
            places[i] = to > length ? (int) Math.rint((i + 0.5f) * ratio - 0.5f) : (int) (i * ratio);
        }
        float[] ones = new float[to];
        Arrays.fill(ones, 1);
        return new Resampling(new int[][] {places}, new float[][] {ones});
    }

    /** A kernel of the two nearest elements, or of four for {@code cubic}; more where {@code antialias} widens it to shrink the axis. */
    static Resampling interpolated(int length, double scale, boolean cubic, boolean alignCorners, boolean antialias) {
        int to = length(length, scale);
        float widening = antialias ? (float) Math.max(1 / scale, 1) : 1;
        int reach = (int) Math.ceil((cubic ? 2 : 1) * widening);
        int[][] places = new int[2 * reach][to];
        float[][] weights = new float[2 * reach][to];
        for (int i = 0; i < to; i++) {
            float position = position(i, length, to, scale, alignCorners);
            int first = (int) Math.floor(position) - reach + 1;
            float sum = 0;
            for (int t = 0; t < 2 * reach; t++) {
                float distance = Math.abs(position - (first + t)) / widening;
                float weight =
                        cubic ? cubic(distance, antialias ? ANTIALIASED_CUBIC : CUBIC) : Math.max(0, 1 - distance);
                boolean isOutside = first + t < 0 || first + t >= length;
                weights[t][i] = antialias && isOutside ? 0 : weight;
                places[t][i] = Math.clamp(first + t, 0, length - 1);
                sum += weights[t][i];
            }
            for (int t = 0; antialias && t < 2 * reach; t++) {
                weights[t][i] /= sum;
            }
        }
        return new Resampling(places, weights);
    }

    private static int length(int length, double scale) {
        return Shape.axisLength("upsample", (long) (scale * length));
    }

    private static float position(int i, int length, int to, double scale, boolean alignCorners) {
        if (alignCorners) {
            // One element alone is the first, which stays where it is.
            return to == 1 ? 0 : i * (float) ((length - 1.0) / (to - 1.0));
        }
        double step = 1 / scale;
        return i * (float) step - (float) (((to - 1) * step - length + 1) / 2);
    }

    /** Keys' convolution kernel (1981). */
    private static float cubic(float x, float a) {
        if (x < 1) {
            return ((a + 2) * x - (a + 3)) * x * x + 1;
        }
        return x < 2 ? (((x - 5) * x + 8) * x - 4) * a : 0;
    }

    /** The array with that axis resampled. */
    Array along(int axis, Array x) {
        int[] lengths = new int[x.ndim()];
        Arrays.fill(lengths, 1);
        lengths[axis] = places[0].length;
        DType dtype = x.dtype().toFloating();
        if (places.length == 1) {
            return take(x, array(places[0], Shape.of(places[0].length)), axis);
        }
        Array sum = zeros(Shape.SCALAR, dtype);
        for (int t = 0; t < places.length; t++) {
            Array weight = array(weights[t], Shape.of(lengths)).astype(dtype);
            sum = sum.add(take(x, array(places[t], Shape.of(places[t].length)), axis)
                    .multiply(weight));
        }
        return sum;
    }
}
