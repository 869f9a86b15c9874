package lazuli.backend.gpu.scan;

import lazuli.core.DType;
import lazuli.core.primitive.reduction.Accumulation;

/** What an accumulation of nothing is, in the kernels' text. */
final class Identity {
    private Identity() {}

    static String text(Accumulation accumulation, DType dtype) {
        String number = number(accumulation, dtype);
        return dtype == DType.COMPLEX64 ? "k_complex(%s, 0.0f)".formatted(number) : "A(%s)".formatted(number);
    }

    private static String number(Accumulation accumulation, DType dtype) {
        return switch (accumulation) {
            case SUM -> "0";
            case PRODUCT -> "1";
            case MAXIMUM, LOG_SUM_EXP -> lowest(dtype);
            case MINIMUM -> highest(dtype);
        };
    }

    private static String lowest(DType dtype) {
        return switch (dtype.kind()) {
            case BOOLEAN, UNSIGNED -> "0";
            case SIGNED ->
                dtype == DType.INT64 ? "i64(u64(1) << 63)" : "i32(0xFFFFFFFFu << %d)".formatted(bits(dtype) - 1);
            case FLOATING, COMPLEX -> "-K_INF";
        };
    }

    private static String highest(DType dtype) {
        return switch (dtype.kind()) {
            case BOOLEAN -> "true";
            case UNSIGNED -> "~u64(0) >> %d".formatted(Long.SIZE - bits(dtype));
            case SIGNED -> "~u64(0) >> %d".formatted(Long.SIZE - bits(dtype) + 1);
            case FLOATING, COMPLEX -> "K_INF";
        };
    }

    private static int bits(DType dtype) {
        return Byte.SIZE * dtype.size();
    }
}
