package lazuli.backend.cpu.onednn;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MatmulsTest {
    private static final int CASES_PER_SEED = 40;

    private final Matmuls matmuls = TestLibrary.require().matmuls();
    private final Arena arena = Arena.ofConfined();

    @AfterEach
    void free() {
        arena.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void equalsNaiveLoops(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < CASES_PER_SEED; i++) {
            check(randomKey(ElementType.FLOAT32, random), random, "seed " + seed);
        }
    }

    @ParameterizedTest
    @EnumSource(names = "FLOAT32", mode = EnumSource.Mode.EXCLUDE)
    void halvesAreRoundedOnce(ElementType type) {
        Random random = new Random(7);
        for (int i = 0; i < 4 * CASES_PER_SEED; i++) {
            MatmulKey key = randomKey(type, random);
            if (Supported.by(() -> matmuls.implementation(key))) {
                check(key, random, "seed 7");
            }
        }
    }

    private static MatmulKey randomKey(ElementType type, Random random) {
        int batch = random.nextInt(3) == 0 ? random.nextInt(2, 5) : 1;
        int rows = size(random);
        int columns = size(random);
        int inner = size(random);
        int padding = random.nextInt(4);
        return new MatmulKey(
                type,
                batch,
                rows,
                columns,
                inner,
                layout(random, batch, rows, inner),
                layout(random, batch, inner, columns),
                new MatrixLayout((long) rows * (columns + padding), columns + padding, 1),
                random.nextInt(4) == 0,
                random.nextInt(4) == 0 ? 0.5f : 1,
                random.nextInt(4) == 0 ? -1.5f : 0);
    }

    private static int size(Random random) {
        return random.nextInt(4) == 0 ? 1 : random.nextInt(2, 40);
    }

    private static MatrixLayout layout(Random random, int batch, int rows, int columns) {
        int padding = random.nextInt(3);
        boolean shared = batch > 1 && random.nextInt(3) == 0;
        return random.nextBoolean()
                ? new MatrixLayout(shared ? 0 : (long) rows * (columns + padding), columns + padding, 1)
                : new MatrixLayout(shared ? 0 : (long) columns * (rows + padding), 1, rows + padding);
    }

    private void check(MatmulKey key, Random random, String seed) {
        NativeFloats left =
                NativeFloats.random(arena, key.type(), length(key, key.left(), key.rows(), key.inner()), random);
        NativeFloats right =
                NativeFloats.random(arena, key.type(), length(key, key.right(), key.inner(), key.columns()), random);
        NativeFloats bias = NativeFloats.random(arena, key.type(), key.columns(), random);
        long length = length(key, key.destination(), key.rows(), key.columns());
        NativeFloats destination = NativeFloats.random(arena, key.type(), length, random);
        double[] expected = naive(key, left, right, bias, destination);
        if (key.beta() == 0) {
            forEachElement(key, (b, i, j) -> destination.set(index(key.destination(), b, i, j), Float.NaN));
        }
        matmuls.multiply(
                key,
                left.address(),
                right.address(),
                bias.address(),
                destination.address(),
                TestLibrary.scratch(arena));
        destination.assertClose(
                expected,
                1e-5 + Supported.rounding(key.type()),
                () -> seed + " " + key + " by " + matmuls.implementation(key));
    }

    /** What the destination's memory must hold afterwards, gaps between its rows included. */
    private static double[] naive(
            MatmulKey key, NativeFloats left, NativeFloats right, NativeFloats bias, NativeFloats destination) {
        double[] result = new double[destination.length()];
        for (int i = 0; i < result.length; i++) {
            result[i] = destination.get(i);
        }
        forEachElement(key, (b, i, j) -> {
            double sum = key.bias() ? bias.get(j) : 0;
            for (int k = 0; k < key.inner(); k++) {
                sum += (double) left.get(index(key.left(), b, i, k)) * right.get(index(key.right(), b, k, j));
            }
            int at = index(key.destination(), b, i, j);
            result[at] = key.alpha() * sum + key.beta() * result[at];
        });
        return result;
    }

    private interface Element {
        void visit(int batch, int row, int column);
    }

    private static void forEachElement(MatmulKey key, Element element) {
        for (int b = 0; b < key.batch(); b++) {
            for (int i = 0; i < key.rows(); i++) {
                for (int j = 0; j < key.columns(); j++) {
                    element.visit(b, i, j);
                }
            }
        }
    }

    private static int index(MatrixLayout layout, int batch, int row, int column) {
        return Math.toIntExact(
                batch * layout.batchStride() + row * layout.rowStride() + column * layout.columnStride());
    }

    private static long length(MatmulKey key, MatrixLayout layout, int rows, int columns) {
        return 1L + index(layout, key.batch() - 1, rows - 1, columns - 1);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 2048, 2048, 2048",
        "1, 64, 128, 2048",
        "1, 512, 10, 512",
        "1, 1, 1024, 1024",
        "1, 33, 35, 37",
        "8, 128, 128, 64"
    })
    void commonShapesRunOptimizedCode(int batch, int rows, int columns, int inner) {
        for (MatrixLayout left :
                new MatrixLayout[] {MatrixLayout.rowMajor(rows, inner), MatrixLayout.transposed(rows, inner)}) {
            for (MatrixLayout right :
                    new MatrixLayout[] {MatrixLayout.rowMajor(inner, columns), MatrixLayout.transposed(inner, columns)
                    }) {
                MatmulKey key = MatmulKey.dense(ElementType.FLOAT32, batch, rows, columns, inner, left, right);
                String implementation = matmuls.implementation(key);
                assertFalse(OneDnn.isReference(implementation), () -> implementation + " for " + key);
            }
        }
    }

    @Test
    void nullAddressIsRefused() {
        MatmulKey key = MatmulKey.dense(
                ElementType.FLOAT32, 1, 2, 3, 4, MatrixLayout.rowMajor(2, 4), MatrixLayout.rowMajor(4, 3));
        var failure = assertThrows(
                IllegalArgumentException.class, () -> matmuls.multiply(key, 0, 0, 0, 0, TestLibrary.scratch(arena)));
        assertTrue(failure.getMessage().contains("rows=2, columns=3, inner=4"), failure::getMessage);
    }

    @Test
    void layoutWithoutAStepOfOneIsRefused() {
        var failure = assertThrows(
                IllegalArgumentException.class,
                () -> MatmulKey.dense(
                        ElementType.FLOAT32, 1, 2, 3, 4, new MatrixLayout(0, 8, 2), MatrixLayout.rowMajor(4, 3)));
        assertTrue(
                failure.getMessage().startsWith("[matmul] neither stride of left, 2 x 4, is 1"), failure::getMessage);
    }

    @Test
    void overlappingRowsAreRefusedWithTheirDimensions() {
        MatrixLayout overlapping = new MatrixLayout(0, 2, 1);
        MatmulKey key = new MatmulKey(
                ElementType.FLOAT32,
                1,
                5,
                3,
                4,
                MatrixLayout.rowMajor(5, 4),
                MatrixLayout.rowMajor(4, 3),
                overlapping,
                false,
                1,
                0);
        var failure = assertThrows(OneDnnException.class, () -> matmuls.implementation(key));
        assertTrue(failure.getMessage().contains("INVALID_ARGUMENTS: [5, 3] strides [2, 1]"), failure::getMessage);
    }

    @Test
    void emptyMatricesAreRefused() {
        var failure = assertThrows(
                IllegalArgumentException.class,
                () -> MatmulKey.dense(
                        ElementType.FLOAT32, 1, 2, 3, 0, MatrixLayout.rowMajor(2, 0), MatrixLayout.rowMajor(0, 3)));
        assertTrue(failure.getMessage().contains("2 x 0 @ 0 x 3"), failure::getMessage);
    }
}
