package lazuli.core.backend;

import lazuli.core.Shape;
import lazuli.core.primitive.indexing.Addressing;
import lazuli.core.primitive.indexing.Combination;
import lazuli.core.primitive.reduction.Accumulation;
import lazuli.core.primitive.reduction.Reduction;
import org.jspecify.annotations.Nullable;

/**
 * What a device computes. Inputs may have any strides unless a method says row-major; outputs are row-major, allocated by the caller, and
 * overlap no input, except that {@link #elementwise} may be given an input's memory as an output (same strides). Shapes and dtypes have
 * been checked by the caller. What one stream calls happens in the order of the calls, and may be under way when a method returns.
 */
public sealed interface Kernels permits CpuKernels, GpuKernels {
    /** A short name of what computes, for logs: for example {@code vector (512 bits), oneDNN 3.11}. */
    String description();

    /** Runs a program over the outputs' shape; each input is already broadcast to it (stride 0 where it repeats). */
    void elementwise(ElementwiseProgram program, Tensor[] inputs, Tensor[] outputs);

    /** Copies elements between tensors of one shape and dtype, both with any strides. */
    void copy(Tensor from, Tensor to);

    /**
     * Reduces some axes. {@code to} has the input's rank with length 1 at the reduced axes. Sums and products of integers wrap; sums
     * of float16 and bfloat16 accumulate in float32; maxima and minima propagate NaN; the result for no elements is the identity.
     * The order of additions depends on the shape alone, never on the number of threads.
     */
    void reduce(Reduction reduction, Tensor from, Tensor to, int[] axes);

    /**
     * {@link #reduce} of the only output of a program over {@code shape}, bit for bit, without storing it.
     *
     * @param inputs broadcast to the shape, as in {@link #elementwise}
     */
    void elementwiseReduce(
            ElementwiseProgram program, Tensor[] inputs, Shape shape, Reduction reduction, Tensor to, int[] axes);

    /** The uint32 index of the first largest (or smallest) element along an axis; {@code to} has length 1 there. */
    void argReduce(boolean largest, Tensor from, Tensor to, int axis);

    /**
     * At each place of an axis what the elements up to it accumulate to, without its own unless {@code inclusive}; sums and products of
     * integers wrap, maxima and minima propagate NaN, the accumulation of nothing is the identity.
     *
     * @param reverse whether to run from the last element to the first
     */
    void scan(Accumulation accumulation, Tensor from, Tensor to, int axis, boolean reverse, boolean inclusive);

    /** Along an axis, {@code to[i] = factors[i] * to[i - 1] + terms[i]}, with zero before the first; floating or complex. */
    void linearRecurrence(Tensor factors, Tensor terms, Tensor to, int axis, boolean reverse);

    /** {@code start + i * step} in {@code to}'s dtype. */
    void arange(double start, double step, Tensor to);

    /** Threefry-2x32 bits by MLX's counter layout: keys (K..., 2) of uint32, {@code to} (K..., words) of uint32. */
    void randomBits(Tensor keys, Tensor to);

    /** Batched matrix product over the last two axes; leading axes of a and b are broadcast to those of {@code to}. */
    void matmul(Tensor a, Tensor b, Tensor to);

    /**
     * The discrete Fourier transform along an axis times {@code scale}; complex64. Element k is the sum over j of element j times
     * {@code exp(-2 pi i j k / length)}, or its conjugate if {@code inverse}.
     */
    void fourierTransform(Tensor from, Tensor to, int axis, boolean inverse, double scale);

    /** The first {@code length / 2 + 1} elements of a float32 tensor's {@link #fourierTransform}. */
    void realFourierTransform(Tensor from, Tensor to, int axis, double scale);

    /** The inverse transform of what {@link #realFourierTransform} gives; {@code to}, float32, has the length. */
    void realFourierInverse(Tensor from, Tensor to, int axis, double scale);

    /** Convolution: input (N, spatial..., C), weight (O, window..., C / groups), to (N, spatial..., O). */
    void convolution(ConvolutionGeometry geometry, Tensor input, Tensor weight, Tensor to);

    /** The input's cotangent from that of the result. */
    void convolutionInputGradient(ConvolutionGeometry geometry, Tensor cotangent, Tensor weight, Tensor to);

    /** The weight's cotangent from that of the result. */
    void convolutionWeightGradient(ConvolutionGeometry geometry, Tensor input, Tensor cotangent, Tensor to);

    /** Largest element in each window, padding counting as -infinity; {@code indices} (int32) are its positions within the spatial plane. */
    void maxPool(PoolingGeometry geometry, Tensor input, Tensor to, Tensor indices);

    /** Adds each element of (N, pooled..., C) to the position of (N, spatial..., C) that its index names; the rest is zero. */
    void poolScatter(Tensor values, Tensor indices, Tensor to);

    /** Takes from (N, spatial..., C) the elements at the positions that the indices (N, pooled..., C) name. */
    void poolGather(Tensor values, Tensor indices, Tensor to);

    /**
     * Batch normalization over all axes but the last: {@code to = (x - mean) / sqrt(variance + epsilon) * weight + bias} with the
     * biased variance, which are stored too. Weight, bias, mean and variance have the length of the last axis.
     */
    void batchNorm(Tensor input, Tensor weight, Tensor bias, double epsilon, Tensor to, Tensor mean, Tensor variance);

    /** The cotangents of input, weight and bias of {@link #batchNorm}, mean and variance being functions of the input. */
    void batchNormGradient(
            Tensor input,
            Tensor weight,
            Tensor mean,
            Tensor variance,
            double epsilon,
            Tensor cotangent,
            Tensor inputGradient,
            Tensor weightGradient,
            Tensor biasGradient);

