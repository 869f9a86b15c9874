package lazuli.core.operation;

import static lazuli.core.operation.Creation.arange;
import static lazuli.core.operation.Creation.zeros;
import static lazuli.core.operation.Functions.*;
import static lazuli.core.operation.Indexing.part;
import static lazuli.core.operation.Indexing.take;
import static lazuli.core.operation.Rearrangements.repeat;
import static lazuli.core.operation.Rearrangements.split;
import static lazuli.core.operation.Reductions.all;
import static lazuli.core.operation.Shapes.expandDims;
import static lazuli.core.operation.Shapes.flatten;

import java.util.ArrayList;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.BlockMaskOptions;
import lazuli.core.DType;
import lazuli.core.DTypeException;
import lazuli.core.Quantized;
import lazuli.core.Shape;
import lazuli.core.ShapeException;
import lazuli.core.backend.PackedFormat;
import lazuli.core.graph.Nodes;
import lazuli.core.graph.TraceScope;
import lazuli.core.primitive.indexing.SignedIndices;
import lazuli.core.primitive.matrix.GatherMatMul;
import lazuli.core.primitive.matrix.GatherQuantizedMatMul;
import org.jspecify.annotations.Nullable;

/** Matrix products of chosen matrices, chosen blocks and chosen stretches. */
public final class GatherMatmuls {
    private GatherMatmuls() {}

    /** Indices of the same shape into two batches, and that shape. */
    private record Choice(Array left, Array right, Shape shape) {
        static Choice of(String operation, Array a, Array b, @Nullable Array lefts, @Nullable Array rights) {
            Array left = lefts == null ? all(a) : checked(operation, lefts);
            Array right = rights == null ? all(b) : checked(operation, rights);
            List<Array> both = Shapes.broadcast(List.of(left, right));
            Shape shape = both.getFirst().shape();
            return new Choice(flatten(both.get(0)), flatten(both.get(1)), shape);
        }

        private static Array all(Array matrices) {
            Shape batch = matrices.shape();
            int[] lengths = new int[batch.rank() - 2];
            int count = 1;
            for (int i = 0; i < lengths.length; i++) {
                lengths[i] = batch.length(i);
                count *= lengths[i];
            }
            return arange(count).reshape(lengths);
        }

        private static Array checked(String operation, Array indices) {
            if (!indices.dtype().isInteger()) {
                throw new DTypeException(operation, "indices are integers, not %s", indices.dtype());
            }
            return SignedIndices.of(indices);
        }

        /** Products in the shape of the indices. */
        Array shaped(Array products) {
            int[] lengths = new int[shape.rank() + 2];
            for (int i = 0; i < shape.rank(); i++) {
                lengths[i] = shape.length(i);
            }
            lengths[shape.rank()] = products.shape().length(1);
            lengths[shape.rank() + 1] = products.shape().length(2);
            return products.reshape(lengths);
        }
    }

    /** All leading axes as one. */
    private static Array batch(Array x) {
        return x.shape().rank() == 2 ? expandDims(x, 0) : flatten(x, 0, -3);
    }

    private static void requireMatrices(String operation, Array a, Array b) {
        if (a.shape().rank() < 2 || b.shape().rank() < 2) {
            throw new ShapeException(operation, "needs matrices, not %s and %s", a.shape(), b.shape());
        }
    }

    /** See {@link lazuli.core.Mx#gatherMm}. */
    public static Array gather(Array a, Array b, @Nullable Array lefts, @Nullable Array rights) {
        String operation = "gather_mm";
        requireMatrices(operation, a, b);
        DType dtype = floating(operation, a, b);
        if (lefts == null && rights == null) {
            return Matrices.matmul(a, b);
        }
        return TraceScope.result(() -> {
            Choice choice = Choice.of(operation, a, b, lefts, rights);
            Array left = batch(a).astype(dtype);
            Array rows = lefts == null && choice.left().size() == left.shape().length(0)
                    ? left
                    : take(left, choice.left(), 0);
            return choice.shaped(Nodes.of(new GatherMatMul(), rows, batch(b).astype(dtype), choice.right()));
        });
    }

    private static DType floating(String operation, Array a, Array b) {
        DType dtype = DType.promote(a.dtype(), b.dtype());
        if (!dtype.isFloating()) {
            throw new DTypeException(operation, "needs real floating arrays, not %s and %s", a.dtype(), b.dtype());
        }
        return dtype;
    }

