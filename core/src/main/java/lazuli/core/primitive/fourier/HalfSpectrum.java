package lazuli.core.primitive.fourier;

import static lazuli.core.operation.Creation.full;
import static lazuli.core.operation.Functions.*;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.DTypeException;
import lazuli.core.Shape;
import lazuli.core.graph.ArrayType;
import lazuli.core.operation.Creation;
import lazuli.core.operation.Shapes;

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
        parts.add(Creation.ones(Shape.of(1), DType.FLOAT32));
        parts.add(full(Shape.of(paired), factor, DType.FLOAT32));
        parts.add(Creation.ones(Shape.of(length(length) - 1 - paired), DType.FLOAT32));
        column[axis] = length(length);
        return multiply(spectrum, Shapes.concatenate(parts, 0).reshape(column));
    }

    static void require(String operation, DType dtype, ArrayType input) {
        if (input.dtype() != dtype) {
            throw new DTypeException(operation, "takes %s, not %s", dtype, input.dtype());
        }
    }
}
