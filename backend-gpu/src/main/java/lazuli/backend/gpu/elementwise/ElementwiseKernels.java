package lazuli.backend.gpu.elementwise;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import lazuli.backend.gpu.device.Grid;
import lazuli.backend.gpu.device.Launch;
import lazuli.backend.gpu.kernel.JoinedAxes;
import lazuli.backend.gpu.kernel.Launcher;
import lazuli.core.DType;
import lazuli.core.Shape;
import lazuli.core.backend.ElementwiseProgram;
import lazuli.core.backend.Tensor;

/** Runs elementwise programs over tensors with any strides. */
public final class ElementwiseKernels {
    private static final int THREADS = 256;
    private static final Map<Key, ElementwiseSource> SOURCES = new ConcurrentHashMap<>();

    private record Key(ElementwiseProgram program, Access access, boolean stridedOutputs) {}

    private final Launcher launcher;

    /** What encodes with a launcher. */
    public ElementwiseKernels(Launcher launcher) {
        this.launcher = launcher;
    }

    /** As {@link lazuli.core.backend.Kernels#elementwise}. */
    public void elementwise(ElementwiseProgram program, Tensor[] inputs, Tensor[] outputs) {
        if (outputs.length > 0 && outputs[0].shape().size() > 0) {
            if (inputs.length + outputs.length > Launch.MOST_BUFFERS) {
                new ProgramParts(launcher, this, program, inputs, outputs).run();
            } else {
                run(program, inputs, outputs, false);
            }
        }
    }

    /** The same with outputs of any strides, over the shape that they all have. */
    public void strided(ElementwiseProgram program, Tensor[] inputs, Tensor[] outputs) {
        run(program, inputs, outputs, true);
    }

    private void run(ElementwiseProgram program, Tensor[] inputs, Tensor[] outputs, boolean stridedOutputs) {
        Shape shape = outputs[0].shape();
        long[][] strides = new long[stridedOutputs ? inputs.length + outputs.length : inputs.length][];
        for (int i = 0; i < strides.length; i++) {
            strides[i] = i < inputs.length ? inputs[i].strides() : outputs[i - inputs.length].strides();
        }
        JoinedAxes space = JoinedAxes.of(lengths(shape), strides);
        Access access = Access.of(space);
        ElementwiseSource source = SOURCES.computeIfAbsent(
                new Key(ProgramText.withoutConstants(program), access, stridedOutputs),
                key -> ElementwiseSource.of(key.program(), key.access(), key.stridedOutputs()));
        Launch launch = launcher.begin(source.source(), source.kernel());
        for (Tensor input : inputs) {
            launch.buffer(input);
        }
        for (Tensor output : outputs) {
            launch.buffer(output);
        }
        access.append(launch, space.size());
        access.append(space, launch);
        ProgramText.append(program, launch);
        launcher.run(launch, grid(space.size()));
    }

    private static long[] lengths(Shape shape) {
        long[] lengths = new long[shape.rank()];
        for (int axis = 0; axis < lengths.length; axis++) {
            lengths[axis] = shape.length(axis);
        }
        return lengths;
    }

    private static Grid grid(long size) {
        long threads = (size + ElementwiseSource.PER_THREAD - 1) / ElementwiseSource.PER_THREAD;
        int width = (int) Math.min(THREADS, (threads + 31) / 32 * 32);
        return Grid.of(Math.toIntExact((threads + width - 1) / width), width);
    }

    /** The program that gives its only input. */
    public static ElementwiseProgram identity(DType dtype) {
        return new ElementwiseProgram(List.of(dtype), List.of(), List.of(0));
    }
}
