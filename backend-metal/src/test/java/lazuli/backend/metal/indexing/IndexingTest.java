package lazuli.backend.metal.indexing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import lazuli.backend.metal.BothDevices;
import lazuli.backend.metal.Samples;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Mx;
import lazuli.core.Shape;
import lazuli.core.graph.Nodes;
import lazuli.core.primitive.indexing.Addressing;
import lazuli.core.primitive.indexing.Combination;
import lazuli.core.primitive.indexing.Scatter;
import lazuli.core.primitive.indexing.Take;
import lazuli.core.primitive.indexing.TakeAlongAxis;
import lazuli.core.primitive.indexing.TakeAlongAxisScatter;
import lazuli.core.primitive.indexing.TakeScatter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Gathers and scatters give the processor's bits, and its exception where an index is out of range. */
class IndexingTest {
    /** With few rows and many, few lines and many. */
    private static final List<Shape> SHAPES = List.of(
            Shape.of(5), Shape.of(4, 3), Shape.of(2, 5, 3), Shape.of(7, 4, 1), Shape.of(3, 64), Shape.of(2, 3, 1100));

    private static final List<Shape> INDICES =
            List.of(Shape.SCALAR, Shape.of(1), Shape.of(7), Shape.of(3, 40), Shape.of(0));

    static Stream<DType> dtypes() {
        return Samples.dtypes().stream();
    }

