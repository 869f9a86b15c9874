package lazuli.backend.gpu;

import lazuli.backend.gpu.attention.AttentionGradientKernels;
import lazuli.backend.gpu.attention.AttentionKernels;
import lazuli.backend.gpu.convolution.ConvolutionKernels;
import lazuli.backend.gpu.copy.ArangeKernels;
import lazuli.backend.gpu.copy.CopyKernels;
import lazuli.backend.gpu.custom.CustomKernels;
import lazuli.backend.gpu.elementwise.ElementwiseKernels;
import lazuli.backend.gpu.fourier.FourierKernels;
import lazuli.backend.gpu.indexing.ScatterKernels;
import lazuli.backend.gpu.indexing.TakeKernels;
import lazuli.backend.gpu.kernel.Launcher;
import lazuli.backend.gpu.matmul.GatherMatmulKernels;
import lazuli.backend.gpu.matmul.MatmulKernels;
import lazuli.backend.gpu.normalization.BatchNormKernels;
import lazuli.backend.gpu.normalization.RowNormKernels;
import lazuli.backend.gpu.pooling.PoolingKernels;
import lazuli.backend.gpu.quantized.BitKernels;
import lazuli.backend.gpu.quantized.QuantizedMatmulKernels;
import lazuli.backend.gpu.random.RandomKernels;
import lazuli.backend.gpu.reduction.ArgReduceKernels;
import lazuli.backend.gpu.reduction.ReduceKernels;
import lazuli.backend.gpu.rotation.RopeKernels;
import lazuli.backend.gpu.scan.ScanKernels;
import lazuli.backend.gpu.softmax.SoftmaxKernels;
import lazuli.backend.gpu.sort.SearchKernels;
import lazuli.backend.gpu.sort.SortKernels;
import lazuli.core.KernelLaunch;
import lazuli.core.Shape;
import lazuli.core.backend.AttentionRule;
import lazuli.core.backend.ConvolutionGeometry;
import lazuli.core.backend.CustomKernel;
import lazuli.core.backend.ElementwiseProgram;
import lazuli.core.backend.GpuKernels;
import lazuli.core.backend.PackedFormat;
import lazuli.core.backend.PoolingGeometry;
import lazuli.core.backend.Rotation;
import lazuli.core.backend.Tensor;
import lazuli.core.primitive.indexing.Addressing;
import lazuli.core.primitive.indexing.Combination;
import lazuli.core.primitive.reduction.Accumulation;
import lazuli.core.primitive.reduction.Reduction;
import org.jspecify.annotations.Nullable;

/** Every kernel: which family encodes it. */
final class PortableKernels implements GpuKernels {
    private final String device;
    private final CustomKernels custom;
    private final ElementwiseKernels elementwise;
    private final CopyKernels copies;
    private final ReduceKernels reductions;
    private final ArgReduceKernels argReductions;
    private final ArangeKernels aranges;
    private final RandomKernels random;
    private final TakeKernels take;
    private final ScatterKernels scatter;
    private final PoolingKernels pooling;
    private final ScanKernels scan;
    private final SortKernels sort;
    private final SearchKernels search;
    private final SoftmaxKernels softmax;
    private final MatmulKernels matmul;
    private final GatherMatmulKernels gatherMatmul;
    private final BitKernels bitStrings;
    private final ConvolutionKernels convolutions;
    private final QuantizedMatmulKernels quantizedMatmul;
    private final RowNormKernels rowNorm;
    private final BatchNormKernels batchNorm;
    private final RopeKernels rope;
    private final AttentionKernels attention;
    private final AttentionGradientKernels attentionGradient;
    private final FourierKernels fourier;