    /**
     * Normalization of rows (..., C): {@code to = (x - c) / sqrt(mean((x - c)^2) + epsilon) * weight + bias}, weight and bias (C), where c
     * is the row's mean if {@code centred}, else zero.
     */
    void rowNorm(boolean centred, double epsilon, Tensor input, Tensor weight, Tensor bias, Tensor to);

    /** The cotangents of input, weight and bias of {@link #rowNorm}. */
    void rowNormGradient(
            boolean centred,
            double epsilon,
            Tensor input,
            Tensor weight,
            Tensor cotangent,
            Tensor inputGradient,
            Tensor weightGradient,
            Tensor biasGradient);

    /**
     * Rotary positions: pairs among the first elements of each vector of (B, ..., T, D) are turned by {@code (t + offset) * scale /
     * frequency}. Offsets (B) are int32 and row-major, frequencies (dims / 2) row-major, float64 if the input is, else float32.
     */
    void rope(Rotation rotation, Tensor input, Tensor offsets, Tensor frequencies, Tensor to);

    /**
     * Attention: {@code to = softmax(scale * q k^T + mask) v} over the last two axes of queries (..., H, L, D), keys (..., G, S, D) and
     * values (..., G, S, E), query heads taking key heads in turns of H / G. Scores that are not seen count as the lowest finite number.
     *
     * @param mask none, or bool or the queries' dtype, with axes of length 1 or those of (..., H, L, S)
     * @param sinks none, or scores (..., H, 1, 1), leading axes of length 1 or the queries', of one more key whose value is zero
     * @param logarithms of the sums of exponentials (..., H, L), float64 if the queries are, else float32
     */
    void attention(
            AttentionRule rule,
            Tensor queries,
            Tensor keys,
            Tensor values,
            @Nullable Tensor mask,
            @Nullable Tensor sinks,
            Tensor to,
            Tensor logarithms);

    /**
     * The cotangents of queries, keys and values of {@link #attention}, whose scores have the cotangents {@code weight * (dy v^T - delta)}.
     *
     * @param logarithms as {@link #attention} stored them, row-major
     * @param deltas (..., H, L) in the logarithms' dtype, row-major
     */
    void attentionGradient(
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
            Tensor valueGradient);

    /** Packs the low bits of uint8 elements (..., n) one after the other into uint32 words (..., n * bits / 32); row-major. */
    void packBits(int bits, Tensor from, Tensor to);

    /** The opposite of {@link #packBits}. */
    void unpackBits(int bits, Tensor from, Tensor to);

    /**
     * {@code to = x w}, or {@code x w^T} if {@code transposed}, with quantized matrices whose numbers are made in passing. All have one
     * rank, leading axes of length 1 repeat.
     *
     * @param words packed rows, uint32
     * @param scales one for each group, in x's dtype if the format is affine, else uint8
     * @param biases like scales if the format is affine, else none
     */
    void quantizedMatmul(
            PackedFormat format,
            boolean transposed,
            Tensor x,
            Tensor words,
            Tensor scales,
            @Nullable Tensor biases,
            Tensor to);

    /** {@code to[i] = x[i] b[indices[i]]} for x (I, M, K), b (B, K, N) and integer indices (I), of which negative ones count from the end. */
    void gatherMatmul(Tensor x, Tensor b, Tensor indices, Tensor to);

    /** {@link #gatherMatmul} with quantized matrices as in {@link #quantizedMatmul}, all of rank 3. */
    void gatherQuantizedMatmul(
            PackedFormat format,
            boolean transposed,
            Tensor x,
            Tensor indices,
            Tensor words,
            Tensor scales,
            @Nullable Tensor biases,
            Tensor to);

    /** Takes whole slices along an axis by int32 or uint32 indices of any shape; negative ones count from the end. */
    void take(Tensor from, Tensor indices, int axis, Tensor to);

    /** Adds slices along an axis at the indices' positions into {@code to}, which the call first sets to zero. */
    void takeScatter(Tensor values, Tensor indices, int axis, Tensor to);

    /** Along an axis, {@code to[i, j] = from[i, indices[i, j]]}; indices and {@code to} have one shape. */
    void takeAlongAxis(Tensor from, Tensor indices, int axis, Tensor to);

    /** Along an axis, {@code to[i, indices[i, j]] += values[i, j]}, after setting {@code to} to zero. */
    void takeAlongAxisScatter(Tensor values, Tensor indices, int axis, Tensor to);

    /**
     * Stores {@code base} in {@code to}, then combines its elements with {@code updates} at the indices' positions along an axis, which
     * negative ones count from the end. Updates that meet at one place are combined in the order of the indices.
     */
    void scatter(
            Combination combination,
            Addressing addressing,
            Tensor base,
            Tensor indices,
            Tensor updates,
            int axis,
            Tensor to);

    /**
     * For lines of sorted values (N, L) and of values (N, M) of the same dtype, the uint32 (N, M) index of the first sorted one that is
     * not below the value, or above it if {@code right}.
     */
    void searchSorted(Tensor sorted, Tensor values, Tensor to, boolean right);

    /** Softmax along the last axis. */
    void softmax(Tensor from, Tensor to);

    /** x - log(sum(exp(x))) along the last axis. */
    void logSoftmax(Tensor from, Tensor to);

    /** log(sum(exp(x))) along the last axis; {@code to} has length 1 there. */
    void logSumExp(Tensor from, Tensor to);

    /** Indices that sort along an axis, stable, NaN last; uint32. */
    void argsort(Tensor from, Tensor to, int axis);

    /** The last elements of {@link #sort} along an axis, as many as {@code to} has; any dtype but complex64. */
    void largest(Tensor from, Tensor to, int axis);

    /** Sorted along an axis, NaN last. */
    void sort(Tensor from, Tensor to, int axis);
}