    /** See {@link lazuli.core.Mx#gatherQmm}. */
    public static Array gatherQuantized(
            Array x, Quantized w, @Nullable Array lefts, @Nullable Array rights, boolean transpose) {
        if (lefts == null && rights == null) {
            return Quantizations.matmul(x, w, transpose);
        }
        String operation = "gather_qmm";
        PackedFormat format = Quantizations.format(w.options());
        Array words = w.packed();
        Array scales = w.scales();
        @Nullable Array biases = w.biases();
        requireMatrices(operation, x, words);
        DType dtype = Quantizations.check(operation, format, x, w);
        return TraceScope.result(() -> {
            Choice choice = Choice.of(operation, x, words, lefts, rights);
            Array left = batch(x).astype(dtype);
            List<Array> inputs = new ArrayList<>();
            inputs.add(
                    lefts == null && choice.left().size() == left.shape().length(0)
                            ? left
                            : take(left, choice.left(), 0));
            inputs.add(choice.right());
            inputs.add(batch(words));
            inputs.add(biases == null ? batch(scales) : batch(scales).astype(dtype));
            if (biases != null) {
                inputs.add(batch(biases).astype(dtype));
            }
            return choice.shaped(Nodes.all(new GatherQuantizedMatMul(format, transpose), inputs)
                    .getFirst());
        });
    }

    /** See {@link lazuli.core.Mx#blockMaskedMm}. */
    public static Array blockMasked(Array a, Array b, BlockMaskOptions options) {
        String operation = "block_masked_mm";
        int blockSize = options.blockSize();
        @Nullable Array out = options.maskOut();
        @Nullable Array left = options.maskLhs();
        @Nullable Array right = options.maskRhs();
        if (out == null && left == null && right == null) {
            return Matrices.matmul(a, b);
        }
        requireMatrices(operation, a, b);
        floating(operation, a, b);
        if (blockSize != 32 && blockSize != 64) {
            throw new ShapeException(operation, "blocks are 32 or 64 long, not %d", blockSize);
        }
        return TraceScope.result(() -> {
            Array product =
                    Matrices.matmul(masked(operation, a, left, blockSize), masked(operation, b, right, blockSize));
            return masked(operation, product, out, blockSize);
        });
    }

    /** What a bool mask hides is zero, whatever it was. */
    private static Array masked(String operation, Array x, @Nullable Array mask, int blockSize) {
        if (mask == null) {
            return x;
        }
        int rows = x.shape().length(-2);
        int columns = x.shape().length(-1);
        if (mask.shape().rank() < 2
                || mask.shape().length(-2) != Math.ceilDiv(rows, blockSize)
                || mask.shape().length(-1) != Math.ceilDiv(columns, blockSize)) {
            throw new ShapeException(operation, "a mask %s for blocks of %d of %s", mask.shape(), blockSize, x.shape());
        }
        Array spread = repeat(repeat(mask, blockSize, -2), blockSize, -1);
        Array high = part(spread, spread.shape().rank() - 2, 0, rows);
        Array fitting = part(high, high.shape().rank() - 1, 0, columns);
        return mask.dtype() == DType.BOOL
                ? where(fitting, x, zeros(Shape.SCALAR, x.dtype()))
                : multiply(x, fitting.astype(x.dtype()));
    }

    /** See {@link lazuli.core.Mx#segmentedMm}. */
    public static Array segmented(Array a, Array b, Array segments) {
        String operation = "segmented_mm";
        if (a.shape().rank() != 2
                || b.shape().rank() != 2
                || a.shape().length(1) != b.shape().length(0)
                || segments.shape().rank() < 1
                || segments.shape().length(-1) != 2) {
            throw new ShapeException(operation, "%s @ %s in segments %s", a.shape(), b.shape(), segments.shape());
        }
        floating(operation, a, b);
        if (!segments.dtype().isInteger()) {
            throw new DTypeException(operation, "segments are integers, not %s", segments.dtype());
        }
        return TraceScope.result(() -> {
            List<Array> ends = split(segments.astype(DType.INT64), 2, -1);
            Array position = arange(a.shape().length(1)).astype(DType.INT64);
            Array inside = logicalAnd(greaterEqual(position, ends.get(0)), less(position, ends.get(1)));
            Array rows = where(expandDims(inside, -2), a, zeros(Shape.SCALAR, a.dtype()));
            return Matrices.matmul(rows, b);
        });
    }
}
