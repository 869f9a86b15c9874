package lazuli.core.primitive.reduction;

import static lazuli.core.operation.Functions.*;
import static lazuli.core.operation.Reductions.sum;
import static lazuli.core.operation.Shapes.broadcastTo;

import java.util.Arrays;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Shape;
import lazuli.core.backend.ElementwiseProgram;
import lazuli.core.backend.Kernels;
import lazuli.core.backend.Tensor;
import lazuli.core.graph.ArrayType;
import lazuli.core.graph.EvalContext;
import lazuli.core.graph.Nodes;
import lazuli.core.graph.ShortWork;
import lazuli.core.operation.Reductions;
import lazuli.core.primitive.Backward;
import lazuli.core.primitive.BatchedResult;
import lazuli.core.primitive.Batching;
import lazuli.core.primitive.Forward;
import lazuli.core.primitive.InputCount;
import lazuli.core.primitive.KernelPrimitive;
import lazuli.core.primitive.Preconditions;
import org.jspecify.annotations.Nullable;

/** Combines the elements along some axes, which stay with length 1; axes are in ascending order. */
public record Reduce(Reduction reduction, List<Integer> axes) implements KernelPrimitive {
    /** To combine a shorter row takes longer than to store it and read it again. */
    private static final int SHORTEST_ROW = 16;

    @Override
    public String text() {
        return switch (reduction) {
            case SUM -> "sum";
            case PRODUCT -> "prod";
            case MAXIMUM -> "max";
            case MINIMUM -> "min";
            case ALL -> "all";
            case ANY -> "any";
        };
    }

    @Override
    public InputCount inputCount() {
        return InputCount.exactly(1);
    }

    @Override
    public List<ArrayType> outputs(List<ArrayType> inputs) {
        Preconditions.require(inputs.size() == 1 && areAxes(inputs.getFirst()), this, inputs);
        ArrayType x = inputs.getFirst();
        Shape shape = x.shape();
        for (int axis : axes) {
            shape = shape.with(axis, 1);
        }
        return List.of(new ArrayType(shape, resultType(x.dtype())));
    }

    /** Whether the axes are some of the array's, each once. */
    private boolean areAxes(ArrayType x) {
        for (int i = 0; i < axes.size(); i++) {
            if (!Preconditions.isAxis(x, axes.get(i)) || axes.indexOf(axes.get(i)) != i) {
                return false;
            }
        }
        return true;
    }

    private DType resultType(DType dtype) {
        return switch (reduction) {
            case SUM, PRODUCT ->
                switch (dtype) {
                    case BOOL, INT8, INT16 -> DType.INT32;
                    case UINT8, UINT16 -> DType.UINT32;
                    case UINT32, UINT64, INT32, INT64, FLOAT16, BFLOAT16, FLOAT32, FLOAT64, COMPLEX64 -> dtype;
                };
            case MAXIMUM, MINIMUM -> dtype;
            case ALL, ANY -> DType.BOOL;
        };
    }

    @Override
    public long work(List<ArrayType> inputs, List<ArrayType> outputs) {
        return ShortWork.numbers(inputs, outputs);
    }

    @Override
    public void eval(EvalContext at, Kernels kernels) {
        kernels.reduce(reduction, at.input(0), at.output(0), axisArray());
    }

    /** The same of what an elementwise program makes of the inputs, all of {@code shape}. */
    public void eval(ElementwiseProgram program, Shape shape, EvalContext at, Kernels kernels) {
        Tensor[] inputs = new Tensor[at.inputs()];
        Arrays.setAll(inputs, at::input);
        kernels.elementwiseReduce(program, inputs, shape, reduction, at.output(0), axisArray());
    }

    /**
     * Whether it pays to combine the elements of {@code shape} while they are made, in row-major order: those of a result must be
     * neighbours or a row apart, and rows not short.
     */
    public boolean followsOrder(Shape shape) {
        int runs = 0;
        int reducedRuns = 0;
        long row = 1;
        boolean isRunReduced = false;
        for (int axis = shape.rank() - 1; axis >= 0; axis--) {
            if (shape.length(axis) == 1) {
                continue;
            }
            boolean isReduced = axes.contains(axis);
            if (runs == 0 || isReduced != isRunReduced) {
                runs++;
                reducedRuns += isReduced ? 1 : 0;
                isRunReduced = isReduced;
            }
            row *= runs == 1 ? shape.length(axis) : 1;
        }
        return reducedRuns == 1 && (runs == 1 || row >= SHORTEST_ROW);
    }

    private int[] axisArray() {
        int[] array = new int[axes.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = axes.get(i);
        }
        return array;
    }

    @Override
    public List<@Nullable Array> vjp(Backward at) {
        Array x = at.primal(0);
        return switch (reduction) {
            case SUM -> at.wanted(() -> broadcastTo(at.cotangent(), x.shape().toArray()));
            case PRODUCT ->
                at.wanted(() -> multiply(at.cotangent(), conjugate(Reductions.productOfOthers(x, axisArray()))));
            case MAXIMUM, MINIMUM -> at.wanted(() -> multiply(at.cotangent(), shareOfExtreme(x, at.output(0))));
            case ALL, ANY -> at.none();
        };
    }

    /** Elements that attain the extreme share its cotangent equally. */
    private Array shareOfExtreme(Array x, Array extreme) {
        Array attains = equal(x, extreme).astype(x.dtype());
        return divide(attains, sum(attains, axisArray(), true));
    }

    @Override
    public List<@Nullable Array> jvp(Forward at) {
        Array x = at.primal(0);
        Array dx = at.tangent(0);
        return switch (reduction) {
            case SUM -> Arrays.asList(Nodes.of(this, dx));
            case PRODUCT ->
                Arrays.asList(sum(multiply(dx, Reductions.productOfOthers(x, axisArray())), axisArray(), true));
            case MAXIMUM, MINIMUM ->
                Arrays.asList(sum(multiply(dx, shareOfExtreme(x, at.output(0))), axisArray(), true));
            case ALL, ANY -> at.none();
        };
    }

    @Override
    public BatchedResult vmap(Batching at) {
        return at.apply(
                new Reduce(reduction, axes.stream().map(axis -> axis + 1).toList()));
    }
}
