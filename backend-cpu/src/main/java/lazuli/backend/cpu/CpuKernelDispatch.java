package lazuli.backend.cpu;

import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import lazuli.backend.cpu.attention.Attention;
import lazuli.backend.cpu.convolution.Convolution;
import lazuli.backend.cpu.copy.ArangeKernel;
import lazuli.backend.cpu.copy.StridedCopy;
import lazuli.backend.cpu.elementwise.Elementwise;
import lazuli.backend.cpu.fft.FourierTransforms;
import lazuli.backend.cpu.gather.GatheredProduct;
import lazuli.backend.cpu.indexing.Scatter;
import lazuli.backend.cpu.indexing.ScatterAdd;
import lazuli.backend.cpu.indexing.SearchSorted;
import lazuli.backend.cpu.indexing.Take;
import lazuli.backend.cpu.matmul.Matmul;
import lazuli.backend.cpu.matmul.MatrixBatch;
import lazuli.backend.cpu.matmul.MatrixProducts;
import lazuli.backend.cpu.matmul.RowProduct;
import lazuli.backend.cpu.matmul.StridedMatrix;
import lazuli.backend.cpu.normalization.BatchNorm;
import lazuli.backend.cpu.normalization.RowNorm;
import lazuli.backend.cpu.onednn.OneDnn;
import lazuli.backend.cpu.pooling.MaxPool;
import lazuli.backend.cpu.pooling.PlanePositions;
import lazuli.backend.cpu.quantized.BitString;
import lazuli.backend.cpu.quantized.QuantizedBatch;
import lazuli.backend.cpu.quantized.QuantizedProduct;
import lazuli.backend.cpu.random.RandomBits;
import lazuli.backend.cpu.reduction.ArgReduce;
import lazuli.backend.cpu.reduction.ElementwiseReduce;
import lazuli.backend.cpu.reduction.Reduce;
import lazuli.backend.cpu.rotation.Rope;
import lazuli.backend.cpu.scan.LinearRecurrence;
import lazuli.backend.cpu.scan.Scan;
import lazuli.backend.cpu.softmax.Softmax;
import lazuli.backend.cpu.sort.Sort;
import lazuli.backend.cpu.sort.TopK;
import lazuli.core.Shape;
import lazuli.core.backend.AttentionRule;
import lazuli.core.backend.ConvolutionGeometry;
import lazuli.core.backend.CpuKernels;
import lazuli.core.backend.ElementwiseProgram;
import lazuli.core.backend.PackedFormat;
import lazuli.core.backend.PoolingGeometry;
import lazuli.core.backend.Rotation;
import lazuli.core.backend.Tensor;
import lazuli.core.primitive.indexing.Addressing;
import lazuli.core.primitive.indexing.Combination;
import lazuli.core.primitive.reduction.Accumulation;
import lazuli.core.primitive.reduction.Reduction;
import org.jspecify.annotations.Nullable;

/** The kernels of one provider: brings operands into the form that a family wants, and calls it. */
final class CpuKernelDispatch implements CpuKernels {
    private final Provider provider;
    private final MatmulRouter matmul;
    private final ConvolutionRouter convolution;
    private final KernelSource<QuantizedProduct> quantized;
    private final QuantizedRouter quantizedRouter;
    private final LinalgRouter linalg;
    private final KernelSource<FourierTransforms> fourierTransforms;
    private final KernelSource<MaxPool> maxPool;
    private final BatchNormRouter batchNorm;
    private final KernelSource<Attention> attention;
    private final KernelSource<RowNorm> rowNorm;
    private final KernelSource<Softmax> softmax;

