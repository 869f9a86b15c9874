package lazuli.core.primitive;

import static lazuli.core.Mx.full;
import static lazuli.core.Mx.multiply;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.DTypeException;
import lazuli.core.Mx;
import lazuli.core.Shape;
import lazuli.core.graph.ArrayType;

/** The first {@code length / 2 + 1} elements of the spectrum of real numbers, which are conjugates of the others. */
final class HalfSpectrum {
    private HalfSpectrum() {}

    static int length(int length) {
        return length / 2 + 1;
    }

    /** Multiplies the elements along an axis that have a conjugate among the others: all but the first, and the last of an even length. */
    static Array multiplyPaired(Array spectrum, int axis, int length, double factor) {
        int[] column = new int[spectrum.shape().rank()];
        Arrays.fill(column, 1);
        int paired = (length - 1) / 2;
        List<Array> parts = new ArrayList<>();
        parts.add(Mx.ones(1));
        parts.add(full(Shape.of(paired), factor, DType.FLOAT32));
        parts.add(Mx.ones(length(length) - 1 - paired));
        column[axis] = length(length);
        return multiply(spectrum, Mx.concatenate(parts, 0).reshape(column));
    }

    static void require(String operation, DType dtype, ArrayType input) {
        if (input.dtype() != dtype) {
            throw new DTypeException(operation, "takes %s, not %s", dtype, input.dtype());
        }
    }
}
