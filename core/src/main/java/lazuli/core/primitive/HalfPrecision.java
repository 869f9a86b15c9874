package lazuli.core.primitive;

import java.util.function.UnaryOperator;
import lazuli.core.Array;
import lazuli.core.DType;

/**
 * How formulas treat half floats: what reduces, squares or divides is computed in float32 and rounded once, at the end. A square of 300
 * overflows float16, an epsilon of 1e-8 is zero there, and a sum of bfloat16 has 8 bits. Derivatives follow, since the conversions are part
 * of the graph. Other dtypes are left as they are, without a node.
 */
public final class HalfPrecision {
    private HalfPrecision() {}

    /** Whether a dtype is float16 or bfloat16. */
    public static boolean isHalf(DType dtype) {
        return dtype == DType.FLOAT16 || dtype == DType.BFLOAT16;
    }

    /** The dtype to compute in: float32 for half floats, else {@code dtype} itself. */
    public static DType wide(DType dtype) {
        return isHalf(dtype) ? DType.FLOAT32 : dtype;
    }

    /** The array in the dtype to compute in. */
    public static Array widen(Array x) {
        return x.astype(wide(x.dtype()));
    }

    /** Rounds what was computed from arrays of a common dtype to that, if it is one of half floats; else leaves the result's dtype. */
    public static Array round(Array result, DType dtype) {
        return isHalf(dtype) ? result.astype(dtype) : result;
    }

    /** A formula of one array, computed in float32 and rounded once for half floats. */
    public static Array compute(Array x, UnaryOperator<Array> formula) {
        return round(formula.apply(widen(x)), x.dtype());
    }
}
