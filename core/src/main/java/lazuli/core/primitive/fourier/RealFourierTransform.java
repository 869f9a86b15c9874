package lazuli.core.primitive.fourier;

import java.util.Arrays;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.DType;
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

/** The first half of the {@link FourierTransform} of float32. */
public record RealFourierTransform(int axis, double scale) implements KernelPrimitive {
    @Override
    public String text() {
        return "rfft";
    }

    @Override
    public InputCount inputCount() {
        return InputCount.exactly(1);
    }

    @Override
    public List<ArrayType> outputs(List<ArrayType> inputs) {
        Preconditions.requireOneWith(axis, this, inputs);
        HalfSpectrum.require(text(), DType.FLOAT32, inputs.getFirst());
        ArrayType x = inputs.getFirst();
        Preconditions.require(x.shape().length(axis) > 0, this, inputs);
        int half = HalfSpectrum.length(x.shape().length(axis));
        return List.of(x.with(x.shape().with(axis, half)).with(DType.COMPLEX64));
    }

    @Override
    public long work(List<ArrayType> inputs, List<ArrayType> outputs) {
        return ShortWork.TOO_LONG;
    }

    @Override
    public void eval(EvalContext at, Kernels kernels) {
        kernels.realFourierTransform(at.input(0), at.output(0), axis, scale);
    }

    /** The real part of the sum over half the spectrum of dy[k] exp(2 pi i j k / length); the inverse counts what is paired twice. */
    @Override
    public List<@Nullable Array> vjp(Backward at) {
        int length = at.primal(0).shape().length(axis);
        return at.wanted(() -> Nodes.of(
                new RealFourierInverse(axis, length, scale),
                HalfSpectrum.multiplyPaired(at.cotangent(), axis, length, 0.5)));
    }

    @Override
    public List<@Nullable Array> jvp(Forward at) {
        return Arrays.asList(Nodes.of(this, at.tangent(0)));
    }

    @Override
    public BatchedResult vmap(Batching at) {
        return at.apply(new RealFourierTransform(axis + 1, scale));
    }
}
