package lazuli.core.primitive.fourier;

import java.util.Arrays;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.ShapeException;
import lazuli.core.backend.Kernels;
import lazuli.core.graph.ArrayType;
import lazuli.core.graph.EvalContext;
import lazuli.core.graph.Nodes;
import lazuli.core.graph.ShortWork;
import lazuli.core.primitive.Backward;
import lazuli.core.primitive.BatchedResult;
import lazuli.core.primitive.Batching;
import lazuli.core.primitive.Forward;
import lazuli.core.primitive.InputCount;
import lazuli.core.primitive.KernelPrimitive;
import lazuli.core.primitive.Preconditions;
import org.jspecify.annotations.Nullable;

/**
 * The inverse {@link FourierTransform} of the spectrum that a half of it determines: {@code length} real numbers. Imaginary parts of
 * elements that are their own conjugates do not count.
 */
public record RealFourierInverse(int axis, int length, double scale) implements KernelPrimitive {
    @Override
    public String text() {
        return "irfft";
    }

    @Override
    public InputCount inputCount() {
        return InputCount.exactly(1);
    }

    @Override
    public List<ArrayType> outputs(List<ArrayType> inputs) {
        Preconditions.requireOneWith(axis, this, inputs);
        HalfSpectrum.require(text(), DType.COMPLEX64, inputs.getFirst());
        ArrayType x = inputs.getFirst();
        if (x.shape().length(axis) != HalfSpectrum.length(length)) {
            throw new ShapeException(
                    text(), "axis %d of shape %s is not half the spectrum of %d numbers", axis, x.shape(), length);
        }
        return List.of(x.with(x.shape().with(axis, length)).with(DType.FLOAT32));
    }

    @Override
    public long work(List<ArrayType> inputs, List<ArrayType> outputs) {
        return ShortWork.TOO_LONG;
    }

    @Override
    public void eval(EvalContext at, Kernels kernels) {
        kernels.realFourierInverse(at.input(0), at.output(0), axis, scale);
    }

    @Override
    public List<@Nullable Array> vjp(Backward at) {
        return at.wanted(() -> HalfSpectrum.multiplyPaired(
                Nodes.of(new RealFourierTransform(axis, scale), at.cotangent()), axis, length, 2));
    }

    @Override
    public List<@Nullable Array> jvp(Forward at) {
        return Arrays.asList(Nodes.of(this, at.tangent(0)));
    }

    @Override
    public BatchedResult vmap(Batching at) {
        return at.apply(new RealFourierInverse(axis + 1, length, scale));
    }
}
