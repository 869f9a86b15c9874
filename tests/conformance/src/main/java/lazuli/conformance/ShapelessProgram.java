package lazuli.conformance;

import static lazuli.core.Mx.*;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Fast;
import lazuli.core.Fn1;
import lazuli.core.FnN;
import lazuli.core.Index;
import lazuli.core.Mx;
import lazuli.core.Shape;
import lazuli.core.Slice;

/**
 * A function of arrays whose axes have lengths B, L and E, made of some operations that are chosen by seed so that it can be run with several
 * choices of lengths, 1 among them. Some operations read lengths in Java.
 */
final class ShapelessProgram implements FnN {
    /** The last axis of what goes into products with weights. */
    private static final int FEATURES = 4;

    private static final int ELEMENTS = 20_000;

    /** Which length each axis of an argument has: B, L, E, always 1, always {@link #FEATURES}. */
    private static final List<String> ARGUMENTS =
            List.of("BLE", "BL", "LE", "E", "B1E", "BL1", "1LE", "B1", "L1", "BLF", "BF", "LF", "BLL", "L", "B", "BE");

    /** A family of operations on two values, of which unary ones ignore the second, given what distinguishes its members. */
    private record Family(String name, Function<SplittableRandom, BinaryOperator<Array>> of) {}

    private record Step(String name, BinaryOperator<Array> operation, int first, int second) {}

    private final List<String> arguments = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private final List<int[]> lengths = new ArrayList<>();

    ShapelessProgram(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int count = random.nextInt(1, 4);
        for (int i = 0; i < count; i++) {
            arguments.add(ARGUMENTS.get(random.nextInt(ARGUMENTS.size())));
        }
        for (int i = 0; i < 3; i++) {
            lengths.add(random.ints(3, 0, 3)
                    .map(kind -> kind == 0 ? 1 : random.nextInt(2, 7))
                    .toArray());
        }
        List<List<Array>> trials = new ArrayList<>();
        lengths.forEach(choice -> trials.add(new ArrayList<>(inputs(choice, 0))));
        trials.add(new ArrayList<>(inputs(new int[] {7, 11, 13}, 0)));
        int wanted = random.nextInt(1, 7);
        for (int attempt = 0; attempt < 60 && steps.size() < wanted; attempt++) {
            Family family = FAMILIES.get(random.nextInt(FAMILIES.size()));
            int known = trials.getFirst().size();
            int first = random.nextInt(3) > 0 ? known - 1 : random.nextInt(known);
            append(new Step(family.name(), family.of().apply(random), first, random.nextInt(known)), trials);
        }
    }

    /** Adds an operation that can be applied for all choices of lengths, and gives the same rank for all. */
    private void append(Step step, List<List<Array>> trials) {
        List<Array> results = new ArrayList<>();
        try {
            for (List<Array> values : trials) {
                Array result = step.operation().apply(values.get(step.first()), values.get(step.second()));
                if (result.size() < ELEMENTS) {
                    eval(result); // an index may be out of range
                }
                results.add(result);
            }
        } catch (IllegalArgumentException | IndexOutOfBoundsException unfit) {
            return;
        }
        boolean isSuited = results.stream()
                .allMatch(result -> result.ndim() == results.getFirst().ndim()
                        && result.ndim() < 6
                        && result.dtype() == results.getFirst().dtype()
                        && result.size() < ELEMENTS);
        if (isSuited) {
            steps.add(step);
            for (int i = 0; i < results.size(); i++) {
                trials.get(i).add(results.get(i));
            }
        }
    }

    /** Lengths of B, L and E: the first to trace with, the others to run with. */
    List<int[]> lengths() {
        return lengths;
    }

    List<Array> inputs(int[] choice, long seed) {
        List<Array> shapes = arguments.stream()
                .map(axes -> zeros(
                        Shape.of(axes.chars()
                                .map(axis -> switch (axis) {
                                    case 'B' -> choice[0];
                                    case 'L' -> choice[1];
                                    case 'E' -> choice[2];
                                    case 'F' -> FEATURES;
                                    default -> 1;
                                })
                                .toArray()),
                        DType.FLOAT32))
                .toList();
        return Case.like(shapes, seed).stream()
                .map(x -> x.astype(DType.FLOAT32))
                .toList();
    }

