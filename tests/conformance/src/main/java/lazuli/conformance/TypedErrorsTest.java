package lazuli.conformance;

import static lazuli.core.Mx.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lazuli.core.ArgumentException;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Device;
import lazuli.core.Fast;
import lazuli.core.Fn1;
import lazuli.core.Fn2;
import lazuli.core.FnN;
import lazuli.core.Memory;
import lazuli.core.RopeOptions;
import lazuli.core.Shape;
import lazuli.core.ShapeException;
import lazuli.core.Tree;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Misuse that has failed without a name, with an error of the JVM, or not at all: now an error that tells whose argument is wrong. */
@NullUnmarked
class TypedErrorsTest {
    private static final int LONG = Integer.MAX_VALUE - 64;
    private static final long LARGEST_HEAP = 16L << 30;

    private static Arguments row(String message, Executable misuse) {
        return Arguments.of(message, Named.of(message, misuse));
    }

    static Stream<Arguments> misuses() {
        Array x = ones(3);
        Fn1 none = a -> null;
        FnN noList = inputs -> null;
        return Stream.of(
                row(
                        "[grad] the function's result has null at 0",
                        () -> grad(none).apply(x)),
                row("[grad] the function's result is null", () -> gradN(noList).apply(List.of(x))),
                row("[jvp] the function's result has null at 0", () -> jvp(none, List.of(x), List.of(x))),
                row(
                        "[vmap] the function's result has null at 0",
                        () -> vmap(none).apply(x)),
                row(
                        "[compile] the function's result has null at 0",
                        () -> compile(none).apply(x)),
                row(
                        "[compile] the function's result is null",
                        () -> compileN(noList).apply(List.of(x))),
                row(
                        "[custom_function] the function's result has null at 0",
                        () -> checkpoint(none).apply(x)),
                row("[grad] a is null", () -> grad((Fn1) a -> a.sum()).apply(null)),
                row(
                        "[compile] b is null",
                        () -> compile((Fn2) (a, b) -> a.add(b)).apply(x, null)),
                row(
                        "[function] takes 2 inputs, not 1",
                        () -> ((Fn2) (a, b) -> a).overLists().apply(List.of(x))),
                row("[set_memory_limit] bytes must not be negative: -1", () -> Memory.setLimit(-1)),
                row("[set_cache_limit] bytes must not be negative: -1", () -> Memory.setCacheLimit(-1)),
                row("[set_wired_limit] bytes must not be negative: -1", () -> Memory.setWiredLimit(-1)),
                row("[set_default_device] device is null", () -> Device.setDefault(null)),
                row("[set_default_stream] stream is null", () -> lazuli.core.Stream.setDefault(null)),
                row("[eye] the number of rows must not be negative: -1", () -> eye(-1)),
                row("[tree] array is null", () -> new Tree.Leaf(null)),
                row("[tree] has more than 256 levels", () -> deep(5000).flatten()),
                row("[tree] has more than 256 levels", () -> deep(5000).map(a -> a)),
                row("[tree] has more than 256 levels", () -> Tree.unflatten(Map.of("a.".repeat(5000) + "a", x))),
                row(
                        "[tree_with_leaves] leaves are 1 arrays for a tree of 2",
                        () -> Tree.unflatten(Map.of("a", x, "b", x)).withLeaves(List.of(x))));
    }

    private static Tree deep(int levels) {
        Tree tree = new Tree.Leaf(array(1f));
        for (int i = 0; i < levels; i++) {
            tree = new Tree.Branch(new LinkedHashMap<>(Map.of("a", tree)));
        }
        return tree;
    }

    @ParameterizedTest
    @MethodSource("misuses")
    void misuseIsRefusedByName(String message, Executable misuse) {
        assertEquals(message, assertThrows(ArgumentException.class, misuse).getMessage());
    }

    static Stream<Arguments> copies() {
        Array huge = broadcastTo(array(1f), LONG);
        return Stream.of(
                row("[copy]", huge::toFloatArray),
                row("[copy]", huge::toDoubleArray),
                row("[copy]", huge::toLongArray),
                row("[to_list]", huge::toList),
                row("[to_list]", () -> zeros(LONG, 0).toList()),
                row("[to_nested_array]", () -> zeros(LONG, 0).toNestedArray(float[][].class)));
    }

    @ParameterizedTest
    @MethodSource("copies")
    void copiesThatDoNotFitTheHeapAreRefusedBefore(String operation, Executable copy) {
        assumeTrue(Runtime.getRuntime().maxMemory() < LARGEST_HEAP / 2);
        String message = assertThrows(ShapeException.class, copy).getMessage();
        assertTrue(message.startsWith(operation + " ") && message.contains("do not fit the Java heap"), message);
    }

    @Test
    void offsetsOfRotationsHaveAllTheirBits() {
        Array x = ones(Shape.of(1, 2, 2), DType.FLOAT64);
        for (long offset : new long[] {5, (1L << 31) + 1, (1L << 40) + 3, -(1L << 35)}) {
            double[] turned =
                    Fast.rope(x, 2, RopeOptions.DEFAULTS, array(offset)).toDoubleArray();
            for (int position = 0; position < 2; position++) {
                double angle = (double) offset + position;
                assertEquals(Math.cos(angle) - Math.sin(angle), turned[2 * position], 1e-9, "offset " + offset);
                assertEquals(Math.sin(angle) + Math.cos(angle), turned[2 * position + 1], 1e-9, "offset " + offset);
            }
        }
    }
}
