package lazuli.core.operation;

import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.graph.TraceScope;

/** Questions about elements, answered in bool: what kind of number each is, and whether two are nearly equal. */
public final class Predicates {
    private Predicates() {}

    /** True where an element is NaN; of a complex one, either part. */
    public static Array isNan(Array x) {
        return x.dtype().isDifferentiable() ? Functions.notEqual(x, x) : nowhere(x);
    }

    /** True where an element, or a part of it, is infinite. */
    public static Array isInfinite(Array x) {
        return switch (x.dtype().kind()) {
            case BOOLEAN, UNSIGNED, SIGNED -> nowhere(x);
            case FLOATING -> TraceScope.result(() -> Functions.equal(Functions.abs(x), Double.POSITIVE_INFINITY));
            case COMPLEX ->
                TraceScope.result(
                        () -> Functions.logicalOr(isInfinite(Functions.real(x)), isInfinite(Functions.imag(x))));
        };
    }

    /** True where an element is neither infinite nor NaN in any part. */
    public static Array isFinite(Array x) {
        return switch (x.dtype().kind()) {
            case BOOLEAN, UNSIGNED, SIGNED -> Creation.ones(x.shape(), DType.BOOL);
            case FLOATING -> TraceScope.result(() -> Functions.less(Functions.abs(x), Double.POSITIVE_INFINITY));
            case COMPLEX ->
                TraceScope.result(() -> Functions.logicalAnd(isFinite(Functions.real(x)), isFinite(Functions.imag(x))));
        };
    }

    /** True where an element equals an infinity. */
    public static Array isInfinity(Array x, double infinity) {
        return x.dtype().isDifferentiable() ? Functions.equal(x, infinity) : nowhere(x);
    }

    private static Array nowhere(Array x) {
        return Creation.zeros(x.shape(), DType.BOOL);
    }

    /** True where {@code |a - b| <= absolute + relative * |b|}; infinities are close to themselves alone. */
    public static Array isClose(Array a, Array b, double relative, double absolute, boolean equalNan) {
        return TraceScope.result(() -> {
            DType dtype = DType.promote(DType.promote(a.dtype(), b.dtype()), DType.FLOAT32);
            Array y = Elementwise.astype(b, dtype);
            Array distance = Functions.abs(Functions.subtract(Elementwise.astype(a, dtype), y));
            Array bound = Functions.add(Functions.multiply(Functions.abs(y), relative), absolute);
            Array close = Functions.logicalOr(
                    Functions.equal(a, b), Functions.logicalAnd(Functions.lessEqual(distance, bound), isFinite(y)));
            return equalNan ? Functions.logicalOr(close, bothNan(a, b)) : close;
        });
    }

    /** Whether two arrays have one shape and equal elements, as a bool scalar. */
    public static Array arrayEqual(Array a, Array b, boolean equalNan) {
        if (!a.shape().equals(b.shape())) {
            return Creation.array(false);
        }
        return TraceScope.result(() -> {
            Array equal = Functions.equal(a, b);
            return Reductions.all(equalNan ? Functions.logicalOr(equal, bothNan(a, b)) : equal);
        });
    }

    private static Array bothNan(Array a, Array b) {
        return Functions.logicalAnd(isNan(a), isNan(b));
    }
}