    @Override
    public List<Array> apply(List<Array> inputs) {
        List<Array> values = new ArrayList<>(inputs);
        for (Step step : steps) {
            values.add(step.operation().apply(values.get(step.first()), values.get(step.second())));
        }
        return List.of(values.getLast(), values.get((inputs.size() + values.size()) / 2));
    }

    @Override
    public String toString() {
        List<String> text = new ArrayList<>();
        steps.forEach(step -> text.add("%s(%d, %d)".formatted(step.name(), step.first(), step.second())));
        return arguments + " " + text + " "
                + lengths.stream().map(Arrays::toString).toList();
    }

    // ---- operations

    private static Family unary(String name, Fn1 function) {
        return new Family(name, _ -> (a, _) -> function.apply(a));
    }

    private static Family binary(String name, BinaryOperator<Array> function) {
        return new Family(name, _ -> function);
    }

    /** An operation along an axis that is counted from either end. */
    private static Family along(String name, Along function) {
        return new Family(name, random -> {
            int chosen = random.nextInt(12);
            boolean fromEnd = random.nextBoolean();
            boolean flag = random.nextBoolean();
            return (a, _) -> {
                int axis = chosen % Math.max(1, a.ndim());
                return function.apply(a, fromEnd ? axis - a.ndim() : axis, flag);
            };
        });
    }

    @FunctionalInterface
    private interface Along {
        Array apply(Array x, int axis, boolean flag);
    }

    private static Index[] at(Array x, int axis, Index index) {
        Index[] indices = new Index[x.ndim()];
        Arrays.fill(indices, Slice.all());
        indices[axis < 0 ? axis + x.ndim() : axis] = index;
        return indices;
    }

    private static Family sliced(String name, Function<SplittableRandom, Index> of) {
        return new Family(name, random -> {
            Index index = of.apply(random);
            int chosen = random.nextInt(12);
            return (a, _) -> a.at(at(a, chosen % Math.max(1, a.ndim()), index));
        });
    }