    private CpuKernelDispatch(Provider provider) {
        this.provider = provider;
        @Nullable OneDnn library = provider.usesOneDnn() ? OneDnn.find().orElseThrow() : null;
        KernelSource<MatrixProducts> products =
                tiered(MatrixProducts::loops, MatrixProducts::vectors, WarmupWorkloads::multiply);
        KernelSource<RowProduct> rows = provider.usesVectors()
                ? TieredKernel.of(RowProduct::loopsLikeVectors, RowProduct::vectors, WarmupWorkloads::multiplyRows)
                : TieredKernel.fixed(RowProduct::loops);
        matmul = new MatmulRouter(products.map(Matmul::new), rows, library == null ? null : library.matmuls());
        quantized = provider.usesVectors()
                ? TieredKernel.of(
                        QuantizedProduct::loopsLikeVectors,
                        QuantizedProduct::vectors,
                        WarmupWorkloads::multiplyQuantized)
                : TieredKernel.fixed(QuantizedProduct::loops);
        quantizedRouter = new QuantizedRouter(quantized, matmul);
        linalg = new LinalgRouter(provider, matmul);
        convolution =
                new ConvolutionRouter(products.map(Convolution::new), library == null ? null : library.convolutions());
        fourierTransforms = tiered(FourierTransforms::loops, FourierTransforms::vectors, WarmupWorkloads::transform);
        maxPool = tiered(MaxPool::loops, MaxPool::vectors, WarmupWorkloads::pool);
        batchNorm = new BatchNormRouter(
                tiered(BatchNorm::loops, BatchNorm::vectors, WarmupWorkloads::normalize),
                library == null ? null : library.batchNormalizations());
        attention = provider.usesVectors()
                ? TieredKernel.of(Attention::loopsLikeVectors, Attention::vectors, WarmupWorkloads::attend)
                : TieredKernel.fixed(Attention::loops);
        rowNorm = provider.usesVectors()
                ? TieredKernel.of(RowNorm::loopsLikeVectors, RowNorm::vectors, WarmupWorkloads::normalizeRows)
                : TieredKernel.fixed(RowNorm::loops);
        softmax = provider.usesVectors()
                ? TieredKernel.of(Softmax::loopsLikeVectors, Softmax::vectors, WarmupWorkloads::softmax)
                : TieredKernel.fixed(Softmax::loops);
    }

    static CpuKernels by(Provider provider) {
        return new CpuKernelDispatch(provider);
    }

    private <K> KernelSource<K> tiered(Supplier<K> loops, Supplier<K> vectors, Consumer<K> trial) {
        return provider.usesVectors() ? TieredKernel.of(loops, vectors, trial) : TieredKernel.fixed(loops);
    }

    @Override
    public String description() {
        return provider.description();
    }

    @Override
    public Map<String, String> facts() {
        return provider.facts();
    }

    @Override
    public void elementwise(ElementwiseProgram program, Tensor[] inputs, Tensor[] outputs) {
        Elementwise.run(program, inputs, outputs);
    }

    @Override
    public void copy(Tensor from, Tensor to) {
        StridedCopy.copy(from, to);
    }

    @Override
    public void reduce(Reduction reduction, Tensor from, Tensor to, int[] axes) {
        Reduce.reduce(reduction, from, to, axes);
    }

    @Override
    public void elementwiseReduce(
            ElementwiseProgram program, Tensor[] inputs, Shape shape, Reduction reduction, Tensor to, int[] axes) {
        ElementwiseReduce.reduce(program, inputs, shape, reduction, to, axes);
    }

    @Override
    public void argReduce(boolean largest, Tensor from, Tensor to, int axis) {
        ArgReduce.argReduce(largest, from, to, axis);
    }

    @Override
    public void scan(Accumulation accumulation, Tensor from, Tensor to, int axis, boolean reverse, boolean inclusive) {
        try (Operands operands = new Operands()) {
            Tensor result = operands.laneResult(to);
            Scan.scan(accumulation, operands.lane(from), result, to.dtype(), axis, reverse, inclusive);
            operands.finish();
        }
    }

    @Override
    public void linearRecurrence(Tensor factors, Tensor terms, Tensor to, int axis, boolean reverse) {
        try (Operands operands = new Operands()) {
            LinearRecurrence.run(operands.dense(factors), operands.dense(terms), operands.result(to), axis, reverse);
            operands.finish();
        }
    }

    @Override
    public void arange(double start, double step, Tensor to) {
        ArangeKernel.arange(start, step, to);
    }

    @Override
    public void randomBits(Tensor keys, Tensor to) {
        RandomBits.fill(keys, to);
    }

    @Override
    public void matmul(Tensor a, Tensor b, Tensor to) {
        matmul.multiply(a, b, to);
    }

    @Override
    public void fourierTransform(Tensor from, Tensor to, int axis, boolean inverse, double scale) {
        try (Operands operands = new Operands()) {
            fourierTransforms.use(transforms -> transforms.complex(operands.rowMajor(from), to, axis, inverse, scale));
        }
    }