    /** Indices within an axis, the negative ones too. */
    private static Array indices(Random random, Shape shape, int length, DType dtype) {
        int[] values = new int[(int) shape.size()];
        boolean isSigned = dtype.kind() == DType.Kind.SIGNED;
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextInt(isSigned ? -length : 0, length);
        }
        return Samples.onCpu(() -> Mx.array(values, shape).astype(dtype).eval());
    }

    private static void same(Supplier<Array> what, Object... told) {
        BothDevices.same(what, () -> List.of(told).toString());
    }

    private static void scatter(
            Combination combination, Addressing addressing, Array base, Array i, Array values, int axis) {
        Supplier<Array> what = () -> Nodes.of(new Scatter(combination, addressing, axis), base, i, values);
        Supplier<String> told =
                () -> List.of(combination, addressing, base, i, values, axis).toString();
        if (base.dtype() == DType.COMPLEX64 && combination == Combination.MULTIPLY) {
            // The processor rounds products of float64, and what overflows is not the same.
            if (values.shape().size() / base.shape().size() < 4) {
                BothDevices.close(what, 1e-5, 1e-5, told);
            }
        } else {
            BothDevices.same(what, told);
        }
    }

    @ParameterizedTest
    @MethodSource("dtypes")
    void takesFromEveryLayout(DType dtype) {
        Random random = new Random(1);
        for (Shape shape : SHAPES) {
            for (Array x : Samples.layouts(Samples.of(dtype, random, shape, true))) {
                for (int axis = 0; axis < shape.rank(); axis++) {
                    int along = axis;
                    for (Shape taken : INDICES) {
                        Array i = indices(random, taken, shape.length(axis), DType.INT32);
                        same(() -> Nodes.of(new Take(along), x, i), "take", x, i, along);
                    }
                    for (Array i :
                            Samples.layouts(indices(random, shape.with(axis, 6), shape.length(axis), DType.INT32))) {
                        same(() -> Nodes.of(new TakeAlongAxis(along), x, i), "take along", x, i, along);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dtypes")
    void scattersInTheOrderOfTheIndices(DType dtype) {
        Random random = new Random(2);
        for (Shape shape : SHAPES) {
            Array base = Samples.of(dtype, random, shape, dtype != DType.COMPLEX64);
            for (int axis = 0; axis < shape.rank(); axis++) {
                for (Shape taken : INDICES) {
                    slices(base, indices(random, taken, shape.length(axis), DType.INT32), axis, random);
                }
                for (int rows : List.of(0, 1, 3, 50)) {
                    elements(
                            base,
                            indices(random, shape.with(axis, rows), shape.length(axis), DType.INT32),
                            axis,
                            random);
                }
            }
        }
    }

    private static void slices(Array base, Array i, int axis, Random random) {
        Shape shape = Samples.onCpu(() -> Nodes.of(new Take(axis), base, i).shape());
        Array updates = Samples.of(base.dtype(), random, shape, base.dtype() != DType.COMPLEX64);
        List<Array> layouts = Samples.layouts(updates);
        Array values = layouts.get(random.nextInt(layouts.size()));
        int length = base.shape().length(axis);
        same(() -> Nodes.of(new TakeScatter(axis, length), values, i), "take scatter", values, i, axis, length);
        for (Combination combination : Combination.values()) {
            scatter(combination, Addressing.SLICES, base, i, values, axis);
        }
    }

    private static void elements(Array base, Array i, int axis, Random random) {
        Array values = Samples.of(base.dtype(), random, i.shape(), base.dtype() != DType.COMPLEX64);
        int length = base.shape().length(axis);
        for (Array places : Samples.layouts(i)) {
            same(
                    () -> Nodes.of(new TakeAlongAxisScatter(axis, length), values, places),
                    "take along scatter",
                    values,
                    places,
                    axis,
                    length);
        }
        for (Combination combination : Combination.values()) {
            scatter(combination, Addressing.ELEMENTS, base, i, values, axis);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = DType.class,
            names = {"INT8", "UINT8", "INT16", "UINT16", "INT32", "UINT32", "INT64", "UINT64"})
    void indicesOfEveryDType(DType dtype) {
        Random random = new Random(3);
        Array x = Samples.of(DType.FLOAT32, random, Shape.of(9, 4), false);
        for (int rows : List.of(3, 30)) {
            Array i = indices(random, Shape.of(rows), 9, dtype);
            Array along = indices(random, Shape.of(rows, 4), 9, dtype);
            Array values = Samples.of(DType.FLOAT32, random, Shape.of(rows, 4), false);
            same(() -> Nodes.of(new Take(0), x, i), "take", i);
            same(() -> Nodes.of(new TakeAlongAxis(0), x, along), "take along", along);
            same(() -> Nodes.of(new Scatter(Combination.ADD, Addressing.SLICES, 0), x, i, values), "slices", i);
            same(() -> Nodes.of(new Scatter(Combination.ADD, Addressing.ELEMENTS, 0), x, along, values), "elements", i);
            same(() -> Nodes.of(new TakeScatter(0, 9), values, i), "take scatter", i);
            same(() -> Nodes.of(new TakeAlongAxisScatter(0, 9), values, along), "take along scatter", along);
        }
    }

    /** Operations on (9, 4) along the first axis by indices of so many rows. */
    private static List<Supplier<Array>> uses(Array i) {
        Array x = Samples.onCpu(() -> Mx.ones(9, 4).eval());
        int rows = i.shape().length(0);
        Array values = Samples.onCpu(() -> Mx.ones(rows, 4).eval());
        Array empty = Samples.onCpu(() -> Mx.zeros(9, 0).eval());
        Array along = Samples.onCpu(
                () -> Mx.contiguous(Mx.broadcastTo(i.reshape(rows, 1), rows, 4)).eval());
        List<Supplier<Array>> all = new ArrayList<>();
        all.add(() -> Nodes.of(new Take(0), x, i));
        all.add(() -> Nodes.of(new Take(0), empty, i));
        all.add(() -> Nodes.of(new TakeAlongAxis(0), x, along));
        all.add(() -> Nodes.of(new TakeScatter(0, 9), values, i));
        all.add(() -> Nodes.of(new TakeAlongAxisScatter(0, 9), values, along));
        for (Combination combination : Combination.values()) {
            all.add(() -> Nodes.of(new Scatter(combination, Addressing.SLICES, 0), x, i, values));
            all.add(() -> Nodes.of(new Scatter(combination, Addressing.ELEMENTS, 0), x, along, values));
        }
        return all;
    }

    @ParameterizedTest
    @EnumSource(
            value = DType.class,
            names = {"INT8", "UINT8", "INT32", "UINT32", "INT64", "UINT64"})
    void indicesOutOfRangeAreToldAsByTheProcessor(DType dtype) {
        for (int rows : List.of(2, 40)) {
            for (long wrong : new long[] {9, -10, 100, 1L << 33, Long.MAX_VALUE, Long.MIN_VALUE}) {
                long[] values = new long[rows];
                values[rows / 2] = wrong;
                Array i = Samples.onCpu(
                        () -> Mx.array(values, Shape.of(rows)).astype(dtype).eval());
                long seen = Samples.onCpu(() -> i.astype(DType.INT64).toLongArray()[rows / 2]);
                boolean isWithin = seen >= -9 && seen < 9 && dtype != DType.UINT64;
                if (!isWithin) {
                    for (Supplier<Array> use : uses(i)) {
                        check(use, dtype + " " + wrong);
                    }
                }
            }
        }
        // The queue goes on.
        BothDevices.same(() -> Mx.add(Mx.ones(1), 2), dtype::toString);
    }

    private static void check(Supplier<Array> use, String message) {
        String expected = assertThrows(
                        IndexOutOfBoundsException.class,
                        () -> Samples.onCpu(() -> use.get().eval()),
                        message)
                .getMessage();
        String got = assertThrows(
                        IndexOutOfBoundsException.class,
                        () -> Samples.onGpu(() -> use.get().eval()),
                        message)
                .getMessage();
        assertEquals(expected, got, message);
    }
}
