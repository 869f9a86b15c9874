package lazuli.backend.cpu.attention;

import lazuli.backend.cpu.matmul.BlockKernel;
import lazuli.backend.cpu.matmul.MatrixProducts;
import lazuli.core.DType;
import lazuli.core.backend.AttentionRule;
import lazuli.core.backend.Tensor;
import org.jspecify.annotations.Nullable;

/** Attention in tiles (Dao et al., 2022), of float32 or float64 tensors with any strides. */
public final class Attention {
    private static final int LANES = 16;

    private final Arithmetic floats;
    private final Arithmetic doubles;

    /** How matrices are multiplied and scores are weighed in one dtype. */
    record Arithmetic(BlockKernel products, ScoreKernel scores, DType dtype) {
        int size() {
            return dtype.size();
        }
    }

    private Attention(MatrixProducts products, ScoreKernel scores) {
        this.floats = new Arithmetic(products.floats().kernel(), scores, DType.FLOAT32);
        this.doubles = new Arithmetic(products.doubles().kernel(), new DoubleLoopScores(), DType.FLOAT64);
    }

    /** By plain loops. */
    public static Attention loops() {
        return new Attention(MatrixProducts.loops(), new FloatLoopScores(LANES));
    }

    /** By plain loops that give the same bits as {@link #vectors}; the Vector API must be present. */
    public static Attention loopsLikeVectors() {
        return new Attention(MatrixProducts.loops(), new FloatLoopScores(FloatVectorScores.lanes()));
    }

    /** By the Vector API, which must be present. */
    public static Attention vectors() {
        return new Attention(MatrixProducts.vectors(), new FloatVectorScores());
    }

    private Arithmetic arithmetic(Tensor tensor) {
        return tensor.dtype() == DType.FLOAT64 ? doubles : floats;
    }

    /** See {@link lazuli.core.backend.Kernels#attention}. */
    public void forward(
            AttentionRule rule,
            Tensor queries,
            Tensor keys,
            Tensor values,
            @Nullable Tensor mask,
            @Nullable Tensor sinks,
            Tensor to,
            Tensor logarithms) {
        if (logarithms.shape().size() > 0) {
            new ForwardPass(arithmetic(queries), rule, queries, keys, values, mask, sinks, to, logarithms).run();
        }
    }

    /** The gradients that {@link #gradient} stores, row-major. */
    public record Gradients(Tensor queries, Tensor keys, Tensor values) {}

    /** See {@link lazuli.core.backend.Kernels#attentionGradient}. */
    public void gradient(
            AttentionRule rule,
            Tensor queries,
            Tensor keys,
            Tensor values,
            @Nullable Tensor mask,
            Tensor logarithms,
            Tensor deltas,
            Tensor cotangent,
            Gradients to) {
        new BackwardPass(
                        arithmetic(queries),
                        rule,
                        new BackwardPass.Operands(queries, keys, values, logarithms, deltas, cotangent),
                        mask,
                        to)
                .run();
    }
}