    @Override
    public void realFourierTransform(Tensor from, Tensor to, int axis, double scale) {
        try (Operands operands = new Operands()) {
            fourierTransforms.use(transforms -> transforms.toSpectrum(operands.rowMajor(from), to, axis, scale));
        }
    }

    @Override
    public void realFourierInverse(Tensor from, Tensor to, int axis, double scale) {
        try (Operands operands = new Operands()) {
            fourierTransforms.use(transforms -> transforms.fromSpectrum(operands.rowMajor(from), to, axis, scale));
        }
    }

    @Override
    public void convolution(ConvolutionGeometry geometry, Tensor input, Tensor weight, Tensor to) {
        try (Operands operands = new Operands()) {
            convolution.forward(geometry, operands.rowMajor(input), weight, to);
        }
    }

    @Override
    public void convolutionInputGradient(ConvolutionGeometry geometry, Tensor cotangent, Tensor weight, Tensor to) {
        try (Operands operands = new Operands()) {
            convolution.inputGradient(geometry, operands.rowMajor(cotangent), weight, to);
        }
    }

    @Override
    public void convolutionWeightGradient(ConvolutionGeometry geometry, Tensor input, Tensor cotangent, Tensor to) {
        try (Operands operands = new Operands()) {
            convolution.weightGradient(geometry, operands.rowMajor(input), operands.rowMajor(cotangent), to);
        }
    }

    @Override
    public void maxPool(PoolingGeometry geometry, Tensor input, Tensor to, Tensor indices) {
        try (Operands operands = new Operands()) {
            maxPool.use(pool -> pool.pool(geometry, operands.rowMajor(input), to, indices));
        }
    }

    @Override
    public void poolScatter(Tensor values, Tensor indices, Tensor to) {
        try (Operands operands = new Operands()) {
            PlanePositions.scatter(operands.dense(values), operands.rowMajor(indices), operands.result(to));
            operands.finish();
        }
    }

    @Override
    public void poolGather(Tensor values, Tensor indices, Tensor to) {
        try (Operands operands = new Operands()) {
            PlanePositions.gather(operands.rowMajor(values), operands.rowMajor(indices), to);
        }
    }

    @Override
    public void batchNorm(
            Tensor input, Tensor weight, Tensor bias, double epsilon, Tensor to, Tensor mean, Tensor variance) {
        try (Operands operands = new Operands()) {
            batchNorm.forward(
                    operands.dense(input),
                    operands.wide(weight),
                    operands.wide(bias),
                    epsilon,
                    operands.result(to),
                    operands.result(mean),
                    operands.result(variance));
            operands.finish();
        }
    }

    @Override
    public void batchNormGradient(
            Tensor input,
            Tensor weight,
            Tensor mean,
            Tensor variance,
            double epsilon,
            Tensor cotangent,
            Tensor inputGradient,
            Tensor weightGradient,
            Tensor biasGradient) {
        try (Operands operands = new Operands()) {
            batchNorm.gradient(
                    operands.dense(input),
                    operands.wide(weight),
                    operands.wide(mean),
                    operands.wide(variance),
                    epsilon,
                    operands.dense(cotangent),
                    operands.result(inputGradient),
                    operands.result(weightGradient),
                    operands.result(biasGradient));
            operands.finish();
        }
    }

    @Override
    public void rowNorm(boolean centred, double epsilon, Tensor input, Tensor weight, Tensor bias, Tensor to) {
        try (Operands operands = new Operands()) {
            rowNorm.use(norm -> norm.forward(
                    centred,
                    epsilon,
                    operands.dense(input),
                    operands.dense(weight),
                    operands.dense(bias),
                    operands.result(to)));
            operands.finish();
        }
    }

    @Override
    public void rowNormGradient(
            boolean centred,
            double epsilon,
            Tensor input,
            Tensor weight,
            Tensor cotangent,
            Tensor inputGradient,
            Tensor weightGradient,
            Tensor biasGradient) {
        try (Operands operands = new Operands()) {
            rowNorm.use(norm -> norm.gradient(
                    centred,
                    epsilon,
                    operands.dense(input),
                    operands.dense(weight),
                    operands.dense(cotangent),
                    operands.result(inputGradient),
                    operands.result(weightGradient),
                    operands.result(biasGradient)));
            operands.finish();
        }
    }

