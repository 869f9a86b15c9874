package lazuli.core.operation;

import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Mx;
import lazuli.core.graph.Temporaries;

/** Questions about elements, answered in bool: what kind of number each is, and whether two are nearly equal. */
public final class Predicates {
    private Predicates() {}

    /** True where an element is NaN; of a complex one, either part. */
    public static Array isNan(Array x) {
        return x.dtype().isDifferentiable() ? Mx.notEqual(x, x) : nowhere(x);
    }

    /** True where an element, or a part of it, is infinite. */
    public static Array isInfinite(Array x) {
        return switch (x.dtype().kind()) {
            case BOOLEAN, UNSIGNED, SIGNED -> nowhere(x);
            case FLOATING -> Temporaries.result(() -> Mx.equal(Mx.abs(x), Double.POSITIVE_INFINITY));
            case COMPLEX -> Temporaries.result(() -> Mx.logicalOr(isInfinite(Mx.real(x)), isInfinite(Mx.imag(x))));
        };
    }

    /** True where an element is neither infinite nor NaN in any part. */
    public static Array isFinite(Array x) {
        return switch (x.dtype().kind()) {
            case BOOLEAN, UNSIGNED, SIGNED -> Mx.ones(x.shape(), DType.BOOL);
            case FLOATING -> Temporaries.result(() -> Mx.less(Mx.abs(x), Double.POSITIVE_INFINITY));
            case COMPLEX -> Temporaries.result(() -> Mx.logicalAnd(isFinite(Mx.real(x)), isFinite(Mx.imag(x))));
        };
    }

    /** True where an element equals an infinity. */
    public static Array isInfinity(Array x, double infinity) {
        return x.dtype().isDifferentiable() ? Mx.equal(x, infinity) : nowhere(x);
    }

    private static Array nowhere(Array x) {
        return Mx.zeros(x.shape(), DType.BOOL);
    }

    /** True where {@code |a - b| <= absolute + relative * |b|}; infinities are close to themselves alone. */
    public static Array isClose(Array a, Array b, double relative, double absolute, boolean equalNan) {
        return Temporaries.result(() -> {
            DType dtype = DType.promote(DType.promote(a.dtype(), b.dtype()), DType.FLOAT32);
            Array y = Elementwise.astype(b, dtype);
            Array distance = Mx.abs(Mx.subtract(Elementwise.astype(a, dtype), y));
            Array bound = Mx.add(Mx.multiply(Mx.abs(y), relative), absolute);
            Array close = Mx.logicalOr(Mx.equal(a, b), Mx.logicalAnd(Mx.lessEqual(distance, bound), isFinite(y)));
            return equalNan ? Mx.logicalOr(close, bothNan(a, b)) : close;
        });
    }

    /** Whether two arrays have one shape and equal elements, as a bool scalar. */
    public static Array arrayEqual(Array a, Array b, boolean equalNan) {
        if (!a.shape().equals(b.shape())) {
            return Mx.array(false);
        }
        return Temporaries.result(() -> {
            Array equal = Mx.equal(a, b);
            return Mx.all(equalNan ? Mx.logicalOr(equal, bothNan(a, b)) : equal);
        });
    }

    private static Array bothNan(Array a, Array b) {
        return Mx.logicalAnd(isNan(a), isNan(b));
    }
}
