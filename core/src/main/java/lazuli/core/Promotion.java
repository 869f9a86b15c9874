package lazuli.core;

import lazuli.core.DType.Kind;

/** MLX's dtype promotion, as rules over kind and width. */
final class Promotion {
    private Promotion() {}

    static DType of(DType a, DType b) {
        if (a == b) {
            return a;
        }
        DType low = a.kind().compareTo(b.kind()) <= 0 ? a : b;
        DType high = low == a ? b : a;
        return switch (high.kind()) {
            case BOOLEAN -> high;
            case UNSIGNED -> low.kind() == Kind.BOOLEAN ? high : wider(low, high);
            case SIGNED ->
                switch (low.kind()) {
                    case BOOLEAN -> high;
                    case SIGNED -> wider(low, high);
                    case UNSIGNED -> signedHolding(low, high);
                    case FLOATING, COMPLEX -> throw new AssertionError("ordered by kind");
                };
            case FLOATING -> low.kind() == Kind.FLOATING ? widerFloating(low, high) : high;
            case COMPLEX -> high;
        };
    }

    private static DType wider(DType a, DType b) {
        return a.size() >= b.size() ? a : b;
    }

    private static DType signedHolding(DType unsigned, DType signed) {
        if (signed.size() > unsigned.size()) {
            return signed;
        }
        return switch (unsigned.size()) {
            case 1 -> DType.INT16;
            case 2 -> DType.INT32;
            case 4 -> DType.INT64;
            default -> DType.FLOAT32;
        };
    }

    private static DType widerFloating(DType a, DType b) {
        return a.size() == b.size() ? DType.FLOAT32 : wider(a, b);
    }
}
