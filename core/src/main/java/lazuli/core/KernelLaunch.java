package lazuli.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lazuli.core.graph.Required;
import org.jspecify.annotations.Nullable;

/**
 * How a {@link GpuKernel} is launched: {@code KernelLaunch.of(x.size(), 256).template("T", x.dtype()).output(x.shape(), x.dtype())}.
 *
 * @param grid how many threads run along x, y and z
 * @param group how many of them form a group along each axis
 * @param template what names in header and body stand for
 * @param outputs shapes of the outputs
 * @param dtypes dtypes of the outputs
 * @param initialValue what is everywhere in the outputs before the kernel runs; null for anything
 * @param verbose whether the generated text is logged
 */
public record KernelLaunch(
        List<Integer> grid,
        List<Integer> group,
        List<Template> template,
        List<Shape> outputs,
        List<DType> dtypes,
        @Nullable Double initialValue,
        boolean verbose) {
    private static final int AXES = 3;

    /** A name that a kernel's text uses, and what it stands for. */
    public sealed interface Template {
        /** The name. */
        String name();
    }

    /** A name that stands for the type of elements. */
    public record OfType(String name, DType dtype) implements Template {
        /** Checks that nothing is null. */
        public OfType {
            Required.argument("kernel_launch", "name", name);
            Required.argument("kernel_launch", "dtype", dtype);
        }
    }

    /** A name that stands for an int. */
    public record OfInt(String name, int number) implements Template {
        /** Checks that nothing is null. */
        public OfInt {
            Required.argument("kernel_launch", "name", name);
        }
    }

    /** A name that stands for true or false. */
    public record OfBoolean(String name, boolean flag) implements Template {
        /** Checks that nothing is null. */
        public OfBoolean {
            Required.argument("kernel_launch", "name", name);
        }
    }

    /** Checks that lengths are positive and nothing is null. */
    public KernelLaunch {
        grid = axes("grid", grid);
        group = axes("group", group);
        template = List.copyOf(Required.arguments("kernel_launch", "template", template));
        outputs = List.copyOf(Required.arguments("kernel_launch", "outputs", outputs));
        dtypes = List.copyOf(Required.arguments("kernel_launch", "dtypes", dtypes));
        if (outputs.size() != dtypes.size()) {
            throw new ArgumentException(
                    "kernel_launch", "%d shapes and %d dtypes of outputs", outputs.size(), dtypes.size());
        }
        template.forEach(value -> KernelOptions.requireName("kernel_launch", value.name()));
    }

    private static List<Integer> axes(String name, List<Integer> lengths) {
        List<Integer> given = List.copyOf(Required.arguments("kernel_launch", name, lengths));
        if (given.size() != AXES || given.stream().anyMatch(length -> length < 1)) {
            throw new ArgumentException("kernel_launch", "%s needs three positive lengths, not %s", name, given);
        }
        return given;
    }

    /**
     * Threads along one axis.
     *
     * @throws ArgumentException if a number is not positive or a grid has more than 2^31 - 1 threads
     */
    public static KernelLaunch of(long grid, int group) {
        if (grid != (int) grid) {
            throw new ArgumentException("kernel_launch", "a grid of %d threads", grid);
        }
        return of(new int[] {(int) grid, 1, 1}, new int[] {group, 1, 1});
    }

    /**
     * Threads along x, y and z.
     *
     * @throws ArgumentException unless each has three positive numbers
     */
    public static KernelLaunch of(int[] grid, int[] group) {
        Required.argument("kernel_launch", "grid", grid);
        Required.argument("kernel_launch", "group", group);
        return new KernelLaunch(list(grid), list(group), List.of(), List.of(), List.of(), null, false);
    }

    private static List<Integer> list(int... lengths) {
        return Arrays.stream(lengths).boxed().toList();
    }

    /** With a name for the type of elements. */
    public KernelLaunch template(String name, DType dtype) {
        return with(new OfType(name, Required.argument("kernel_launch", "dtype", dtype)));
    }

    /** With a name for an int. */
    public KernelLaunch template(String name, int number) {
        return with(new OfInt(name, number));
    }

    /** With a name for true or false. */
    public KernelLaunch template(String name, boolean flag) {
        return with(new OfBoolean(name, flag));
    }

    private KernelLaunch with(Template value) {
        return new KernelLaunch(grid, group, and(template, value), outputs, dtypes, initialValue, verbose);
    }

    /** With one more output. */
    public KernelLaunch output(Shape shape, DType dtype) {
        Required.argument("kernel_launch", "shape", shape);
        Required.argument("kernel_launch", "dtype", dtype);
        return new KernelLaunch(grid, group, template, and(outputs, shape), and(dtypes, dtype), initialValue, verbose);
    }

    private static <T> List<T> and(List<T> some, T one) {
        List<T> all = new ArrayList<>(some);
        all.add(one);
        return all;
    }

    /** With outputs that hold a number before the kernel runs. */
    public KernelLaunch initialValue(double value) {
        return new KernelLaunch(grid, group, template, outputs, dtypes, value, verbose);
    }

    /** With the generated text logged when it is launched, or not. */
    public KernelLaunch verbose(boolean logged) {
        return new KernelLaunch(grid, group, template, outputs, dtypes, initialValue, logged);
    }
}
