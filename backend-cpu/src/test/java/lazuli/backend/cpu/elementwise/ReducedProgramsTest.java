package lazuli.backend.cpu.elementwise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import lazuli.backend.cpu.parallel.ParallelLoop;
import lazuli.backend.cpu.reduction.ElementwiseReduce;
import lazuli.backend.cpu.reduction.Reduce;
import lazuli.core.DType;
import lazuli.core.Shape;
import lazuli.core.backend.ElementwiseProgram;
import lazuli.core.backend.ElementwiseProgram.Binary;
import lazuli.core.backend.ElementwiseProgram.Constant;
import lazuli.core.backend.ElementwiseProgram.Convert;
import lazuli.core.backend.ElementwiseProgram.Instruction;
import lazuli.core.backend.Tensor;
import lazuli.core.graph.ArrayType;
import lazuli.core.memory.Allocator;
import lazuli.core.primitive.elementwise.BinaryFunction;
import lazuli.core.primitive.reduction.Reduction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A program that is reduced at once gives the bits of one whose output is stored and then reduced. */
class ReducedProgramsTest {
    private static final List<DType> DTYPES = List.of(DType.values());
    private static final List<Reduction> REDUCTIONS = List.of(Reduction.values());

    private static final int[][] SHAPES = {
        {},
        {1},
        {7},
        {0},
        {3, 0, 2},
        {0, 20},
        {5, 1, 3},
        {2, 3, 4, 5},
        {33, 65},
        {3, 5000},
        {5000, 3},
        {600, 17},
        {17, 4096},
        {20, 1100},
        {2, 3, 2, 3, 2, 3, 2},
        {100, 1, 100},
        {9001},
        {16, 40, 33}
    };

    /** Enough for many parts on each thread, of rows and columns short and long. */
    private static final int[][] LARGE_SHAPES = {
        {1_500_000}, {30_000, 50}, {700, 2048}, {1000, 1500}, {40, 70_000}, {20, 300, 200}, {3, 500_000}, {12, 4097, 31}
    };

