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

/**
 * The sum over j of x[j] exp(-2 pi i j k / length) along an axis, times {@code scale}; of complex64.
 *
 * @param inverse whether the exponentials are conjugate
 */
public record FourierTransform(int axis, boolean inverse, double scale) implements KernelPrimitive {
    @Override
    public String text() {
        return inverse ? "ifft" : "fft";
    }

    @Override
    public InputCount inputCount() {
        return InputCount.exactly(1);
    }

    @Override
    public List<ArrayType> outputs(List<ArrayType> inputs) {
        Preconditions.requireOneWith(axis, this, inputs);
        HalfSpectrum.require(text(), DType.COMPLEX64, inputs.getFirst());
        return inputs;
    }

    @Override
    public long work(List<ArrayType> inputs, List<ArrayType> outputs) {
        return ShortWork.TOO_LONG;
    }

    @Override
    public void eval(EvalContext at, Kernels kernels) {
        kernels.fourierTransform(at.input(0), at.output(0), axis, inverse, scale);
    }

    /** The matrix is symmetric, so its adjoint is its conjugate. */
    @Override
    public List<@Nullable Array> vjp(Backward at) {
        return at.wanted(() -> Nodes.of(new FourierTransform(axis, !inverse, scale), at.cotangent()));
    }

    @Override
    public List<@Nullable Array> jvp(Forward at) {
        return Arrays.asList(Nodes.of(this, at.tangent(0)));
    }

    @Override
    public BatchedResult vmap(Batching at) {
        return at.apply(new FourierTransform(axis + 1, inverse, scale));
    }
}
