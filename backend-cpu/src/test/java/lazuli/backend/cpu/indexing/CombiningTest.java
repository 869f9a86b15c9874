package lazuli.backend.cpu.indexing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import java.util.stream.Stream;
import lazuli.backend.cpu.Elements;
import lazuli.backend.cpu.Indices;
import lazuli.backend.cpu.Layout;
import lazuli.backend.cpu.kernel.Kernels;
import lazuli.backend.cpu.loop.Lane;
import lazuli.backend.cpu.memory.NativeMemory;
import lazuli.core.DType;
import lazuli.core.backend.Tensor;
import lazuli.core.primitive.elementwise.BinaryFunction;
import lazuli.core.primitive.indexing.Addressing;
import lazuli.core.primitive.indexing.Combination;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Loops, and kernels for long rows, give to the bit what single additions one after the other give. */
class CombiningTest {
    private static final int PLACES = 5;
    private static final int UPDATES = 40;

    static Stream<Arguments> cases() {
        return Stream.of(DType.values())
                .filter(Lane::isStored)
                .flatMap(dtype -> Stream.of(Combination.values())
                        .filter(combination -> dtype != DType.COMPLEX64 || combination != Combination.MAXIMUM)
                        .filter(combination -> dtype != DType.COMPLEX64 || combination != Combination.MINIMUM)
                        .flatMap(combination -> Stream.of(1, 3, 31, 32, 100)
                                .map(columns -> Arguments.of(dtype, combination, columns))));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void updatesThatMeetAreCombinedInTheOrderOfTheIndices(DType dtype, Combination combination, int columns) {
        Random random = new Random(columns);
        Tensor base = Layout.ROW_MAJOR.random(random, dtype, PLACES, columns);
        Tensor updates = Layout.ROW_MAJOR.random(random, dtype, UPDATES, columns);
        Tensor rows = indices(random, UPDATES);
        Tensor to = Layout.ROW_MAJOR.allocate(dtype, PLACES, columns);
        Scatter.scatter(combination, Addressing.SLICES, base, rows, updates, 0, to);
        assertArrayEquals(expected(combination, base, rows, updates, false), bytes(to));
        Tensor elements = indices(random, UPDATES, columns);
        Scatter.scatter(combination, Addressing.ELEMENTS, base, elements, updates, 0, to);
        assertArrayEquals(expected(combination, base, elements, updates, true), bytes(to));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void sumsBeginWithZero(DType dtype, Combination combination, int columns) {
        if (combination != Combination.ADD) {
            return;
        }
        Random random = new Random(columns);
        Tensor zero = Layout.ROW_MAJOR.allocate(dtype, PLACES, columns);
        NativeMemory.clear(zero.address(), zero.byteSize());
        Tensor values = Layout.ROW_MAJOR.random(random, dtype, UPDATES, columns);
        Tensor rows = indices(random, UPDATES);
        Tensor to = Layout.ROW_MAJOR.random(random, dtype, PLACES, columns);
        ScatterAdd.slices(values, rows, 0, to);
        assertArrayEquals(expected(combination, zero, rows, values, false), bytes(to));
        Tensor elements = indices(random, UPDATES, columns);
        ScatterAdd.alongAxis(values, elements, 0, to);
        assertArrayEquals(expected(combination, zero, elements, values, true), bytes(to));
    }

    /** Indices are used where they lie if none is negative; what is read must not depend on it. */
    @ParameterizedTest
    @MethodSource("shapes")
    void negativeIndicesCountFromTheEnd(Layout layout, DType dtype) {
        Tensor indices = layout.allocate(dtype, 3, 4);
        Tensor negative = layout.allocate(dtype, 3, 4);
        Indices.forEach(indices.shape(), at -> {
            int index = (at[0] * 4 + at[1]) % PLACES;
            Elements.set(indices, index, at);
            Elements.set(negative, at[1] == 2 ? index - PLACES : index, at);
        });
        try (Positions plain = Positions.check("take", indices, PLACES);
                Positions counted = Positions.check("take", negative, PLACES)) {
            for (int i = 0; i < 12; i++) {
                assertEquals(i % PLACES, plain.get(i));
                assertEquals(i % PLACES, counted.get(i));
            }
        }
    }

    static Stream<Arguments> shapes() {
        return Stream.of(Layout.values())
                .flatMap(layout -> Stream.of(DType.INT8, DType.INT16, DType.INT32, DType.INT64)
                        .map(dtype -> Arguments.of(layout, dtype)));
    }

    private static Tensor indices(Random random, int... shape) {
        Tensor indices = Layout.ROW_MAJOR.allocate(DType.INT32, shape);
        Indices.forEach(indices.shape(), at -> Elements.set(indices, random.nextInt(-PLACES, PLACES), at));
        return indices;
    }

    private static byte[] expected(
            Combination combination, Tensor base, Tensor indices, Tensor updates, boolean ofElements) {
        Tensor to = Layout.ROW_MAJOR.allocate(base.dtype(), base.shape().toArray());
        NativeMemory.copy(base.address(), to.address(), to.byteSize());
        int columns = base.shape().length(1);
        int size = base.dtype().size();
        for (int row = 0; row < UPDATES; row++) {
            for (int column = 0; column < columns; column++) {
                double index = ofElements ? Elements.get(indices, row, column) : Elements.get(indices, row);
                long place = Math.floorMod((int) index, PLACES);
                combine(
                        combination,
                        base.dtype(),
                        to.address() + (place * columns + column) * size,
                        updates.address() + ((long) row * columns + column) * size);
            }
        }
        return bytes(to);
    }

    private static void combine(Combination combination, DType dtype, long to, long from) {
        switch (combination) {
            case SET -> NativeMemory.move(from, to, dtype.size());
            case ADD -> Kernels.of(BinaryFunction.ADD, dtype).runInOrder(to, to, from, 1);
            case MULTIPLY -> Kernels.of(BinaryFunction.MULTIPLY, dtype).runInOrder(to, to, from, 1);
            case MAXIMUM -> Kernels.of(BinaryFunction.MAXIMUM, dtype).runInOrder(to, to, from, 1);
            case MINIMUM -> Kernels.of(BinaryFunction.MINIMUM, dtype).runInOrder(to, to, from, 1);
        }
    }

    private static byte[] bytes(Tensor tensor) {
        byte[] bytes = new byte[(int) tensor.byteSize()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = NativeMemory.getByte(tensor.address() + i);
        }
        return bytes;
    }
}
