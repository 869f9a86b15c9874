package lazuli.backend.cpu;

import java.util.ArrayList;
import java.util.List;
import lazuli.backend.cpu.attention.Attention;
import lazuli.backend.cpu.fft.FourierTransforms;
import lazuli.backend.cpu.matmul.Matmul;
import lazuli.backend.cpu.matmul.MatrixProducts;
import lazuli.backend.cpu.matmul.RowProduct;
import lazuli.backend.cpu.matmul.StridedMatrix;
import lazuli.backend.cpu.memory.NativeMemory;
import lazuli.backend.cpu.normalization.BatchNorm;
import lazuli.backend.cpu.normalization.RowNorm;
import lazuli.backend.cpu.pooling.MaxPool;
import lazuli.backend.cpu.quantized.QuantizedBatch;
import lazuli.backend.cpu.quantized.QuantizedProduct;
import lazuli.backend.cpu.softmax.Softmax;
import lazuli.core.DType;
import lazuli.core.QuantizationMode;
import lazuli.core.Shape;
import lazuli.core.backend.AttentionRule;
import lazuli.core.backend.PackedFormat;
import lazuli.core.backend.PoolingGeometry;
import lazuli.core.backend.Tensor;
import lazuli.core.memory.Allocator;
import lazuli.core.memory.Buffer;

/**
 * Small work on scratch data by which kernels are warmed: whole vectors, rests and accumulation all occur, for code that the JIT has
 * not seen run is not in what it compiles.
 */
final class WarmupWorkloads implements AutoCloseable {
    private static final PoolingGeometry POOLING =
            new PoolingGeometry(List.of(2, 2), List.of(2, 2), List.of(0, 0), List.of(0, 0));

    private final List<Buffer> scratch = new ArrayList<>();

    private WarmupWorkloads() {}

    static void multiply(MatrixProducts products) {
        try (WarmupWorkloads trial = new WarmupWorkloads()) {
            for (DType dtype : new DType[] {DType.FLOAT32, DType.FLOAT64}) {
                Matmul matmul = new Matmul(products);
                matmul.multiply(trial.tensor(dtype, 7, 260), trial.tensor(dtype, 260, 33), trial.tensor(dtype, 7, 33));
            }
        }
    }

    static void multiplyRows(RowProduct product) {
        try (WarmupWorkloads trial = new WarmupWorkloads()) {
            long right = trial.tensor(DType.FLOAT32, 13, 544).address();
            for (int rows : new int[] {1, 9}) {
                long left = trial.tensor(DType.FLOAT32, rows, 544).address();
                product.multiply(
                        new StridedMatrix(left, 544 * Float.BYTES, Float.BYTES, Float.BYTES),
                        (row, first, count, to) -> NativeMemory.copy(
                                right + (row * 544 + first) * Float.BYTES, to, (long) count * Float.BYTES),
                        rows,
                        13,
                        544,
                        trial.tensor(DType.FLOAT32, rows, 13).address(),
                        13 * Float.BYTES);
            }
        }
    }

    static void multiplyQuantized(QuantizedProduct product) {
        try (WarmupWorkloads trial = new WarmupWorkloads()) {
            trial.multiply(product, new PackedFormat(QuantizationMode.AFFINE, 32, 4), 512);
            trial.multiply(product, new PackedFormat(QuantizationMode.AFFINE, 32, 4), 544);
            trial.multiply(product, new PackedFormat(QuantizationMode.AFFINE, 32, 5), 544);
            trial.multiply(product, new PackedFormat(QuantizationMode.MXFP4, 32, 4), 544);
            trial.multiply(product, new PackedFormat(QuantizationMode.MXFP8, 32, 8), 544);
        }
    }

    private void multiply(QuantizedProduct product, PackedFormat format, int depth) {
        boolean affine = format.mode() == QuantizationMode.AFFINE;
        DType dtype = affine ? DType.FLOAT32 : DType.UINT8;
        Tensor words = tensor(DType.UINT32, 13, format.words(depth));
        Tensor scales = tensor(dtype, 13, depth / format.groupSize());
        QuantizedBatch batch = new QuantizedBatch(format, true, words, scales, affine ? scales : null);
        for (int rows : new int[] {1, 9}) {
            product.multiply(tensor(DType.FLOAT32, rows, depth), batch, tensor(DType.FLOAT32, rows, 13));
        }
    }

    static void pool(MaxPool pool) {
        try (WarmupWorkloads trial = new WarmupWorkloads()) {
            pool.pool(
                    POOLING,
                    trial.tensor(DType.FLOAT32, 1, 8, 16, 40),
                    trial.tensor(DType.FLOAT32, 1, 4, 8, 40),
                    trial.tensor(DType.INT32, 1, 4, 8, 40));
        }
    }

