package lazuli.backend.gpu.reduction;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import lazuli.backend.gpu.device.Grid;
import lazuli.backend.gpu.device.Launch;
import lazuli.backend.gpu.elementwise.Access;
import lazuli.backend.gpu.elementwise.ElementwiseKernels;
import lazuli.backend.gpu.elementwise.ProgramText;
import lazuli.backend.gpu.kernel.Launcher;
import lazuli.core.Shape;
import lazuli.core.backend.DeviceException;
import lazuli.core.backend.ElementwiseProgram;
import lazuli.core.backend.ElementwiseProgram.Constant;
import lazuli.core.backend.Tensor;
import lazuli.core.primitive.reduction.Reduction;

/** Reduces stored elements, or a program's results as they are computed. */
public final class ReduceKernels {
    private static final int WARPS = Tree.THREADS / 32;
    private static final Map<ReductionSource.Key, ReductionSource> SOURCES = new ConcurrentHashMap<>();

    private final Launcher launcher;
    private final ElementwiseKernels elementwise;

    /** What encodes with a launcher. */
    public ReduceKernels(Launcher launcher, ElementwiseKernels elementwise) {
        this.launcher = launcher;
        this.elementwise = elementwise;
    }

    /** As {@link lazuli.core.backend.Kernels#reduce}. */
    public void reduce(Reduction reduction, Tensor from, Tensor to, int[] axes) {
        run(ElementwiseKernels.identity(from.dtype()), new Tensor[] {from}, from.shape(), reduction, to, axes);
    }

    /** As {@link lazuli.core.backend.Kernels#elementwiseReduce}. */
    public void elementwiseReduce(
            ElementwiseProgram program, Tensor[] inputs, Shape shape, Reduction reduction, Tensor to, int[] axes) {
        if (!isOneKernel(program, inputs, shape, reduction, to, axes)) {
            Tensor stored = launcher.scratch(program.dtype(program.outputs().getFirst()), shape);
            elementwise.elementwise(program, inputs, new Tensor[] {stored});
            reduce(reduction, stored, to, axes);
        } else {
            run(program, inputs, shape, reduction, to, axes);
        }
    }

    private boolean isOneKernel(
            ElementwiseProgram program, Tensor[] inputs, Shape shape, Reduction reduction, Tensor to, int[] axes) {
        if (inputs.length + 1 > Launch.MOST_BUFFERS) {
            return false;
        }
        return switch (elementwise.fusion()) {
            case ALWAYS -> true;
            case NEVER -> false;
            case BACKGROUND -> shape.size() == 0 || isCompiled(program, inputs, shape, reduction, to, axes);
        };
    }

    private boolean isCompiled(
            ElementwiseProgram program, Tensor[] inputs, Shape shape, Reduction reduction, Tensor to, int[] axes) {
        ReducedAxes reduced = ReducedAxes.of(shape, axes, inputs);
        Tree tree = Tree.of(reduced.length(), reduced.columns());
        long parts = tree.parts(reduced.length(), reduced.columns());
        ReductionSource source =
                source(key(program, new Combination(reduction, to.dtype()), tree, false, parts, reduced));
        return launcher.isCompiled(source.source(), source.kernel());
    }

    private static ReductionSource source(ReductionSource.Key key) {
        ReductionSource known = SOURCES.get(key);
        return known == null ? SOURCES.computeIfAbsent(key, ReductionSource::of) : known;
    }

    private static ReductionSource.Key key(
            ElementwiseProgram program,
            Combination combination,
            Tree tree,
            boolean ofParts,
            long parts,
            ReducedAxes axes) {
        boolean wide = !axes.isNarrow();
        return new ReductionSource.Key(
                ProgramText.withoutConstants(program),
                combination,
                tree,
                ofParts,
                parts > 1,
                Access.anyRank(axes.kept(), wide),
                Access.lineOrAny(axes.reduced(), wide));
    }

    private void run(
            ElementwiseProgram program, Tensor[] inputs, Shape shape, Reduction reduction, Tensor to, int[] axes) {
        Combination combination = new Combination(reduction, to.dtype());
        if (to.shape().size() == 0) {
            return;
        }
        if (shape.size() == 0) {
            Constant identity = new Constant(combination.identity(), to.dtype());
            elementwise.elementwise(
                    new ElementwiseProgram(List.of(), List.of(identity), List.of(0)), new Tensor[0], new Tensor[] {to});
        } else {
            pass(program, inputs, combination, false, ReducedAxes.of(shape, axes, inputs), to);
        }
    }

    /** One pass, and another one over what it gives if that is in parts. */
    private void pass(
            ElementwiseProgram program,
            Tensor[] inputs,
            Combination combination,
            boolean ofParts,
            ReducedAxes axes,
            Tensor to) {
        Tree tree = Tree.of(axes.length(), axes.columns());
        long parts = tree.parts(axes.length(), axes.columns());
        if (parts == 1) {
            launch(program, inputs, combination, tree, ofParts, 1, axes, to);
        } else {
            Shape shape = Shape.of(
                    Math.toIntExact(axes.results() / axes.columns()),
                    Math.toIntExact(parts),
                    Math.toIntExact(axes.columns()));
            Tensor sums = launcher.scratch(combination.accumulator(), shape);
            launch(program, inputs, combination, tree, ofParts, parts, axes, sums);
            Tensor[] partial = {sums};
            ReducedAxes left = ReducedAxes.of(shape, new int[] {1}, partial);
            pass(ElementwiseKernels.identity(sums.dtype()), partial, combination, true, left, to);
        }
    }

    private void launch(
            ElementwiseProgram program,
            Tensor[] inputs,
            Combination combination,
            Tree tree,
            boolean ofParts,
            long parts,
            ReducedAxes axes,
            Tensor to) {
        ReductionSource.Key key = key(program, combination, tree, ofParts, parts, axes);
        ReductionSource source = source(key);
        Launch launch = launcher.begin(source.source(), source.kernel());
        for (Tensor input : inputs) {
            launch.buffer(input);
        }
        launch.buffer(to);
        int width = Tree.width(axes.columns());
        long part = (axes.length() + parts - 1) / parts;
        for (long value : new long[] {axes.results(), axes.length(), parts, part, axes.columns(), width}) {
            key.kept().append(launch, value);
        }
        key.kept().append(axes.kept(), launch);
        if (inputs.length == 0 && key.reduced().axes() == 1) {
            key.reduced().append(launch, 0);
        } else {
            key.reduced().append(axes.reduced(), launch);
        }
        ProgramText.append(program, launch);
        launcher.run(launch, grid(tree, axes, parts, width));
    }

    private static Grid grid(Tree tree, ReducedAxes axes, long parts, int width) {
        long results = axes.results();
        long groups = switch (tree) {
            case THREAD -> (results + Tree.THREADS - 1) / Tree.THREADS;
            case WARP -> (results + WARPS - 1) / WARPS;
            case GROUP -> results * parts;
            case TILE -> results / axes.columns() * ((axes.columns() + width - 1) / width) * parts;
        };
        if (groups > Integer.MAX_VALUE) {
            throw new DeviceException("[gpu] a reduction to %d elements is too large".formatted(results));
        }
        return Grid.of((int) groups, Tree.THREADS);
    }
}
