package lazuli.core;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import lazuli.core.backend.CustomKernel;
import lazuli.core.backend.DeviceException;
import lazuli.core.device.Gpus;
import lazuli.core.graph.ArrayType;
import lazuli.core.graph.Nodes;
import lazuli.core.graph.Required;
import lazuli.core.primitive.CustomKernelCall;

/**
 * A kernel that a user wrote, as {@link Fast#metalKernel} and {@link Fast#gpuKernel} make them. It is compiled when it is first computed for dtypes
 * and template values, which takes tens of milliseconds and more, and kept as long as the process: make it once. It runs under {@link
 * Mx#compile} too; derivatives and batching rules are {@link CustomFunction}'s.
 */
public final class GpuKernel {
    private final CustomKernel kernel;

    GpuKernel(CustomKernel kernel) {
        this.kernel = kernel;
        String operation = kernel.operation();
        KernelOptions.requireName(operation, kernel.name());
        Set<String> names = new HashSet<>();
        Stream.concat(kernel.inputs().stream(), kernel.outputs().stream()).forEach(name -> {
            KernelOptions.requireName(operation, name);
            if (!names.add(name)) {
                throw new ArgumentException(operation, "%s is named twice", name);
            }
        });
        if (kernel.outputs().isEmpty()) {
            throw new ArgumentException(operation, "%s has no outputs", kernel.name());
        }
    }

    /**
     * Launches it on the current stream.
     *
     * @param inputs one for each name
     * @return one array for each output, as {@code launch} says
     * @throws DeviceException if the current stream is none of a GPU that can run it and holds all dtypes
     * @throws ArgumentException if there are more or fewer inputs or outputs than names
     */
    public List<Array> call(List<Array> inputs, KernelLaunch launch) {
        String operation = kernel.operation();
        Required.arguments(operation, "inputs", inputs);
        CustomKernelCall call = new CustomKernelCall(kernel, Required.argument(operation, "launch", launch));
        if (inputs.size() != kernel.inputs().size()) {
            throw new ArgumentException(
                    operation,
                    "%s takes %d inputs, not %d",
                    kernel.name(),
                    kernel.inputs().size(),
                    inputs.size());
        }
        List<ArrayType> types = inputs.stream().map(Array::type).toList();
        requireGpu(call, types, call.outputs(types));
        return Nodes.all(call, inputs);
    }

    private void requireGpu(CustomKernelCall call, List<ArrayType> inputs, List<ArrayType> outputs) {
        lazuli.core.Stream stream = lazuli.core.Stream.current();
        boolean runs = switch (stream.device().kind()) {
            case CPU -> false;
            case GPU ->
                call.runsOn(
                        Gpus.get(kernel.operation(), stream.device().index()).runtime(), inputs, outputs);
        };
        if (!runs) {
            throw new DeviceException("[%s] %s, %s from %s, cannot run on %s"
                    .formatted(kernel.operation(), kernel.name(), outputs, inputs, stream.device()));
        }
    }
}