    static IntStream seeds() {
        return IntStream.range(0, 30);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void reducedMatchesStored(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int[] lengths : SHAPES) {
            DType dtype = DTYPES.get(random.nextInt(DTYPES.size()));
            Tensor[] inputs = new Tensor[3];
            Arrays.setAll(inputs, i -> LayoutsTest.view(dtype, lengths, random));
            check(program(dtype, random), inputs, Shape.of(lengths), random);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void largeOnesToo(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] lengths = LARGE_SHAPES[seed % LARGE_SHAPES.length];
        DType dtype = random.nextBoolean() ? DType.FLOAT32 : DTYPES.get(random.nextInt(DTYPES.size()));
        Tensor memory = Elements.allocate(dtype, 10_000);
        Elements.fill(memory, random, -2, 2, false);
        Tensor[] inputs = new Tensor[3];
        Arrays.setAll(inputs, i -> large(memory, Shape.of(lengths), random));
        check(program(dtype, random), inputs, Shape.of(lengths), random);
    }

    /** Contiguous, or rows that overlap or are the same or stand on end. */
    private static Tensor large(Tensor memory, Shape shape, SplittableRandom random) {
        if (random.nextBoolean()) {
            Tensor all = Elements.allocate(memory.dtype(), shape.toArray());
            long bytes = memory.byteSize();
            for (long at = 0; at < all.byteSize(); at += bytes) {
                long count = Math.min(bytes, all.byteSize() - at);
                all.buffer()
                        .segment()
                        .asSlice(at, count)
                        .copyFrom(memory.buffer().segment().asSlice(0, count));
            }
            return all;
        }
        long[] strides = new long[shape.rank()];
        long extent = 1;
        for (int axis = shape.rank() - 1; axis >= 0; axis--) {
            long stride = random.nextInt(3);
            if (extent + stride * shape.length(axis) < memory.shape().size()) {
                strides[axis] = stride;
                extent += stride * shape.length(axis);
            }
        }
        return memory.view(shape, strides, 0);
    }

    /** Some arithmetic with three inputs, in the end sometimes another dtype. */
    private static ElementwiseProgram program(DType dtype, SplittableRandom random) {
        BinaryFunction[] functions = {
            BinaryFunction.ADD, BinaryFunction.SUBTRACT, BinaryFunction.MULTIPLY, BinaryFunction.MAXIMUM
        };
        DType inner = dtype == DType.BOOL ? DType.INT32 : dtype;
        List<Instruction> instructions = new ArrayList<>();
        for (int input = 0; input < 3; input++) {
            instructions.add(new Convert(input, inner));
        }
        instructions.add(new Constant(1, inner));
        for (int value = 7; value < 7 + random.nextInt(1, 12); value++) {
            BinaryFunction function = functions[random.nextInt(functions.length)];
            instructions.add(new Binary(function, 3 + random.nextInt(value - 3), value - 1, inner));
        }
        switch (random.nextInt(4)) {
            case 0 -> instructions.add(new Convert(2 + instructions.size(), DTYPES.get(random.nextInt(DTYPES.size()))));
            case 1 -> instructions.add(new Binary(BinaryFunction.LESS, 4, 2 + instructions.size(), DType.BOOL));
            default -> {}
        }
        return new ElementwiseProgram(
                List.of(dtype, dtype, dtype), List.copyOf(instructions), List.of(2 + instructions.size()));
    }

    private static void check(ElementwiseProgram program, Tensor[] inputs, Shape shape, SplittableRandom random) {
        DType dtype = program.dtype(program.outputs().getFirst());
        Tensor stored = Elements.allocate(dtype, shape.toArray());
        Elementwise.run(program, inputs, new Tensor[] {stored});
        for (List<Integer> axes : axes(shape.rank())) {
            Reduction reduction = REDUCTIONS.get(random.nextInt(REDUCTIONS.size()));
            ArrayType type = new lazuli.core.primitive.reduction.Reduce(reduction, axes)
                    .outputs(List.of(new ArrayType(shape, dtype)))
                    .getFirst();
            int[] axisArray = axes.stream().mapToInt(Integer::intValue).toArray();
            Tensor expected = Elements.allocate(type.dtype(), type.shape().toArray());
            Reduce.reduce(reduction, stored, expected, axisArray);
            String what = reduction + " over " + axes + " of " + dtype + shape + " by " + program;
            Tensor got = Elements.allocate(type.dtype(), type.shape().toArray());
            ElementwiseReduce.reduce(program, inputs, shape, reduction, got, axisArray);
            requireSame(expected, got, what);
            Tensor alone = Elements.allocate(type.dtype(), type.shape().toArray());
            ParallelLoop.run(2, 1, (from, to) -> {
                if (from == 0) {
                    ElementwiseReduce.reduce(program, inputs, shape, reduction, alone, axisArray);
                }
            });
            requireSame(expected, alone, what + " on one thread");
            List.of(expected, got, alone).forEach(tensor -> tensor.buffer().release());
        }
        stored.buffer().release();
    }

    /** Each axis, all that follow and all that come before one, two that are apart, none. */
    private static List<List<Integer>> axes(int rank) {
        List<List<Integer>> all = new ArrayList<>(List.of(List.of()));
        for (int axis = 0; axis < rank; axis++) {
            all.add(List.of(axis));
            all.add(IntStream.range(axis, rank).boxed().toList());
            all.add(IntStream.range(0, axis + 1).boxed().toList());
        }
        if (rank > 2) {
            all.add(List.of(0, rank - 1));
        }
        return all.stream().distinct().toList();
    }

    private static void requireSame(Tensor expected, Tensor got, String what) {
        for (long i = 0; i < expected.shape().size(); i++) {
            if (Elements.bits(expected, i) != Elements.bits(got, i)) {
                assertEquals(Elements.read(expected, i), Elements.read(got, i), what + " at " + i);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("reductions")
    void nothingLargeIsStored(int[] lengths, int[] axes) {
        Shape shape = Shape.of(lengths);
        Tensor[] inputs = {Elements.allocate(DType.FLOAT32, lengths)};
        inputs[0].buffer().segment().fill((byte) 0);
        Shape kept = shape;
        for (int axis : axes) {
            kept = kept.with(axis, 1);
        }
        Tensor to = Elements.allocate(DType.FLOAT32, kept.toArray());
        ElementwiseProgram square = new ElementwiseProgram(
                List.of(DType.FLOAT32), List.of(new Binary(BinaryFunction.MULTIPLY, 0, 0, DType.FLOAT32)), List.of(1));
        Allocator.host().resetPeak();
        long before = Allocator.host().active();
        ElementwiseReduce.reduce(square, inputs, shape, Reduction.SUM, to, axes);
        long taken = Allocator.host().peak() - before;
        assertTrue(taken < shape.size() * Float.BYTES / 10, shape + " took " + taken);
        to.buffer().release();
        inputs[0].buffer().release();
    }

    static List<Object[]> reductions() {
        int large = (ParallelLoop.threads() + 4) << 20;
        return List.of(
                new Object[] {new int[] {large}, new int[] {0}},
                new Object[] {new int[] {large >> 10, 1 << 10}, new int[] {1}},
                new Object[] {new int[] {large >> 10, 1 << 10}, new int[] {0}},
                new Object[] {new int[] {large >> 6, 1 << 6}, new int[] {0}});
    }
}
