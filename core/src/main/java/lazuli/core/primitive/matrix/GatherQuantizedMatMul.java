package lazuli.core.primitive.matrix;

import static lazuli.core.operation.Indexing.take;
import static lazuli.core.operation.Matrices.matmul;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lazuli.core.Array;
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
import lazuli.core.operation.Shapes;
import lazuli.core.primitive.Backward;
import lazuli.core.primitive.BatchedResult;
import lazuli.core.primitive.Batching;
import lazuli.core.primitive.Composition;
import lazuli.core.primitive.Forward;
import lazuli.core.primitive.InputCount;
import lazuli.core.primitive.KernelPrimitive;
import lazuli.core.primitive.Preconditions;
import org.jspecify.annotations.Nullable;

/**
 * Products of matrices x (I, M, K) with the quantized ones that int32 indices (I) name, transposed or not: after x come the indices, then
 * words (B, N, K * bits / 32) or (B, K, N * bits / 32), scales, and biases if the format is affine.
 */
public record GatherQuantizedMatMul(PackedFormat format, boolean transposed) implements KernelPrimitive {
    @Override
    public String text() {
        return "gather_qmm";
    }

    private boolean affine() {
        return format.mode() == QuantizationMode.AFFINE;
    }

    @Override
    public InputCount inputCount() {
        return InputCount.exactly(affine() ? 5 : 4);
    }

    @Override
    public List<ArrayType> outputs(List<ArrayType> inputs) {
        QuantizedMatMul.requirePacked(this, format, inputs.getFirst(), inputs.subList(2, inputs.size()), inputs);
        Preconditions.require(
                inputs.stream()
                                .skip(2)
                                .allMatch(part -> part.shape().rank() == 3
                                        && part.shape().length(0)
                                                == inputs.get(2).shape().length(0))
                        && inputs.get(0).shape().rank() == 3
                        && inputs.get(1).dtype().isInteger(),
                this,
                inputs);
        Shape x = inputs.get(0).shape();
        Shape words = inputs.get(2).shape();
        Shape matrix = words.with(-1, format.elements(words.length(-1)));
        Shape indices = inputs.get(1).shape();
        if (x.length(-1) != matrix.length(transposed ? -1 : -2) || !indices.equals(Shape.of(x.length(0)))) {
            throw new ShapeException(
                    text(), "%s @ %s%s by indices %s", x, matrix, transposed ? " transposed" : "", indices);
        }
        return List.of(inputs.getFirst().with(x.with(-1, matrix.length(transposed ? -2 : -1))));
    }

    @Override
    public long work(List<ArrayType> inputs, List<ArrayType> outputs) {
        return ShortWork.TOO_LONG;
    }

    @Override
    public void eval(EvalContext at, Kernels kernels) {
        @Nullable Tensor biases = affine() ? at.input(4) : null;
        kernels.gatherQuantizedMatmul(
                format, transposed, at.input(0), at.input(1), at.input(2), at.input(3), biases, at.output(0));
    }

    private Array product(boolean transposing, Array x, List<Array> primals) {
        List<Array> inputs = new ArrayList<>(primals);
        inputs.set(0, x);
        return Nodes.all(new GatherQuantizedMatMul(format, transposing), inputs).getFirst();
    }

    private List<Array> composed(List<Array> inputs) {
        Array x = inputs.get(0);
        Array all = Quantizations.dequantize(
                format, inputs.get(2), inputs.get(3), affine() ? inputs.get(4) : null, x.dtype());
        Array chosen = take(all, inputs.get(1), 0);
        return List.of(matmul(x, transposed ? Shapes.transposeLast(chosen) : chosen));
    }

    @Override
    public List<@Nullable Array> vjp(Backward at) {
        return affine() && (at.isWanted(3) || at.isWanted(4))
                ? Composition.vjp(at, Composition.inFloat32(this::composed))
                : at.wanted(() -> product(!transposed, at.cotangent(), at.primals()));
    }

    @Override
    public List<@Nullable Array> jvp(Forward at) {
        return affine() && (at.hasTangent(3) || at.hasTangent(4))
                ? Composition.jvp(at, Composition.inFloat32(this::composed))
                : Arrays.asList(product(transposed, at.tangent(0), at.primals()));
    }

    @Override
    public BatchedResult vmap(Batching at) {
        return Composition.vmap(at, Composition.inFloat32(this::composed));
    }
}
