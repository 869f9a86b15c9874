package lazuli.core.primitive.matrix;

import java.util.List;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.DTypeException;
import lazuli.core.Shape;
import lazuli.core.backend.Kernels;
import lazuli.core.graph.ArrayType;
import lazuli.core.graph.EvalContext;
import lazuli.core.graph.ShortWork;
import lazuli.core.primitive.Backward;
import lazuli.core.primitive.BatchedResult;
import lazuli.core.primitive.Batching;
import lazuli.core.primitive.Forward;
import lazuli.core.primitive.InputCount;
import lazuli.core.primitive.KernelPrimitive;
import lazuli.core.primitive.Preconditions;
import org.jspecify.annotations.Nullable;

/** The opposite of {@link PackBits}: uint8 elements from uint32 words. */
public record UnpackBits(int bits) implements KernelPrimitive {
    @Override
    public InputCount inputCount() {
        return InputCount.exactly(1);
    }

    @Override
    public List<ArrayType> outputs(List<ArrayType> inputs) {
        Preconditions.require(
                bits > 0 && bits <= Byte.SIZE && inputs.getFirst().shape().rank() > 0, this, inputs);
        ArrayType x = inputs.getFirst();
        if (x.dtype() != DType.UINT32) {
            throw new DTypeException(text(), "words are uint32, not %s", x.dtype());
        }
        int length = Shape.axisLength(text(), (long) x.shape().length(-1) * Integer.SIZE / bits);
        return List.of(new ArrayType(x.shape().with(-1, length), DType.UINT8));
    }

    @Override
    public long work(List<ArrayType> inputs, List<ArrayType> outputs) {
        return ShortWork.TOO_LONG;
    }

    @Override
    public void eval(EvalContext at, Kernels kernels) {
        kernels.unpackBits(bits, at.rowMajorInput(0), at.output(0));
    }

    @Override
    public List<@Nullable Array> vjp(Backward at) {
        return at.none();
    }

    @Override
    public List<@Nullable Array> jvp(Forward at) {
        return at.none();
    }

    @Override
    public BatchedResult vmap(Batching at) {
        return at.apply(this);
    }
}