    @Override
    public void rope(Rotation rotation, Tensor input, Tensor offsets, Tensor frequencies, Tensor to) {
        try (Operands operands = new Operands()) {
            Rope.rotate(rotation, operands.lastAxisDense(input), offsets, frequencies, operands.result(to));
            operands.finish();
        }
    }

    @Override
    public void attention(
            AttentionRule rule,
            Tensor queries,
            Tensor keys,
            Tensor values,
            @Nullable Tensor mask,
            @Nullable Tensor sinks,
            Tensor to,
            Tensor logarithms) {
        try (Operands operands = new Operands()) {
            attention.use(family -> family.forward(
                    rule,
                    operands.wide(queries),
                    operands.wide(keys),
                    operands.wide(values),
                    mask == null ? null : operands.wide(mask),
                    sinks == null ? null : operands.wide(sinks),
                    operands.result(to),
                    logarithms));
            operands.finish();
        }
    }

    @Override
    public void attentionGradient(
            AttentionRule rule,
            Tensor queries,
            Tensor keys,
            Tensor values,
            @Nullable Tensor mask,
            Tensor logarithms,
            Tensor deltas,
            Tensor cotangent,
            Tensor queryGradient,
            Tensor keyGradient,
            Tensor valueGradient) {
        try (Operands operands = new Operands()) {
            attention.use(family -> family.gradient(
                    rule,
                    operands.wide(queries),
                    operands.wide(keys),
                    operands.wide(values),
                    mask == null ? null : operands.wide(mask),
                    logarithms,
                    deltas,
                    operands.wide(cotangent),
                    new Attention.Gradients(
                            operands.result(queryGradient),
                            operands.result(keyGradient),
                            operands.result(valueGradient))));
            operands.finish();
        }
    }

    @Override
    public void packBits(int bits, Tensor from, Tensor to) {
        BitString.pack(bits, from, to);
    }

    @Override
    public void unpackBits(int bits, Tensor from, Tensor to) {
        BitString.unpack(bits, from, to);
    }

    @Override
    public void quantizedMatmul(
            PackedFormat format,
            boolean transposed,
            Tensor x,
            Tensor words,
            Tensor scales,
            @Nullable Tensor biases,
            Tensor to) {
        try (Operands operands = new Operands()) {
            quantizedRouter.multiply(
                    operands.lastAxisDense(x),
                    quantized(operands, format, transposed, words, scales, biases),
                    operands.result(to));
            operands.finish();
        }
    }

    private static QuantizedBatch quantized(
            Operands operands,
            PackedFormat format,
            boolean transposed,
            Tensor words,
            Tensor scales,
            @Nullable Tensor biases) {
        return new QuantizedBatch(
                format,
                transposed,
                operands.lastAxisDense(words),
                operands.lastAxisDense(scales),
                biases == null ? null : operands.lastAxisDense(biases));
    }

    @Override
    public void gatherMatmul(Tensor x, Tensor b, Tensor indices, Tensor to) {
        try (Operands operands = new Operands()) {
            Tensor right = operands.wide(b);
            int size = right.dtype().size();
            long[] strides = right.strides();
            int depth = right.shape().length(1);
            int columns = right.shape().length(2);
            GatheredProduct.multiplyGrouped(
                    (rows, index, count, result) -> matmul.multiply(MatrixBatch.one(
                            right.dtype(),
                            rows,
                            new StridedMatrix(
                                    right.address() + index * strides[0] * size,
                                    strides[1] * size,
                                    strides[2] * size,
                                    size),
                            count,
                            columns,
                            depth,
                            result)),
                    matmul.sharing(right.dtype()),
                    operands.dense(x),
                    right.shape().length(0),
                    indices,
                    operands.result(to));
            operands.finish();
        }
    }

    @Override
    public void gatherQuantizedMatmul(
            PackedFormat format,
            boolean transposed,
            Tensor x,
            Tensor indices,
            Tensor words,
            Tensor scales,
            @Nullable Tensor biases,
            Tensor to) {
        try (Operands operands = new Operands()) {
            Tensor result = operands.result(to);
            QuantizedBatch batch = quantized(operands, format, transposed, words, scales, biases);
            int depth = x.shape().length(-1);
            int columns = to.shape().length(-1);
            long stride = (long) columns * result.dtype().size();
            quantized.use(product -> {
                QuantizedBatch.Matrices matrices = product.matrices(batch, words.shape(), result.dtype());
                GatheredProduct.multiply(
                        (rows, index, count, address) ->
                                product.multiply(rows, matrices.get(index), count, columns, depth, address, stride),
                        operands.dense(x),
                        words.shape().length(0),
                        indices,
                        result);
            });
            operands.finish();
        }
    }

