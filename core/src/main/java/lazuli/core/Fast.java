package lazuli.core;

import java.util.List;
import lazuli.core.backend.CustomKernel;
import lazuli.core.graph.Required;
import lazuli.core.operation.Attentions;
import lazuli.core.operation.Norms;
import lazuli.core.operation.Positions;
import org.jspecify.annotations.Nullable;

/**
 * Operations that models spend their time in, each as one kernel: normalizations, rotary positions, attention. Half floats are computed in
 * float32 and rounded once.
 */
public final class Fast {
    private Fast() {}

    /**
     * {@code x / sqrt(mean(x²) + epsilon) * weight} along the last axis (Zhang and Sennrich, 2019).
     *
     * {@snippet :
     * IO.println(Fast.rmsNorm(array(1f, 7f), null, 0));       // prints: array([0.2, 1.4], dtype=float32)
     * }
     *
     * <p>Gradient: with n the normalized x and g = dy * weight, {@code (g - n * mean(g * n)) / sqrt(mean(x²) + epsilon)} to x, {@code dy * n}, summed
     * over the rows, to the weight.
     *
     * @param x (..., C)
     * @param weight (C); null is one
     * @return the shape of x, in the dtype that x and weight promote to
     * @throws ShapeException if x is a scalar or weight does not have x's last length
     * @throws DTypeException if that dtype is not float16, bfloat16, float32 or float64
     */
    public static Array rmsNorm(Array x, @Nullable Array weight, double epsilon) {
        Required.argument("rms_norm", "x", x);
        return Norms.rms(x, weight, epsilon);
    }

    /**
     * {@code (x - mean(x)) / sqrt(var(x) + epsilon) * weight + bias} along the last axis, with the biased variance (Ba et al., 2016).
     *
     * {@snippet :
     * IO.println(Fast.layerNorm(array(1f, 3f), null, null, 0));       // prints: array([-1, 1], dtype=float32)
     * }
     *
     * <p>Gradient: with n the normalized x and g = dy * weight, {@code (g - mean(g) - n * mean(g * n)) / sqrt(var(x) + epsilon)} to x; {@code dy * n} to
     * the weight and dy to the bias, summed over the rows.
     *
     * @param x (..., C)
     * @param weight (C); null is one
     * @param bias (C); null is zero
     * @return the shape of x, in the dtype that x, weight and, beside a weight, bias promote to
     * @throws ShapeException if x is a scalar or weight or bias does not have x's last length
     * @throws DTypeException if that dtype is not float16, bfloat16, float32 or float64
     */
    public static Array layerNorm(Array x, @Nullable Array weight, @Nullable Array bias, double epsilon) {
        Required.argument("layer_norm", "x", x);
        return Norms.layer(x, weight, bias, epsilon);
    }

    /**
     * Rotary position embedding (Su et al., 2021): pairs among the first {@code dims} elements of each vector are turned by the angle
     * {@code (position + offset) * scale * base^(-2i / dims)} for the i-th pair, or {@code (position + offset) * scale / frequencies[i]};
     * the other elements stay.
     *
     * @param x (B, ..., T, D)
     * @param dims an even number, at most D
     * @param options which elements are pairs, base or frequencies, and the scale; frequencies have gradients
     * @param offset integers: a scalar, or one for each of B
     * @return the shape and dtype of x
     * @throws ShapeException if x has fewer than three axes, or {@code dims}, the frequencies or {@code offset} do not fit
     * @throws DTypeException if x is not real floating or {@code offset} not integer
     */
    public static Array rope(Array x, int dims, RopeOptions options, Array offset) {
        Required.argument("rope", "x", x);
        Required.argument("rope", "options", options);
        Required.argument("rope", "offset", offset);
        return Positions.rotate(x, dims, options, offset);
    }

    /** {@link #rope(Array, int, RopeOptions, Array)} with one offset. */
    public static Array rope(Array x, int dims, RopeOptions options, int offset) {
        return rope(x, dims, options, Mx.array(offset));
    }

    /** {@link #rope(Array, int, RopeOptions, int)} with {@link RopeOptions#DEFAULTS}. */
    public static Array rope(Array x, int dims, int offset) {
        return rope(x, dims, RopeOptions.DEFAULTS, offset);
    }

    /**
     * Attention (Vaswani et al., 2017): {@code softmax(scale * Q Kᵀ + mask) V}, without ever holding the matrix of scores: memory grows with
     * the lengths, not with their product, for gradients too. Derivatives of gradients, tangents, and the gradient of a mask do hold it.
     *
     * <p>A query that sees no key by a bool or causal mask, and has no sink, takes the mean of all values, as in MLX; one whose scores are all
     * minus infinity takes NaN.
     *
     * {@snippet :
     * Array queries = ones(1, 4, 3, 8);
     * Array keys = ones(1, 2, 5, 8);
     * Array y = Fast.scaledDotProductAttention(queries, keys, keys, 1 / Math.sqrt(8), AttentionOptions.DEFAULTS);
     * IO.println(y.shape());       // prints: (1, 4, 3, 8)
     * }
     *
     * <p>Gradient: with P the softmax and {@code dS = P * (dy Vᵀ - rowsum(dy * y))}, {@code scale * dS K} to queries, {@code scale * dSᵀ Q} to keys,
     * {@code Pᵀ dy} to values; also to a mask that is added, and to sinks.
     *
     * @param queries (B, H, L, D)
     * @param keys (B, G, S, D), where H is a multiple of G: each key head serves H / G query heads that stand together
     * @param values (B, G, S, E)
     * @param scale what products are multiplied by, usually {@code 1 / sqrt(D)}
     * @param options which keys are seen, and sinks
     * @return (B, H, L, E) in the dtype that queries, keys and values promote to
     * @throws ShapeException if the shapes do not fit each other
     * @throws DTypeException if that dtype is not float16, bfloat16, float32 or float64, or mask or sinks do not promote to it
     */
    public static Array scaledDotProductAttention(
            Array queries, Array keys, Array values, double scale, AttentionOptions options) {
        Required.argument("scaled_dot_product_attention", "queries", queries);
        Required.argument("scaled_dot_product_attention", "keys", keys);
        Required.argument("scaled_dot_product_attention", "values", values);
        Required.argument("scaled_dot_product_attention", "options", options);
        return Attentions.attend(queries, keys, values, scale, options);
    }

