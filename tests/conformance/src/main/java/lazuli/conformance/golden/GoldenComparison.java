package lazuli.conformance.golden;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.DType;
import org.jspecify.annotations.Nullable;

/** Says in a line what is wrong with a case's outputs, or nothing. */
public final class GoldenComparison {
    private GoldenComparison() {}

    /** What is wrong with the outputs, or null. */
    public static @Nullable String difference(GoldenCase golden, List<Array> got) {
        if (got.size() != golden.outputs().size()) {
            return "%d outputs, not %d".formatted(got.size(), golden.outputs().size());
        }
        for (int i = 0; i < got.size(); i++) {
            String difference = difference(golden, golden.outputs().get(i), got.get(i));
            if (difference != null) {
                return "output %d: %s".formatted(i, difference);
            }
        }
        return null;
    }

    private static @Nullable String difference(GoldenCase golden, JsonNode wanted, Array got) {
        if (wanted.has("value")) {
            return matchesValue(wanted.get("value"), got) ? null : "%s, not %s".formatted(got, wanted.get("value"));
        }
        Array expected = GoldenTensor.array(wanted);
        if (!expected.shape().equals(got.shape()) || expected.dtype() != got.dtype()) {
            return "%s %s, not %s %s".formatted(got.dtype(), got.shape(), expected.dtype(), expected.shape());
        }
        return switch (expected.dtype()) {
            case BOOL, UINT8, UINT16, UINT32, UINT64, INT8, INT16, INT32, INT64 -> {
                long[] a = expected.astype(expected.dtype() == DType.UINT64 ? DType.UINT64 : DType.INT64)
                        .toLongArray();
                long[] b = got.astype(got.dtype() == DType.UINT64 ? DType.UINT64 : DType.INT64)
                        .toLongArray();
                yield Arrays.equals(a, b) ? null : abbreviated(Arrays.toString(b), Arrays.toString(a));
            }
            case FLOAT16, BFLOAT16, FLOAT32, FLOAT64 ->
                difference(golden, expected.toDoubleArray(), got.toDoubleArray());
            case COMPLEX64 -> difference(golden, parts(expected), parts(got));
        };
    }

    /** What is no array comes as one: a truth value, a shape's lengths, any array of a dtype. */
    private static boolean matchesValue(JsonNode wanted, Array got) {
        if (wanted.isTextual()) {
            return GoldenTensor.dtype(wanted.asText()) == got.dtype();
        }
        if (wanted.isBoolean()) {
            return got.dtype() == DType.BOOL && wanted.asBoolean() == got.itemBoolean();
        }
        long[] lengths = got.toLongArray();
        boolean matches = wanted.isArray() && wanted.size() == lengths.length;
        for (int i = 0; matches && i < lengths.length; i++) {
            matches = wanted.get(i).asLong() == lengths[i];
        }
        return matches;
    }

    private static double[] parts(Array complex) {
        byte[] bytes = complex.toByteArray();
        var floats = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).asFloatBuffer();
        double[] parts = new double[floats.remaining()];
        Arrays.setAll(parts, floats::get);
        return parts;
    }

    private static @Nullable String difference(GoldenCase golden, double[] expected, double[] got) {
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < expected.length; i++) {
            if (!isClose(golden, expected[i], got[i])) {
                differences.add("[%d] %s, not %s".formatted(i, got[i], expected[i]));
            }
        }
        return differences.isEmpty()
                ? null
                : "%d of %d differ: %s"
                        .formatted(
                                differences.size(),
                                expected.length,
                                differences.subList(0, Math.min(3, differences.size())));
    }

    private static boolean isClose(GoldenCase golden, double expected, double got) {
        if (Double.isNaN(expected) || Double.isInfinite(expected)) {
            return Double.compare(expected, got) == 0;
        }
        if (golden.hasSignedZero() && expected == 0) {
            return Double.compare(expected, got) == 0;
        }
        double tolerance =
                golden.isExact() ? 0 : golden.absoluteTolerance() + golden.relativeTolerance() * Math.abs(expected);
        return Math.abs(got - expected) <= tolerance;
    }

    private static String abbreviated(String got, String expected) {
        return "%.120s, not %.120s".formatted(got, expected);
    }
}
