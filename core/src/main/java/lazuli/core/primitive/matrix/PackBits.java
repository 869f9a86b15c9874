package lazuli.core.primitive.matrix;

import java.util.List;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Shape;
import lazuli.core.ShapeException;
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

/** The low bits of uint8 elements (..., n) as one little-endian string of bits in uint32 words (..., n * bits / 32). */
public record PackBits(int bits) implements KernelPrimitive {
    @Override
    public InputCount inputCount() {
        return InputCount.exactly(1);
    }

    @Override
    public List<ArrayType> outputs(List<ArrayType> inputs) {
        Preconditions.require(
                bits > 0 && bits <= Byte.SIZE && inputs.getFirst().shape().rank() > 0, this, inputs);
        ArrayType x = inputs.getFirst();
        long length = (long) x.shape().length(-1) * bits;
        if (x.dtype() != DType.UINT8 || length % Integer.SIZE != 0) {
            throw new ShapeException(text(), "%d bits each of %s fill no words", bits, x);
        }
        return List.of(new ArrayType(
                x.shape().with(-1, Shape.axisLength("pack_bits", length / Integer.SIZE)), DType.UINT32));
    }

    @Override
    public long work(List<ArrayType> inputs, List<ArrayType> outputs) {
        return ShortWork.TOO_LONG;
    }

    @Override
    public void eval(EvalContext at, Kernels kernels) {
        kernels.packBits(bits, at.rowMajorInput(0), at.output(0));
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
