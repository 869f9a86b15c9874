package lazuli.core.primitive.matrix;

import static lazuli.core.operation.Matrices.matmul;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.QuantizationMode;
import lazuli.core.Shape;
import lazuli.core.ShapeException;
import lazuli.core.backend.Kernels;
import lazuli.core.backend.PackedFormat;
import lazuli.core.backend.Tensor;
import lazuli.core.graph.ArrayType;
import lazuli.core.graph.EvalContext;
import lazuli.core.graph.Nodes;
import lazuli.core.graph.ShortWork;
import lazuli.core.operation.Quantizations;
import lazuli.core.operation.Reductions;
import lazuli.core.operation.Shapes;
import lazuli.core.primitive.Backward;
import lazuli.core.primitive.BatchedResult;
import lazuli.core.primitive.Batching;
import lazuli.core.primitive.Composition;
import lazuli.core.primitive.Forward;
import lazuli.core.primitive.InputCount;
import lazuli.core.primitive.KernelPrimitive;
import lazuli.core.primitive.Preconditions;
import lazuli.core.primitive.Primitive;
import org.jspecify.annotations.Nullable;

/**
 * Product of x (..., M, K) with quantized matrices, transposed or not, whose numbers are made in passing: words (..., N, K * bits / 32), or
 * (..., K, N * bits / 32), scales, and biases if the format is affine, in x's dtype. Leading axes are a batch and are broadcast; all have
 * one rank.
 */
public record QuantizedMatMul(PackedFormat format, boolean transposed) implements KernelPrimitive {
    @Override
    public String text() {
        return "quantized_matmul";
    }

    private boolean affine() {
        return format.mode() == QuantizationMode.AFFINE;
    }

    @Override
    public InputCount inputCount() {
        return InputCount.exactly(affine() ? 4 : 3);
    }

    @Override
    public List<ArrayType> outputs(List<ArrayType> inputs) {
        requirePacked(this, format, inputs.getFirst(), inputs.subList(1, inputs.size()), inputs);
        Shape x = inputs.get(0).shape();
        Shape words = inputs.get(1).shape();
        Shape matrix = words.with(-1, format.elements(words.length(-1)));
        if (x.length(-1) != matrix.length(transposed ? -1 : -2)) {
            throw new ShapeException(
                    text(), "inner dimensions differ: %s @ %s%s", x, matrix, transposed ? " transposed" : "");
        }
        Shape batch = x.with(-1, 1).with(-2, 1);
        for (ArrayType part : inputs.subList(1, inputs.size())) {
            batch = Shape.broadcast(text(), batch, part.shape().with(-1, 1).with(-2, 1));
        }
        int columns = matrix.length(transposed ? -2 : -1);
        return List.of(inputs.getFirst().with(batch.with(-2, x.length(-2)).with(-1, columns)));
    }

    /** Refuses words, scales and biases that are not those of one matrix for x. */
    static void requirePacked(
            Primitive primitive, PackedFormat format, ArrayType x, List<ArrayType> parts, List<ArrayType> inputs) {
        boolean affine = format.mode() == QuantizationMode.AFFINE;
        Shape words = parts.getFirst().shape();
        Preconditions.require(words.rank() >= 2, primitive, inputs);
        int elements = format.elements(words.length(-1));
        int rank = x.shape().rank();
        boolean fits = parts.size() == (affine ? 3 : 2)
                && rank >= 2
                && x.dtype().isFloating()
                && parts.getFirst().dtype() == DType.UINT32
                && format.words(elements) == words.length(-1)
                && elements % format.groupSize() == 0;
        for (int i = 0; i < parts.size(); i++) {
            ArrayType part = parts.get(i);
            fits = fits && part.shape().rank() == rank;
            if (fits && i > 0) {
                fits = part.dtype() == (affine ? x.dtype() : DType.UINT8)
                        && part.shape().length(-1) == elements / format.groupSize()
                        && part.shape().length(-2) == words.length(-2);
            }
        }
        Preconditions.require(fits, primitive, inputs);
    }

    @Override
    public long work(List<ArrayType> inputs, List<ArrayType> outputs) {
        return ShortWork.TOO_LONG;
    }

    @Override
    public void eval(EvalContext at, Kernels kernels) {
        @Nullable Tensor biases = affine() ? at.input(3) : null;
        kernels.quantizedMatmul(format, transposed, at.input(0), at.input(1), at.input(2), biases, at.output(0));
    }

    private Array product(boolean transposing, Array x, List<Array> primals) {
        List<Array> inputs = new ArrayList<>(primals);
        inputs.set(0, x);
        return Nodes.all(new QuantizedMatMul(format, transposing), inputs).getFirst();
    }

    private List<Array> composed(List<Array> inputs) {
        Array matrix = Quantizations.dequantize(
                format,
                inputs.get(1),
                inputs.get(2),
                affine() ? inputs.get(3) : null,
                inputs.get(0).dtype());
        return List.of(matmul(inputs.get(0), transposed ? Shapes.transposeLast(matrix) : matrix));
    }

    @Override
    public List<@Nullable Array> vjp(Backward at) {
        return affine() && (at.isWanted(2) || at.isWanted(3))
                ? Composition.vjp(at, Composition.inFloat32(this::composed))
                : at.wanted(() -> Reductions.sumTo(
                        product(!transposed, at.cotangent(), at.primals()),
                        at.primal(0).shape()));
    }

    @Override
    public List<@Nullable Array> jvp(Forward at) {
        return affine() && (at.hasTangent(2) || at.hasTangent(3))
                ? Composition.jvp(at, Composition.inFloat32(this::composed))
                : Arrays.asList(product(transposed, at.tangent(0), at.primals()));
    }

    @Override
    public BatchedResult vmap(Batching at) {
        List<Array> inputs = new ArrayList<>();
        for (int i = 0; i < at.inputs().size(); i++) {
            inputs.add(at.thin(i));
        }
        return BatchedResult.front(Nodes.all(this, inputs));
    }
}
