package lazuli.conformance;

import java.util.ArrayList;
import java.util.List;
import lazuli.core.DType;

/** Numbers at which derivatives go wrong if they do. */
final class SpecialPoints {
    /** Zeros, ones, what lies between, and where the exponentials of the four dtypes saturate and overflow. */
    private static final double[] EVERYWHERE = {
        0, 0.5, 1, 2, 3, 5, 8, 10, 11, 12, 15, 17, 20, 30, 50, 88, 89, 100, 250, 300, 700, 709, 710, 800
    };

    private SpecialPoints() {}

    /** Points of either sign up to the largest number of a dtype. */
    static double[] of(DType dtype) {
        List<Double> points = new ArrayList<>();
        for (double point : EVERYWHERE) {
            points.add(point);
        }
        double largest = largest(dtype);
        double root = Math.sqrt(largest);
        points.addAll(List.of(root / 2, root * 2, largest / 4, largest, 1 / root));
        return points.stream()
                .flatMapToDouble(x -> java.util.stream.DoubleStream.of(x, -x))
                .toArray();
    }

    /** Fewer of them, for pairs. */
    static double[] few(DType dtype) {
        double root = Math.sqrt(largest(dtype));
        double[] points = {0, -0.0, 0.5, 1, -1, 2, -2, 3, 20, -20, root * 2, -root * 2, 2 / root, -2 / root};
        return points;
    }

    static double largest(DType dtype) {
        return switch (dtype) {
            case FLOAT16 -> 65504;
            case BFLOAT16 -> 0x1.FEp127;
            case FLOAT64 -> Double.MAX_VALUE;
            case FLOAT32, COMPLEX64, BOOL, UINT8, UINT16, UINT32, UINT64, INT8, INT16, INT32, INT64 -> Float.MAX_VALUE;
        };
    }

    static double epsilon(DType dtype) {
        return switch (dtype) {
            case FLOAT16 -> 0x1p-10;
            case BFLOAT16 -> 0x1p-7;
            case FLOAT64 -> 0x1p-52;
            case FLOAT32, COMPLEX64, BOOL, UINT8, UINT16, UINT32, UINT64, INT8, INT16, INT32, INT64 -> 0x1p-23;
        };
    }

    /** The smallest normal number. */
    static double smallest(DType dtype) {
        return switch (dtype) {
            case FLOAT16 -> 0x1p-14;
            case FLOAT64 -> Double.MIN_NORMAL;
            case BFLOAT16, FLOAT32, COMPLEX64, BOOL, UINT8, UINT16, UINT32, UINT64, INT8, INT16, INT32, INT64 ->
                Float.MIN_NORMAL;
        };
    }
}