    PortableKernels(String device, Launcher launcher) {
        this.device = device;
        this.custom = new CustomKernels(launcher);
        this.elementwise = new ElementwiseKernels(launcher);
        this.copies = new CopyKernels(launcher);
        this.reductions = new ReduceKernels(launcher, elementwise);
        this.argReductions = new ArgReduceKernels(launcher);
        this.aranges = new ArangeKernels(launcher);
        random = new RandomKernels(launcher);
        take = new TakeKernels(launcher);
        scatter = new ScatterKernels(launcher);
        pooling = new PoolingKernels(launcher);
        scan = new ScanKernels(launcher);
        sort = new SortKernels(launcher);
        search = new SearchKernels(launcher);
        this.softmax = new SoftmaxKernels(launcher);
        this.matmul = new MatmulKernels(launcher);
        this.gatherMatmul = new GatherMatmulKernels(launcher);
        this.bitStrings = new BitKernels(launcher);
        this.convolutions = new ConvolutionKernels(launcher);
        this.quantizedMatmul = new QuantizedMatmulKernels(launcher);
        this.rowNorm = new RowNormKernels(launcher);
        this.batchNorm = new BatchNormKernels(launcher);
        this.rope = new RopeKernels(launcher);
        this.attention = new AttentionKernels(launcher);
        this.attentionGradient = new AttentionGradientKernels(launcher);
        this.fourier = new FourierKernels(launcher);
    }

    @Override
    public void custom(CustomKernel kernel, KernelLaunch launch, Tensor[] inputs, Tensor[] outputs) {
        custom.custom(kernel, launch, inputs, outputs);
    }

    @Override
    public String description() {
        return device;
    }

    @Override
    public void elementwise(ElementwiseProgram program, Tensor[] inputs, Tensor[] outputs) {
        elementwise.elementwise(program, inputs, outputs);
    }

    @Override
    public void copy(Tensor from, Tensor to) {
        copies.copy(from, to);
    }

    @Override
    public void reduce(Reduction reduction, Tensor from, Tensor to, int[] axes) {
        reductions.reduce(reduction, from, to, axes);
    }

    @Override
    public void elementwiseReduce(
            ElementwiseProgram program, Tensor[] inputs, Shape shape, Reduction reduction, Tensor to, int[] axes) {
        reductions.elementwiseReduce(program, inputs, shape, reduction, to, axes);
    }

    @Override
    public void argReduce(boolean largest, Tensor from, Tensor to, int axis) {
        argReductions.argReduce(largest, from, to, axis);
    }

    @Override
    public void scan(Accumulation accumulation, Tensor from, Tensor to, int axis, boolean reverse, boolean inclusive) {
        scan.scan(accumulation, from, to, axis, reverse, inclusive);
    }

    @Override
    public void linearRecurrence(Tensor factors, Tensor terms, Tensor to, int axis, boolean reverse) {
        scan.linearRecurrence(factors, terms, to, axis, reverse);
    }

    @Override
    public void arange(double start, double step, Tensor to) {
        aranges.arange(start, step, to);
    }

    @Override
    public void randomBits(Tensor keys, Tensor to) {
        random.randomBits(keys, to);
    }

    @Override
    public void matmul(Tensor a, Tensor b, Tensor to) {
        matmul.multiply(a, b, to);
    }

    @Override
    public void fourierTransform(Tensor from, Tensor to, int axis, boolean inverse, double scale) {
        fourier.complex(from, to, axis, inverse, scale);
    }

    @Override
    public void realFourierTransform(Tensor from, Tensor to, int axis, double scale) {
        fourier.toSpectrum(from, to, axis, scale);
    }

    @Override
    public void realFourierInverse(Tensor from, Tensor to, int axis, double scale) {
        fourier.fromSpectrum(from, to, axis, scale);
    }

    @Override
    public void convolution(ConvolutionGeometry geometry, Tensor input, Tensor weight, Tensor to) {
        convolutions.forward(geometry, input, weight, to);
    }

    @Override
    public void convolutionInputGradient(ConvolutionGeometry geometry, Tensor cotangent, Tensor weight, Tensor to) {
        convolutions.inputGradient(geometry, cotangent, weight, to);
    }

    @Override
    public void convolutionWeightGradient(ConvolutionGeometry geometry, Tensor input, Tensor cotangent, Tensor to) {
        convolutions.weightGradient(geometry, input, cotangent, to);
    }