    @Override
    public void take(Tensor from, Tensor indices, int axis, Tensor to) {
        Take.slices(from, indices, axis, to);
    }

    @Override
    public void takeScatter(Tensor values, Tensor indices, int axis, Tensor to) {
        try (Operands operands = new Operands()) {
            ScatterAdd.slices(operands.dense(values), indices, axis, operands.result(to));
            operands.finish();
        }
    }

    @Override
    public void takeAlongAxis(Tensor from, Tensor indices, int axis, Tensor to) {
        Take.alongAxis(from, indices, axis, to);
    }

    @Override
    public void takeAlongAxisScatter(Tensor values, Tensor indices, int axis, Tensor to) {
        try (Operands operands = new Operands()) {
            ScatterAdd.alongAxis(operands.dense(values), indices, axis, operands.result(to));
            operands.finish();
        }
    }

    @Override
    public void softmax(Tensor from, Tensor to) {
        try (Operands operands = new Operands()) {
            softmax.use(family -> family.softmax(operands.dense(from), operands.result(to)));
            operands.finish();
        }
    }

    @Override
    public void logSoftmax(Tensor from, Tensor to) {
        try (Operands operands = new Operands()) {
            softmax.use(family -> family.logSoftmax(operands.dense(from), operands.result(to)));
            operands.finish();
        }
    }

    @Override
    public void logSumExp(Tensor from, Tensor to) {
        try (Operands operands = new Operands()) {
            softmax.use(family -> family.logSumExp(operands.dense(from), operands.result(to)));
            operands.finish();
        }
    }

    @Override
    public void searchSorted(Tensor sorted, Tensor values, Tensor to, boolean right) {
        try (Operands operands = new Operands()) {
            SearchSorted.search(operands.rowMajor(sorted), operands.rowMajor(values), to, right);
        }
    }

    @Override
    public void scatter(
            Combination combination,
            Addressing addressing,
            Tensor base,
            Tensor indices,
            Tensor updates,
            int axis,
            Tensor to) {
        try (Operands operands = new Operands()) {
            Scatter.scatter(
                    combination,
                    addressing,
                    operands.lane(base),
                    indices,
                    operands.lane(updates),
                    axis,
                    operands.laneResult(to));
            operands.finish();
        }
    }

    @Override
    public void argsort(Tensor from, Tensor to, int axis) {
        Sort.indices(from, to, axis);
    }

    @Override
    public void largest(Tensor from, Tensor to, int axis) {
        TopK.values(from, to, axis);
    }

    @Override
    public void sort(Tensor from, Tensor to, int axis) {
        Sort.values(from, to, axis);
    }

    @Override
    public void cholesky(boolean upper, Tensor from, Tensor to) {
        linalg.cholesky(upper, from, to);
    }

    @Override
    public void eig(Tensor from, Tensor values, @Nullable Tensor vectors) {
        linalg.eig(from, values, vectors);
    }

    @Override
    public void eigh(boolean upper, Tensor from, Tensor values, @Nullable Tensor vectors) {
        linalg.eigh(upper, from, values, vectors);
    }

    @Override
    public void luFactor(Tensor from, Tensor to, Tensor pivots, Tensor permutation) {
        linalg.lu(from, to, pivots, permutation);
    }

    @Override
    public void pseudoInverse(Tensor from, Tensor to) {
        linalg.pseudoInverse(from, to);
    }

    @Override
    public void qr(Tensor from, Tensor q, Tensor r) {
        linalg.qr(from, q, r);
    }

    @Override
    public void singularValues(Tensor from, Tensor to) {
        linalg.singularValues(from, to);
    }

    @Override
    public void solve(Tensor a, Tensor b, Tensor to) {
        linalg.solve(a, b, to);
    }

    @Override
    public void solveTriangular(boolean upper, Tensor a, Tensor b, Tensor to) {
        linalg.solveTriangular(upper, a, b, to);
    }

    @Override
    public void svd(Tensor from, Tensor u, Tensor s, Tensor vt) {
        linalg.svd(from, u, s, vt);
    }
}
