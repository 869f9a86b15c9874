package lazuli.conformance;

import java.util.Arrays;
import lazuli.core.Array;
import lazuli.core.DType;
import org.jspecify.annotations.Nullable;

/** How far results of half floats are from those of float64, in units in the last place of the half type. */
public final class HalfComparison {
    private HalfComparison() {}

    /** What is wrong with an array of half floats whose elements should each be so many units from {@code expected} at most; or null. */
    public static @Nullable String difference(Array got, Array expected, double units) {
        return difference(got, expected, units, 0);
    }

    /**
     * The same in units of the largest element, or of a least magnitude if that is larger, for sums of terms that cancel.
     *
     * @param least below which float32 computes no digits that matter
     */
    public static @Nullable String differenceByLargest(Array got, Array expected, double units, double least) {
        double largest = Arrays.stream(expected.astype(DType.FLOAT64).toDoubleArray())
                .map(Math::abs)
                .filter(Double::isFinite)
                .max()
                .orElse(0);
        return difference(got, expected, units, Math.max(largest, least));
    }

    private static @Nullable String difference(Array got, Array expected, double units, double least) {
        if (!got.shape().equals(expected.shape())) {
            return "%s, not %s".formatted(got.shape(), expected.shape());
        }
        DType dtype = got.dtype();
        double[] exact = expected.astype(DType.FLOAT64).toDoubleArray();
        double[] rounded = expected.astype(dtype).astype(DType.FLOAT64).toDoubleArray();
        double[] actual = got.astype(DType.FLOAT64).toDoubleArray();
        for (int i = 0; i < exact.length; i++) {
            double unit = unit(dtype, Math.max(Math.abs(exact[i]), least));
            boolean isClose = Double.isFinite(rounded[i])
                    ? Math.abs(actual[i] - exact[i]) <= units * unit
                    : Double.compare(actual[i], rounded[i]) == 0;
            if (!isClose) {
                return "element %d is %s, not %s (%.1f units)"
                        .formatted(i, actual[i], exact[i], Math.abs(actual[i] - exact[i]) / unit);
            }
        }
        return null;
    }

    private static double unit(DType dtype, double magnitude) {
        boolean isFloat16 = dtype == DType.FLOAT16;
        int exponent = magnitude == 0 ? Integer.MIN_VALUE : Math.getExponent(magnitude);
        return Math.scalb(1.0, Math.max(exponent, isFloat16 ? -14 : -126) - (isFloat16 ? 10 : 7));
    }
}
