package lazuli.backend.gpu.custom;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lazuli.backend.gpu.device.Grid;
import lazuli.backend.gpu.device.Launch;
import lazuli.backend.gpu.kernel.KernelSource;
import lazuli.backend.gpu.kernel.Launcher;
import lazuli.core.DType;
import lazuli.core.KernelLaunch;
import lazuli.core.backend.CustomKernel;
import lazuli.core.backend.DeviceException;
import lazuli.core.backend.Tensor;

/** Encodes kernels that users wrote. */
public final class CustomKernels {
    private static final Logger LOG = System.getLogger(CustomKernels.class.getName());
    private static final String UTILITIES = "custom_metal.h";

    private final Launcher launcher;
    private final Map<Key, Written> written = new HashMap<>();

    /** A text. */
    private record Written(KernelSource source, List<Named> named) {}

    /** What a text depends on. */
    private record Key(
            CustomKernel kernel,
            List<KernelLaunch.Template> template,
            List<DType> outputs,
            List<DType> inputs,
            List<Integer> ranks) {
        static Key of(CustomKernel kernel, KernelLaunch call, Tensor[] inputs) {
            return new Key(
                    kernel,
                    call.template(),
                    call.dtypes(),
                    Arrays.stream(inputs).map(Tensor::dtype).toList(),
                    Arrays.stream(inputs).map(input -> input.shape().rank()).toList());
        }
    }

    /** What encodes into a launcher's queue. */
    public CustomKernels(Launcher launcher) {
        this.launcher = launcher;
    }

    /** As {@link lazuli.core.backend.GpuKernels#custom}. */
    public void custom(CustomKernel kernel, KernelLaunch call, Tensor[] inputs, Tensor[] outputs) {
        requireFew(kernel);
        Written known = written.computeIfAbsent(Key.of(kernel, call, inputs), key -> write(kernel, call, inputs));
        if (call.verbose()) {
            LOG.log(Level.INFO, "{0}:\n{1}", kernel.name(), known.source().text());
        }
        Launch launch = launcher.begin(known.source(), function(kernel));
        for (Tensor input : inputs) {
            launch.buffer(input);
        }
        for (Tensor output : outputs) {
            launch.buffer(output);
        }
        for (int i = 0; i < inputs.length; i++) {
            known.named().get(i).append(launch, inputs[i]);
        }
        run(kernel, call, launch);
    }

    private static void requireFew(CustomKernel kernel) {
        int buffers = kernel.inputs().size() + kernel.outputs().size();
        if (buffers > Launch.MOST_BUFFERS) {
            throw new DeviceException("[%s] %s has %d inputs and outputs, of at most %d"
                    .formatted(kernel.operation(), kernel.name(), buffers, Launch.MOST_BUFFERS));
        }
    }

    /** The function's name. */
    static String function(CustomKernel kernel) {
        return "custom_kernel_" + kernel.name();
    }

    private static Written write(CustomKernel kernel, KernelLaunch call, Tensor[] inputs) {
        List<Named> named = new ArrayList<>();
        for (int i = 0; i < inputs.length; i++) {
            named.add(Named.of(kernel, i, inputs[i]));
        }
        KernelSource source = switch (kernel.language()) {
            case METAL ->
                KernelSource.whole(
                        kernel.name(), MetalText.of(kernel, call, named, inputs, KernelSource.resource(UTILITIES)));
            case PORTABLE -> PortableText.of(kernel, call, named, inputs);
        };
        return new Written(source, named);
    }

    private void run(CustomKernel kernel, KernelLaunch call, Launch launch) {
        int[] grid = new int[3];
        int[] group = new int[3];
        for (int axis = 0; axis < grid.length; axis++) {
            grid[axis] = call.grid().get(axis);
            group[axis] = Math.min(call.group().get(axis), grid[axis]);
        }
        long threads = (long) group[0] * group[1] * group[2];
        if (threads > launch.pipeline().mostThreads()) {
            throw new DeviceException("[%s] groups of %d threads are too large for %s, which may have %d"
                    .formatted(
                            kernel.operation(),
                            threads,
                            kernel.name(),
                            launch.pipeline().mostThreads()));
        }
        switch (kernel.language()) {
            case METAL ->
                launcher.runThreads(launch, new Grid(grid[0], grid[1], grid[2], group[0], group[1], group[2]));
            case PORTABLE ->
                launcher.run(
                        launch,
                        new Grid(
                                Math.ceilDiv(grid[0], group[0]),
                                Math.ceilDiv(grid[1], group[1]),
                                Math.ceilDiv(grid[2], group[2]),
                                group[0],
                                group[1],
                                group[2]));
        }
    }
}
