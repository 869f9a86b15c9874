package lazuli.core.primitive;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import lazuli.core.Array;
import lazuli.core.backend.CpuKernels;
import lazuli.core.backend.GpuKernels;
import lazuli.core.backend.GpuRuntime;
import lazuli.core.backend.Kernels;
import lazuli.core.graph.ArrayType;
import lazuli.core.graph.EvalContext;
import org.jspecify.annotations.Nullable;

/**
 * What a node of the graph computes. A primitive's state is its record's components, so equal primitives of equal inputs are equal
 * values. All but {@link CustomPrimitive} are known here. Each belongs to a family that says where
 * its outputs lie, and switches over them are complete: a new one does not compile until they all know it.
 */
public sealed interface Primitive
        permits ElementwisePrimitive,
                ViewPrimitive,
                PartsPrimitive,
                KernelPrimitive,
                Compiled,
                CustomPrimitive,
                CustomTransforms,
                Depends,
                Placeholder,
                WithDerivative {

    /** The operation's name in messages and graph drawings. */
    default String text() {
        return getClass().getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }

    /** How many inputs it takes. */
    InputCount inputCount();

    /**
     * The types of the outputs for as many inputs as {@link #inputCount} says; checks their shapes and dtypes, and the primitive's own
     * numbers. What passes is computed by kernels that read and write memory unchecked.
     *
     * @throws lazuli.core.OperationException if they do not fit
     */
    List<ArrayType> outputs(List<ArrayType> inputs);

    /**
     * The types of the outputs for inputs of any number and type.
     *
     * @throws lazuli.core.OperationException if they do not fit
     */
    default List<ArrayType> outputsOf(List<ArrayType> inputs) {
        inputCount().require(this, inputs);
        return outputs(inputs);
    }

    /**
     * How much work the CPU has with it, in numbers read and computed; {@link lazuli.core.graph.ShortWork#TOO_LONG} if it is not for a thread that waits:
     * where it may call a native library, or code of the program's own.
     */
    long work(List<ArrayType> inputs, List<ArrayType> outputs);

    /** Computes the outputs with a device's kernels. */
    void eval(EvalContext at, Kernels kernels);

    /** {@link #eval} on the CPU, where it differs. */
    default void evalCpu(EvalContext at, CpuKernels kernels) {
        eval(at, kernels);
    }

    /** {@link #eval} on a GPU, where it differs. */
    default void evalGpu(EvalContext at, GpuKernels kernels) {
        eval(at, kernels);
    }

    /** Whether a GPU can compute it for inputs and outputs of these types; else the CPU does. */
    default boolean runsOn(GpuRuntime gpu, List<ArrayType> inputs, List<ArrayType> outputs) {
        return Stream.concat(inputs.stream(), outputs.stream())
                .map(ArrayType::dtype)
                .allMatch(gpu::supports);
    }

    /** The cotangents of the inputs, null where there is none or none is wanted. */
    List<@Nullable Array> vjp(Backward at);

    /** The tangents of the outputs, null where they are zero. */
    List<@Nullable Array> jvp(Forward at);

    /** The outputs for a whole batch of inputs. */
    BatchedResult vmap(Batching at);
}
