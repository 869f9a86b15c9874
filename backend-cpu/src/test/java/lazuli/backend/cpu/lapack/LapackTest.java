package lazuli.backend.cpu.lapack;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import lazuli.backend.cpu.linalg.Factorization;
import lazuli.backend.cpu.linalg.Factorizations;
import lazuli.backend.cpu.linalg.JavaFactorizations;
import lazuli.backend.cpu.memory.NativeMemory;
import lazuli.core.DType;
import lazuli.core.backend.DeviceException;
import lazuli.core.memory.Allocator;
import lazuli.core.memory.OutOfMemoryException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The native library and Java come to the same results, where these are unique. */
class LapackTest {
    private static final Factorizations JAVA = new JavaFactorizations();
    private static final int SIZE = 23;
    private static final int COLUMNS = 5;

    private interface Maker {
        Factorization of(Factorizations from, DType dtype);
    }

    /** A factorization with the numbers of elements of its operands, the results last. */
    record Given(String name, DType dtype, Maker maker, List<Integer> operands) {
        @Override
        public String toString() {
            return name + " " + dtype;
        }
    }

    static Stream<Given> factorizations() {
        int square = SIZE * SIZE;
        int tall = SIZE * COLUMNS;
        return Stream.of(DType.FLOAT32, DType.FLOAT64)
                .flatMap(dtype -> Stream.of(
                        new Given("cholesky", dtype, (f, d) -> f.cholesky(d, SIZE, false), List.of(square, square)),
                        new Given(
                                "cholesky upper", dtype, (f, d) -> f.cholesky(d, SIZE, true), List.of(square, square)),
                        new Given("eigvalsh", dtype, (f, d) -> f.eigh(d, SIZE, true, false), List.of(square, SIZE)),
                        new Given("lu", dtype, (f, d) -> f.lu(d, SIZE, SIZE), List.of(square, square, SIZE, SIZE)),
                        new Given(
                                "lu tall", dtype, (f, d) -> f.lu(d, SIZE, COLUMNS), List.of(tall, tall, COLUMNS, SIZE)),
                        new Given(
                                "svdvals", dtype, (f, d) -> f.singularValues(d, COLUMNS, SIZE), List.of(tall, COLUMNS)),
                        new Given("solve", dtype, (f, d) -> f.solve(d, SIZE, COLUMNS), List.of(square, tall, tall)),
                        new Given(
                                "solve_triangular",
                                dtype,
                                (f, d) -> f.solveTriangular(d, SIZE, COLUMNS, true),
                                List.of(square, tall, tall))));
    }

    private static Factorizations library() {
        return Lapack.find().orElseThrow(() -> new AssertionError(Lapack.description()));
    }

    @ParameterizedTest
    @MethodSource("factorizations")
    void agreesWithJava(Given given) {
        double tolerance = given.dtype == DType.FLOAT64 ? 1e-12 : 1e-4;
        double[] expected = compute(JAVA, given);
        double[] got = compute(library(), given);
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], got[i], tolerance * (1 + Math.abs(expected[i])), "element " + i);
        }
    }

    /** The first result for a matrix that is symmetric and positive definite. */
    private static double[] compute(Factorizations from, Given given) {
        try (Arena arena = Arena.ofConfined();
                Factorization factorization = given.maker.of(from, given.dtype)) {
            long[] addresses = new long[given.operands.size()];
            for (int i = 0; i < addresses.length; i++) {
                MemorySegment memory = arena.allocate(8L * given.operands.get(i), 64);
                addresses[i] = memory.address();
                fill(given.dtype, memory.address(), given.operands.get(i));
            }
            int first = given.operands.size() - (given.name.startsWith("lu") ? 3 : 1);
            assertTrue(factorization.compute(addresses));
            double[] result = new double[given.operands.get(first)];
            for (int i = 0; i < result.length; i++) {
                result[i] = get(given.dtype, addresses[first], i);
            }
            return result;
        }
    }

    /** A (23, 23) becomes symmetric with a heavy diagonal; other shapes get random numbers. */
    private static void fill(DType dtype, long address, int count) {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < count; i++) {
            double value = random.nextDouble(-1, 1);
            if (count == SIZE * SIZE) {
                int row = i / SIZE;
                int column = i % SIZE;
                value = row == column ? SIZE : Math.cos(Math.max(row, column) * 7 + Math.min(row, column));
            }
            if (dtype == DType.FLOAT64) {
                NativeMemory.setDouble(address + 8L * i, value);
            } else {
                NativeMemory.setFloat(address + 4L * i, (float) value);
            }
        }
    }

    private static double get(DType dtype, long address, int index) {
        return dtype == DType.FLOAT64
                ? NativeMemory.getDouble(address + 8L * index)
                : NativeMemory.getFloat(address + 4L * index);
    }

    @Test
    void olderVersionsAreRefused() {
        assertTrue(LapackLibrary.isTooOld("OpenBLAS 0.3.19"));
        assertTrue(LapackLibrary.isTooOld("OpenBLAS 0.2.31"));
        assertTrue(LapackLibrary.isTooOld("OpenBLAS"));
        assertFalse(LapackLibrary.isTooOld("OpenBLAS 0.3.31"));
        assertFalse(LapackLibrary.isTooOld("OpenBLAS 0.3.32.dev"));
        assertFalse(LapackLibrary.isTooOld("OpenBLAS 1.0.0"));
    }

    @Test
    void sizesThatNeedMoreThan32BitsAreRefused() {
        assertThrows(DeviceException.class, () -> library().svd(DType.FLOAT64, 30_000, 30_000, false));
        assertThrows(DeviceException.class, () -> library().eigh(DType.FLOAT32, 40_000, false, true));
    }

    @Test
    void whatLapackRefusesIsAnExceptionAndNotTheEnd() {
        try (Factorization impossible = library().lu(DType.FLOAT64, -1, 3)) {
            assertThrows(IllegalStateException.class, () -> impossible.compute(0, 0, 0, 0));
        }
    }

    @Test
    void memoryIsReturnedWhenThereIsTooLittle() {
        Allocator allocator = Allocator.host();
        long before = allocator.active();
        long limit = allocator.setLimit(before + (6L << 20)); // the matrix, but not all that its eigenvectors need
        try {
            assertThrows(OutOfMemoryException.class, () -> library().eigh(DType.FLOAT64, 700, false, true));
            assertEquals(before, allocator.active());
        } finally {
            allocator.setLimit(limit);
        }
    }

    @Test
    void manyThreadsCallAtOnce() throws Exception {
        Given given = factorizations()
                .filter(each -> each.name.equals("solve"))
                .findFirst()
                .orElseThrow();
        double[] expected = compute(library(), given);
        try (var pool = Executors.newFixedThreadPool(16)) {
            List<Callable<double[]>> calls = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                calls.add(() -> compute(library(), given));
            }
            for (Future<double[]> call : pool.invokeAll(calls)) {
                assertArrayEquals(expected, call.get());
            }
        }
    }
}
