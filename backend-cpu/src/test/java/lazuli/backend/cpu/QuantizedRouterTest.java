package lazuli.backend.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import lazuli.backend.cpu.matmul.Matmul;
import lazuli.backend.cpu.matmul.MatrixProducts;
import lazuli.backend.cpu.matmul.RowProduct;
import lazuli.backend.cpu.quantized.QuantizedBatch;
import lazuli.backend.cpu.quantized.QuantizedProduct;
import lazuli.core.DType;
import lazuli.core.QuantizationMode;
import lazuli.core.Shape;
import lazuli.core.backend.PackedFormat;
import lazuli.core.backend.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantizedRouterTest {
    private static final int BATCH = 2;
    private static final long SMALL_PANEL = 1;

    private static Tensor bits(Random random, DType dtype, int limit, int... lengths) {
        Tensor tensor = Layout.ROW_MAJOR.allocate(dtype, lengths);
        Indices.forEach(tensor.shape(), at -> Elements.set(tensor, random.nextInt(limit), at));
        return tensor;
    }

    @ParameterizedTest
    @CsvSource({
        "AFFINE, 4, true, 13, 1, 2",
        "AFFINE, 4, false, 13, 1, 3",
        "AFFINE, 3, true, 40, 1, 2",
        "AFFINE, 5, false, 40, 1, 3",
        "MXFP8, 8, true, 13, 1, 2",
        "MXFP4, 4, false, 13, 1, 3",
        "AFFINE, 4, true, 2, 1, 0",
        "AFFINE, 4, true, 13, 2, 0"
    })
    void panelsGiveWhatTheKernelsOfPackedRowsGive(
            QuantizationMode mode, int bits, boolean transposed, int rows, int matrices, int panels) {
        Random random = new Random(bits);
        PackedFormat format = new PackedFormat(mode, 32, bits);
        boolean affine = mode == QuantizationMode.AFFINE;
        int matrixRows = transposed ? 200 : 48;
        int elements = transposed ? 96 : 320;
        Tensor words = bits(random, DType.UINT32, Integer.MAX_VALUE, matrices, matrixRows, format.words(elements));
        Tensor scales = affine
                ? Layout.ROW_MAJOR.random(random, DType.FLOAT32, matrices, matrixRows, elements / 32)
                : bits(random, DType.UINT8, 128, matrices, matrixRows, elements / 32);
        Tensor biases =
                affine ? Layout.ROW_MAJOR.random(random, DType.FLOAT32, matrices, matrixRows, elements / 32) : null;
        QuantizedBatch batch = new QuantizedBatch(format, transposed, words, scales, biases);
        int depth = transposed ? elements : matrixRows;
        Tensor wide = Layout.ROW_MAJOR.random(random, DType.FLOAT32, BATCH, rows, 2 * depth);
        Tensor left = wide.view(Shape.of(BATCH, rows, depth), wide.strides(), depth);
        int columns = transposed ? matrixRows : elements;
        Tensor expected = Layout.ROW_MAJOR.allocate(DType.FLOAT32, BATCH, rows, columns);
        Tensor got = Layout.ROW_MAJOR.allocate(DType.FLOAT32, BATCH, rows, columns);
        QuantizedProduct product = QuantizedProduct.loops();
        product.multiply(left, batch, expected);
        AtomicInteger products = new AtomicInteger();
        MatmulRouter matmul = new MatmulRouter(
                work -> {
                    products.incrementAndGet();
                    work.accept(new Matmul(MatrixProducts.loops()));
                },
                work -> work.accept(RowProduct.loops()),
                null);
        new QuantizedRouter(work -> work.accept(product), matmul, SMALL_PANEL).multiply(left, batch, got);
        Expect.near(at -> Elements.get(expected, at), got, 1e-4);
        assertEquals(panels, products.get());
    }
}