    private static final List<Family> SIMPLE = List.of(
            unary("sin", Mx::sin),
            unary("square", Mx::square),
            unary("sigmoid", Mx::sigmoid),
            unary("half", x -> multiply(x, 0.5)),
            unary("plus", x -> add(x, 1.5)),
            binary("add", Mx::add),
            binary("multiply", Mx::multiply),
            binary("subtract", Mx::subtract),
            binary("maximum", Mx::maximum),
            binary("where", (a, b) -> where(greater(a, b), a, b)),
            along("sum", (x, axis, keep) -> sum(x, new int[] {axis}, keep)),
            along("mean", (x, axis, keep) -> mean(x, new int[] {axis}, keep)),
            along("max", (x, axis, keep) -> max(x, new int[] {axis}, keep)),
            along("var", (x, axis, keep) -> var(x, new int[] {axis}, keep, 0)),
            along("std", (x, axis, keep) -> std(x.add(square(x)), new int[] {axis}, keep, 0)),
            along("logsumexp", (x, axis, keep) -> logsumexp(x, new int[] {axis}, keep)),
            along("mean of rows", (x, axis, _) -> subtract(x, mean(x, new int[] {axis}, true))),
            unary("total", x -> sum(x)),
            unary("mean of all", x -> mean(x)),
            along("softmax", (x, axis, _) -> softmax(x, axis)),
            along("cumsum", (x, axis, reverse) -> cumsum(x, axis, reverse, true)),
            along("sort", (x, axis, _) -> sort(x, axis)),
            along("argmax", (x, axis, keep) -> argmax(x, axis, keep).astype(DType.FLOAT32)),
            unary("layer norm", x -> Fast.layerNorm(x, null, null, 1e-5)),
            binary("matmul", Mx::matmul),
            binary("matmul transposed", (a, b) -> matmul(a, swapaxes(b, -1, -2))),
            binary("outer", Mx::outer),
            unary("linear", x -> matmul(x, weight(3))),
            unary("linear, tanh", x -> tanh(matmul(x, weight(4)).add(weight(4).at(0)))),
            unary("conv", x -> conv1d(x, weight(3).reshape(3, 1, FEATURES), 1, 1)),
            unary("flatten", x -> flatten(x)),
            along("flatten two", (x, axis, _) -> flatten(x, 0, Math.min(1, x.ndim() - 1))),
            unary("reshape", x -> reshape(x, -1, 1)),
            unary("unflatten", x -> unflatten(x, -1, 2, -1)),
            unary("unflatten one", x -> unflatten(x, 0, 1, -1)),
            along("expand", (x, axis, _) -> expandDims(x, axis)),
            unary("transpose", x -> transpose(x)),
            unary("swap", x -> swapaxes(x, 0, -1)),
            along("move", (x, axis, _) -> moveaxis(x, axis, 0)),
            sliced("index", random -> Index.of(random.nextBoolean() ? 0 : -1)),
            sliced("from", random -> Slice.from(random.nextInt(-2, 3))),
            sliced("to", random -> Slice.to(random.nextInt(-1, 3))),
            sliced("between", random -> Slice.of(1, random.nextInt(2, 4))),
            sliced("step", random -> Slice.all().step(random.nextBoolean() ? -1 : 2)),
            along("take", (x, axis, _) -> take(x, array(new int[] {0, -1, 0}), axis)),
            along("stack", (x, axis, _) -> stack(List.of(x, multiply(x, 2)), axis)),
            new Family("stack two", random -> {
                int axis = random.nextInt(-2, 2);
                return (a, b) -> stack(List.of(a, b), axis);
            }),
            new Family("concatenate", random -> {
                int axis = random.nextInt(-2, 2);
                return (a, b) -> concatenate(List.of(a, b), axis);
            }),
            along("split", (x, axis, first) -> split(x, new int[] {1}, axis).get(first ? 0 : 1)),
            along("roll", (x, axis, back) -> roll(x, back ? -1 : 1, axis)),
            along("roll by two", (x, axis, back) -> roll(x, back ? -2 : 2, axis)),
            unary("tile", x -> tile(x, 2)),
            along("repeat", (x, axis, _) -> repeat(x, 2, axis)),
            unary("pad", x -> pad(x, 1, 2)),
            unary("zeros", x -> zerosLike(x)),
            along("positions", (x, axis, _) -> cumsum(onesLike(x), axis)),
            along("lower", (x, axis, _) -> tril(x, 0)),
            new Family("update", random -> {
                int position = random.nextBoolean() ? 0 : -1;
                boolean adds = random.nextBoolean();
                return (a, _) ->
                        adds ? a.update(position).add(1.5f) : a.update(position).set(0f);
            }),
            binary("update by values", (a, b) -> a.update(0).multiply(b)),
            along(
                    "update of a slice",
                    (x, axis, _) -> x.update(at(x, axis, Slice.from(1))).multiply(2)),
            along("diff", (x, axis, _) -> diff(x, 1, axis)),
            // What Java does with lengths.
            unary("reshape to lengths", x -> reshape(x, x.shape().length(0), -1)),
            unary("divide by the size", x -> sum(x).divide(x.size())),
            unary("scale", x -> multiply(x, 1f / x.shape().length(-1))),
            unary("numbers", x -> add(x, arange(x.shape().length(-1)).astype(x.dtype()))),
            unary("broadcast", x -> broadcastTo(sum(x, -1, true), x.shape().toArray())),
            unary("one or more", x -> x.shape().length(0) == 1 ? x : multiply(x, 2)),
            unary("few or many", x -> x.shape().length(0) > 3 ? add(x, 1) : multiply(x, 2)),
            unary("half of it", x -> x.at(Slice.to((x.shape().length(0) + 1) / 2))),
            unary("odd or even", x -> x.shape().length(-1) % 2 == 0 ? add(x, 1) : x));

    private static Array weight(int outputs) {
        return arange(FEATURES * outputs).astype(DType.FLOAT32).multiply(0.1f).reshape(FEATURES, outputs);
    }

    private static final List<Family> FAMILIES = families();

    private static List<Family> families() {
        List<Family> families = new ArrayList<>(SIMPLE);
        for (int i = 0; i < 12; i++) {
            families.add(new Family("gradient of", random -> {
                BinaryOperator<Array> operation =
                        SIMPLE.get(random.nextInt(SIMPLE.size())).of().apply(random);
                return (a, b) ->
                        grad((Array x) -> sum(square(operation.apply(x, b)))).apply(a);
            }));
            families.add(new Family("vmap of", random -> {
                BinaryOperator<Array> operation =
                        SIMPLE.get(random.nextInt(SIMPLE.size())).of().apply(random);
                return (a, b) -> vmap((Array x) -> operation.apply(x, b)).apply(a);
            }));
        }
        return families;
    }
}
