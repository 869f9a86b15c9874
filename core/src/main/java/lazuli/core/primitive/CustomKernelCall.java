package lazuli.core.primitive;

import java.util.ArrayList;
import java.util.List;
import lazuli.core.ArgumentException;
import lazuli.core.Array;
import lazuli.core.KernelLaunch;
import lazuli.core.backend.CustomKernel;
import lazuli.core.backend.ElementwiseProgram;
import lazuli.core.backend.GpuKernels;
import lazuli.core.backend.GpuRuntime;
import lazuli.core.backend.Tensor;
import lazuli.core.graph.ArrayType;
import lazuli.core.graph.EvalContext;
import lazuli.core.operation.Scalars;
import org.jspecify.annotations.Nullable;

/** A kernel of a user's text, launched on a GPU. It has no derivatives and no batching rule: the text says nothing of them. */
public record CustomKernelCall(CustomKernel kernel, KernelLaunch launch) implements CustomPrimitive {
    private static final String METAL = "metal";

    @Override
    public String text() {
        return kernel.operation() + " " + kernel.name();
    }

    @Override
    public InputCount inputCount() {
        return InputCount.exactly(kernel.inputs().size());
    }

    @Override
    public List<ArrayType> outputs(List<ArrayType> inputs) {
        int count = launch.outputs().size();
        if (count != kernel.outputs().size()) {
            throw new ArgumentException(
                    kernel.operation(),
                    "%s has %d outputs, not %d",
                    kernel.name(),
                    kernel.outputs().size(),
                    count);
        }
        List<ArrayType> types = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            types.add(new ArrayType(launch.outputs().get(i), launch.dtypes().get(i)));
        }
        return types;
    }

    @Override
    public boolean runsOn(GpuRuntime gpu, List<ArrayType> inputs, List<ArrayType> outputs) {
        boolean isUnderstood = switch (kernel.language()) {
            case METAL -> gpu.backend().equals(METAL);
            case PORTABLE -> true;
        };
        return isUnderstood && CustomPrimitive.super.runsOn(gpu, inputs, outputs);
    }

    @Override
    public void evalGpu(EvalContext at, GpuKernels kernels) {
        Tensor[] inputs = new Tensor[at.inputs()];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = kernel.options().rowMajor() ? at.rowMajorInput(i) : at.input(i);
        }
        Tensor[] outputs = new Tensor[launch.outputs().size()];
        for (int i = 0; i < outputs.length; i++) {
            outputs[i] = at.output(i);
        }
        Double initial = launch.initialValue();
        if (initial != null) {
            for (Tensor output : outputs) {
                fill(output, initial, kernels);
            }
        }
        kernels.custom(kernel, launch, inputs, outputs);
    }

    private static void fill(Tensor output, double number, GpuKernels kernels) {
        ElementwiseProgram.Constant constant =
                new ElementwiseProgram.Constant(Scalars.bits(number, output.dtype()), output.dtype());
        kernels.elementwise(
                new ElementwiseProgram(List.of(), List.of(constant), List.of(0)), new Tensor[0], new Tensor[] {output});
    }

    @Override
    public List<@Nullable Array> vjp(Backward at) {
        throw has("derivative; give one with customFunction(f).withVjp");
    }

    @Override
    public List<@Nullable Array> jvp(Forward at) {
        throw has("derivative; give one with customFunction(f).withJvp");
    }

    @Override
    public BatchedResult vmap(Batching at) {
        throw has("rule for batches; give one with customFunction(f).withVmap");
    }

    private ArgumentException has(String missing) {
        return new ArgumentException(kernel.operation(), "%s has no %s", kernel.name(), missing);
    }
}