    /** {@link #scaledDotProductAttention(Array, Array, Array, double, AttentionOptions)} of the keys that a mask shows, without sinks. */
    public static Array scaledDotProductAttention(
            Array queries, Array keys, Array values, double scale, AttentionMask mask) {
        Required.argument("scaled_dot_product_attention", "mask", mask);
        return scaledDotProductAttention(queries, keys, values, scale, AttentionOptions.DEFAULTS.mask(mask));
    }

    /** {@link #scaledDotProductAttention(Array, Array, Array, double, AttentionOptions)} of all keys, without sinks. */
    public static Array scaledDotProductAttention(Array queries, Array keys, Array values, double scale) {
        return scaledDotProductAttention(queries, keys, values, scale, AttentionOptions.DEFAULTS);
    }

    /**
     * A kernel from the body of a function in Metal Shading Language. The function around it is written by MLX's rules: an input {@code x} is a
     * {@code const device} pointer to its elements, a scalar one the element itself; outputs are {@code device} pointers to elements in
     * row-major order; {@code x_shape}, {@code x_strides} (in elements) and {@code x_ndim} are there if the body names them, and so are all of Metal's
     * attributes of threads: {@code uint i = thread_position_in_grid.x;}. Before it stand {@code elem_to_loc} and {@code ceildiv}. Nothing
     * checks what the kernel reads and writes.
     *
     * @param name letters, digits and underscores
     * @param inputs what the body calls the inputs
     * @param outputs what it calls the outputs
     * @throws ArgumentException if a name is none, or there twice, or there is no output
     */
    public static GpuKernel metalKernel(
            String name, List<String> inputs, List<String> outputs, String body, KernelOptions options) {
        return kernel(CustomKernel.Language.METAL, "metal_kernel", name, inputs, outputs, body, options);
    }

    /** {@link #metalKernel(String, List, List, String, KernelOptions)} with {@link KernelOptions#DEFAULTS}. */
    public static GpuKernel metalKernel(String name, List<String> inputs, List<String> outputs, String body) {
        return metalKernel(name, inputs, outputs, body, KernelOptions.DEFAULTS);
    }

    /**
     * A kernel for GPUs of any kind, from a body in the words that Lazuli's own kernels are written in: an input is a pointer to its elements, of
     * types {@code f32}, {@code f16}, {@code bf16}, {@code i32}, {@code u8}, {@code bool} and so on, an output one to elements in row-major order;
     * {@code x_shape}, {@code x_strides} (in elements) and {@code x_ndim} are there if the body names them; {@code GID(x)} is the thread's
     * place in the grid, {@code LID(x)} that in its group. Whole groups run: the body must leave alone what is beyond its
     * outputs. Nothing else checks what the kernel reads and writes.
     *
     * @param name letters, digits and underscores
     * @param inputs what the body calls the inputs
     * @param outputs what it calls the outputs
     * @param options without atomic outputs
     * @throws ArgumentException if a name is none, or there twice, or there is no output, or the outputs are to be atomic
     */
    public static GpuKernel gpuKernel(
            String name, List<String> inputs, List<String> outputs, String body, KernelOptions options) {
        if (Required.argument("gpu_kernel", "options", options).atomicOutputs()) {
            throw new ArgumentException("gpu_kernel", "atomic outputs are Metal's alone");
        }
        return kernel(CustomKernel.Language.PORTABLE, "gpu_kernel", name, inputs, outputs, body, options);
    }

    /** {@link #gpuKernel(String, List, List, String, KernelOptions)} with {@link KernelOptions#DEFAULTS}. */
    public static GpuKernel gpuKernel(String name, List<String> inputs, List<String> outputs, String body) {
        return gpuKernel(name, inputs, outputs, body, KernelOptions.DEFAULTS);
    }

    private static GpuKernel kernel(
            CustomKernel.Language language,
            String operation,
            String name,
            List<String> inputs,
            List<String> outputs,
            String body,
            KernelOptions options) {
        return new GpuKernel(new CustomKernel(
                language,
                Required.argument(operation, "name", name),
                Required.arguments(operation, "inputs", inputs),
                Required.arguments(operation, "outputs", outputs),
                Required.argument(operation, "body", body),
                Required.argument(operation, "options", options)));
    }
}
