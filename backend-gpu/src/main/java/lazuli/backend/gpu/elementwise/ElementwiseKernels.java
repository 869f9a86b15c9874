package lazuli.backend.gpu.elementwise;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import lazuli.backend.gpu.device.Grid;
import lazuli.backend.gpu.device.Launch;
import lazuli.backend.gpu.kernel.JoinedAxes;
import lazuli.backend.gpu.kernel.Launcher;
import lazuli.core.DType;
import lazuli.core.Shape;
import lazuli.core.backend.ElementwiseProgram;
import lazuli.core.backend.ElementwiseProgram.Constant;
import lazuli.core.backend.Tensor;

/** Runs elementwise programs over tensors with any strides. */
public final class ElementwiseKernels {
    private static final Map<DType, ElementwiseProgram> IDENTITIES = Arrays.stream(DType.values())
            .collect(Collectors.toMap(
                    dtype -> dtype,
                    dtype -> new ElementwiseProgram(List.of(dtype), List.of(), List.of(0)),
                    (a, b) -> a,
                    () -> new EnumMap<>(DType.class)));

    private static final int THREADS = 256;
    private static final Map<Key, ElementwiseSource> SOURCES = new ConcurrentHashMap<>();

    private record Key(ElementwiseProgram program, Access access, boolean stridedOutputs, boolean fromLibrary) {}

    private final Launcher launcher;
    private final Fusion fusion;

    /** What encodes with a launcher. */
    public ElementwiseKernels(Launcher launcher) {
        this.launcher = launcher;
        this.fusion = Fusion.chosen();
    }

    /** When programs of several instructions are kernels of their own. */
    public Fusion fusion() {
        return fusion;
    }

    /** As {@link lazuli.core.backend.Kernels#elementwise}. */
    public void elementwise(ElementwiseProgram program, Tensor[] inputs, Tensor[] outputs) {
        if (outputs.length == 0 || outputs[0].shape().size() == 0) {
            return;
        }
        boolean fits = inputs.length + outputs.length <= Launch.MOST_BUFFERS;
        boolean asOne = fits
                && switch (fusion) {
                    case ALWAYS -> true;
                    case NEVER, BACKGROUND -> isSingle(program);
                };
        if (asOne) {
            run(program, inputs, outputs, false);
        } else if (!fits || fusion == Fusion.NEVER || !runIfCompiled(program, inputs, outputs)) {
            new ProgramParts(launcher, this, program, inputs, outputs)
                    .run(fits || fusion == Fusion.NEVER ? 1 : Integer.MAX_VALUE);
        }
    }

    /** The same with outputs of any strides, over the shape that they all have. */
    public void strided(ElementwiseProgram program, Tensor[] inputs, Tensor[] outputs) {
        run(program, inputs, outputs, true);
    }

    /** Whether there are no two instructions but constants, nor two results: what a program's parts are. */
    public static boolean isSingle(ElementwiseProgram program) {
        int instructions = 0;
        for (ElementwiseProgram.Instruction each : program.instructions()) {
            if (!(each instanceof Constant)) {
                instructions++;
            }
        }
        return instructions <= 1 && program.outputs().size() == 1;
    }

    private boolean runIfCompiled(ElementwiseProgram program, Tensor[] inputs, Tensor[] outputs) {
        JoinedAxes space = space(inputs, outputs, false);
        ElementwiseSource source =
                source(new Key(ProgramText.withoutConstants(program), Access.of(space), false, false));
        if (!launcher.isCompiled(source.source(), source.kernel())) {
            return false;
        }
        launch(source, program, inputs, outputs, space);
        return true;
    }

    private void run(ElementwiseProgram program, Tensor[] inputs, Tensor[] outputs, boolean stridedOutputs) {
        JoinedAxes space = space(inputs, outputs, stridedOutputs);
        ElementwiseSource source = source(new Key(
                ProgramText.withoutConstants(program),
                Access.of(space),
                stridedOutputs,
                !stridedOutputs && fusion != Fusion.ALWAYS));
        launch(source, program, inputs, outputs, space);
    }

    private static ElementwiseSource source(Key key) {
        ElementwiseSource known = SOURCES.get(key);
        return known == null ? SOURCES.computeIfAbsent(key, ElementwiseKernels::write) : known;
    }

    private static ElementwiseSource write(Key key) {
        ElementwiseSource shared = key.fromLibrary() ? SingleInstructions.find(key.program(), key.access()) : null;
        return shared != null ? shared : ElementwiseSource.of(key.program(), key.access(), key.stridedOutputs());
    }

    private static JoinedAxes space(Tensor[] inputs, Tensor[] outputs, boolean stridedOutputs) {
        Shape shape = outputs[0].shape();
        long[][] strides = new long[stridedOutputs ? inputs.length + outputs.length : inputs.length][];
        for (int i = 0; i < strides.length; i++) {
            strides[i] = i < inputs.length ? inputs[i].strides() : outputs[i - inputs.length].strides();
        }
        JoinedAxes space = JoinedAxes.of(JoinedAxes.lengths(shape), strides);
        return stridedOutputs ? space.falling(inputs.length) : space;
    }

    private void launch(
            ElementwiseSource source, ElementwiseProgram program, Tensor[] inputs, Tensor[] outputs, JoinedAxes space) {
        Launch launch = launcher.begin(source.source(), source.kernel());
        for (Tensor input : inputs) {
            launch.buffer(input);
        }
        for (Tensor output : outputs) {
            launch.buffer(output);
        }
        Access access = Access.of(space);
        access.append(launch, space.size());
        access.append(space, launch);
        ProgramText.append(program, launch);
        launcher.run(launch, grid(space.size()));
    }

    private static Grid grid(long size) {
        long threads = (size + ElementwiseSource.PER_THREAD - 1) / ElementwiseSource.PER_THREAD;
        int width = (int) Math.min(THREADS, (threads + 31) / 32 * 32);
        return Grid.of(Math.toIntExact((threads + width - 1) / width), width);
    }

    /** The program that gives its only input. */
    public static ElementwiseProgram identity(DType dtype) {
        return Objects.requireNonNull(IDENTITIES.get(dtype));
    }
}