    @Override
    public void maxPool(PoolingGeometry geometry, Tensor input, Tensor to, Tensor indices) {
        pooling.maxPool(geometry, input, to, indices);
    }

    @Override
    public void poolScatter(Tensor values, Tensor indices, Tensor to) {
        pooling.poolScatter(values, indices, to);
    }

    @Override
    public void poolGather(Tensor values, Tensor indices, Tensor to) {
        pooling.poolGather(values, indices, to);
    }

    @Override
    public void batchNorm(
            Tensor input, Tensor weight, Tensor bias, double epsilon, Tensor to, Tensor mean, Tensor variance) {
        batchNorm.forward(input, weight, bias, epsilon, to, mean, variance);
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
        batchNorm.gradient(
                input, weight, mean, variance, epsilon, cotangent, inputGradient, weightGradient, biasGradient);
    }

    @Override
    public void rowNorm(boolean centred, double epsilon, Tensor input, Tensor weight, Tensor bias, Tensor to) {
        rowNorm.forward(centred, epsilon, input, weight, bias, to);
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
        rowNorm.gradient(centred, epsilon, input, weight, cotangent, inputGradient, weightGradient, biasGradient);
    }

    @Override
    public void rope(Rotation rotation, Tensor input, Tensor offsets, Tensor frequencies, Tensor to) {
        rope.rotate(rotation, input, offsets, frequencies, to);
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
        attention.forward(rule, queries, keys, values, mask, sinks, to, logarithms);
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
        attentionGradient.run(
                rule,
                queries,
                keys,
                values,
                mask,
                logarithms,
                deltas,
                cotangent,
                queryGradient,
                keyGradient,
                valueGradient);
    }

    @Override
    public void packBits(int bits, Tensor from, Tensor to) {
        bitStrings.pack(bits, from, to);
    }

    @Override
    public void unpackBits(int bits, Tensor from, Tensor to) {
        bitStrings.unpack(bits, from, to);
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
        quantizedMatmul.multiply(format, transposed, x, words, scales, biases, to);
    }

    @Override
    public void gatherMatmul(Tensor x, Tensor b, Tensor indices, Tensor to) {
        gatherMatmul.multiply(x, b, indices, to);
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
        quantizedMatmul.multiplyChosen(format, transposed, x, indices, words, scales, biases, to);
    }

    @Override
    public void take(Tensor from, Tensor indices, int axis, Tensor to) {
        take.take(from, indices, axis, to);
    }

    @Override
    public void takeScatter(Tensor values, Tensor indices, int axis, Tensor to) {
        scatter.takeScatter(values, indices, axis, to);
    }

    @Override
    public void takeAlongAxis(Tensor from, Tensor indices, int axis, Tensor to) {
        take.takeAlongAxis(from, indices, axis, to);
    }

    @Override
    public void takeAlongAxisScatter(Tensor values, Tensor indices, int axis, Tensor to) {
        scatter.takeAlongAxisScatter(values, indices, axis, to);
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
        scatter.scatter(combination, addressing, base, indices, updates, axis, to);
    }

    @Override
    public void searchSorted(Tensor sorted, Tensor values, Tensor to, boolean right) {
        search.searchSorted(sorted, values, to, right);
    }

    @Override
    public void softmax(Tensor from, Tensor to) {
        softmax.softmax(from, to);
    }

    @Override
    public void logSoftmax(Tensor from, Tensor to) {
        softmax.logSoftmax(from, to);
    }

    @Override
    public void logSumExp(Tensor from, Tensor to) {
        softmax.logSumExp(from, to);
    }

    @Override
    public void argsort(Tensor from, Tensor to, int axis) {
        sort.argsort(from, to, axis);
    }

    @Override
    public void largest(Tensor from, Tensor to, int axis) {
        sort.largest(from, to, axis);
    }

    @Override
    public void sort(Tensor from, Tensor to, int axis) {
        sort.sort(from, to, axis);
    }
}
