package lazuli.backend.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import lazuli.backend.cpu.matmul.Matmul;
import lazuli.backend.cpu.matmul.MatrixProducts;
import lazuli.backend.cpu.matmul.RowProduct;
import lazuli.core.DType;
import lazuli.core.backend.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Products of halves are sums in float32, rounded once, by whichever way they go. */
class HalfMatmulRouterTest {
    private static final long SMALL_PANEL = 1 << 12;

    static Stream<Arguments> cases() {
        return Stream.of(DType.FLOAT16, DType.BFLOAT16)
                .flatMap(dtype -> Stream.of(Layout.values())
                        .flatMap(left -> Stream.of(Layout.values())
                                .flatMap(right -> Stream.of(1, 5, 20)
                                        .flatMap(rows -> Stream.of(64, 530)
                                                .map(depth -> Arguments.of(dtype, left, right, rows, depth))))));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void productMatchesSums(DType dtype, Layout left, Layout right, int rows, int depth) {
        int columns = 150;
        Random random = new Random(rows + depth);
        Tensor a = left.random(random, dtype, rows, depth);
        Tensor b = right.random(random, dtype, depth, columns);
        Tensor got = Layout.ROW_MAJOR.allocate(dtype, rows, columns);
        router(new AtomicInteger()).multiply(a, b, got);
        Expect.near(at -> sum(a, b, depth, at[0], at[1]), got, dtype == DType.FLOAT16 ? 0x1p-10 : 0x1p-7);
        Tensor alone = Layout.ROW_MAJOR.allocate(dtype, rows, columns);
        Threads.alone(() -> router(new AtomicInteger()).multiply(a, b, alone));
        Expect.sameBits(got, alone);
    }

    /** With few rows of a matrix whose transpose lies in memory no float32 matrix is made; with many, one panel after the other. */
    @ParameterizedTest
    @CsvSource({
        "1, REVERSED_AXES, 512, 0",
        "1, ROW_MAJOR, 512, 3",
        "20, REVERSED_AXES, 512, 3",
        "1, REVERSED_AXES, 510, 1"
    })
    void productsOfFloats(int rows, Layout right, int depth, int products) {
        Random random = new Random(rows);
        Tensor a = Layout.ROW_MAJOR.random(random, DType.FLOAT16, rows, depth);
        Tensor b = right.random(random, DType.FLOAT16, depth, 150);
        Tensor got = Layout.ROW_MAJOR.allocate(DType.FLOAT16, rows, 150);
        AtomicInteger count = new AtomicInteger();
        router(count).multiply(a, b, got);
        assertEquals(products, count.get());
    }

    private static HalfMatmulRouter router(AtomicInteger products) {
        Matmul floats = new Matmul(MatrixProducts.loops());
        return new HalfMatmulRouter(
                work -> work.accept(RowProduct.loops()),
                (a, b, to) -> {
                    products.incrementAndGet();
                    floats.multiply(a, b, to);
                },
                SMALL_PANEL);
    }

    private static double sum(Tensor a, Tensor b, int depth, int i, int j) {
        double sum = 0;
        for (int k = 0; k < depth; k++) {
            sum += Elements.get(a, i, k) * Elements.get(b, k, j);
        }
        return sum;
    }
}