    static void normalize(BatchNorm norm) {
        try (WarmupWorkloads trial = new WarmupWorkloads()) {
            Tensor x = trial.tensor(DType.FLOAT32, 64, 100);
            Tensor y = trial.tensor(DType.FLOAT32, 64, 100);
            Tensor weight = trial.tensor(DType.FLOAT32, 100);
            Tensor mean = trial.tensor(DType.FLOAT32, 100);
            Tensor variance = trial.tensor(DType.FLOAT32, 100);
            norm.forward(x, weight, weight, 1, y, mean, variance);
            Tensor dx = trial.tensor(DType.FLOAT32, 64, 100);
            norm.gradient(
                    x,
                    weight,
                    mean,
                    variance,
                    1,
                    y,
                    dx,
                    trial.tensor(DType.FLOAT32, 100),
                    trial.tensor(DType.FLOAT32, 100));
        }
    }

    static void attend(Attention attention) {
        try (WarmupWorkloads trial = new WarmupWorkloads()) {
            AttentionRule rule = new AttentionRule(0.2, true);
            for (DType dtype : new DType[] {DType.FLOAT32, DType.FLOAT64}) {
                Tensor queries = trial.tensor(dtype, 1, 29, 40);
                Tensor keys = trial.tensor(dtype, 1, 291, 40);
                Tensor y = trial.tensor(dtype, 1, 29, 40);
                Tensor logarithms = trial.tensor(dtype, 1, 29);
                attention.forward(rule, queries, keys, keys, null, null, y, logarithms);
                attention.gradient(
                        rule,
                        queries,
                        keys,
                        keys,
                        null,
                        logarithms,
                        logarithms,
                        y,
                        new Attention.Gradients(
                                trial.tensor(dtype, 1, 29, 40),
                                trial.tensor(dtype, 1, 291, 40),
                                trial.tensor(dtype, 1, 291, 40)));
            }
        }
    }

    static void normalizeRows(RowNorm norm) {
        try (WarmupWorkloads trial = new WarmupWorkloads()) {
            Tensor x = trial.tensor(DType.FLOAT32, 4, 213);
            Tensor weight = trial.tensor(DType.FLOAT32, 213);
            Tensor y = trial.tensor(DType.FLOAT32, 4, 213);
            norm.forward(true, 1, x, weight, weight, y);
            norm.gradient(
                    true,
                    1,
                    x,
                    weight,
                    y,
                    trial.tensor(DType.FLOAT32, 4, 213),
                    trial.tensor(DType.FLOAT32, 213),
                    trial.tensor(DType.FLOAT32, 213));
        }
    }

    /** Columns by each radix, as the last and as another one, and a line that is cut; often, for it is the numbers that take long to make. */
    static void transform(FourierTransforms transforms) {
        try (WarmupWorkloads trial = new WarmupWorkloads()) {
            Tensor x = trial.tensor(DType.COMPLEX64, 64 * 35);
            Tensor y = trial.tensor(DType.COMPLEX64, 64 * 35);
            for (int i = 0; i < 16; i++) {
                for (int length : new int[] {2, 3, 4, 5, 4 * 4, 2 * 4 * 3, 7 * 5}) {
                    Shape shape = Shape.of(length, 35);
                    Tensor from = x.view(shape, shape.strides(), 0);
                    transforms.complex(from, y.view(shape, shape.strides(), 0), 0, i % 2 == 0, 0.5);
                }
                Shape line = Shape.of(2, 1024);
                Tensor from = x.view(line, line.strides(), 0);
                transforms.complex(from, y.view(line, line.strides(), 0), 1, i % 2 == 0, 0.5);
            }
        }
    }

    static void softmax(Softmax softmax) {
        try (WarmupWorkloads trial = new WarmupWorkloads()) {
            Tensor x = trial.tensor(DType.FLOAT32, 4, 235);
            softmax.softmax(x, trial.tensor(DType.FLOAT32, 4, 235));
            softmax.logSoftmax(x, trial.tensor(DType.FLOAT32, 4, 235));
            softmax.logSumExp(x, trial.tensor(DType.FLOAT32, 4, 1));
        }
    }

    /** Numbers between 0 and 1 in no order. */
    private Tensor tensor(DType dtype, int... lengths) {
        Shape shape = Shape.of(lengths);
        Buffer buffer = Allocator.host().allocate(dtype.byteSize(shape.size()));
        scratch.add(buffer);
        for (long i = 0; i < shape.size(); i++) {
            double value = i * 0.618 % 1;
            switch (dtype) {
                case FLOAT32 -> NativeMemory.setFloat(buffer.address() + i * Float.BYTES, (float) value);
                case FLOAT64 -> NativeMemory.setDouble(buffer.address() + i * Double.BYTES, value);
                case COMPLEX64 -> {
                    NativeMemory.setFloat(buffer.address() + 2 * i * Float.BYTES, (float) value);
                    NativeMemory.setFloat(buffer.address() + (2 * i + 1) * Float.BYTES, (float) -value);
                }
                default -> NativeMemory.move(buffer.address(), buffer.address() + i * dtype.size(), dtype.size());
            }
        }
        return Tensor.rowMajor(buffer, dtype, shape);
    }

    @Override
    public void close() {
        scratch.forEach(Buffer::release);
    }
}
