package lazuli.core.graph;

import java.util.List;
import java.util.function.IntFunction;
import lazuli.core.Array;
import lazuli.core.backend.CpuKernels;
import lazuli.core.primitive.Compiled;
import lazuli.core.primitive.CustomPrimitive;
import lazuli.core.primitive.CustomTransforms;
import lazuli.core.primitive.Depends;
import lazuli.core.primitive.ElementwisePrimitive;
import lazuli.core.primitive.KernelPrimitive;
import lazuli.core.primitive.LinearAlgebraPrimitive;
import lazuli.core.primitive.PartsPrimitive;
import lazuli.core.primitive.Placeholder;
import lazuli.core.primitive.Primitive;
import lazuli.core.primitive.ViewPrimitive;
import lazuli.core.primitive.WithDerivative;
import lazuli.core.primitive.convolution.Convolution;
import lazuli.core.primitive.convolution.ConvolutionInputGradient;
import lazuli.core.primitive.convolution.ConvolutionWeightGradient;
import lazuli.core.primitive.convolution.MaxPool;
import lazuli.core.primitive.convolution.PoolGather;
import lazuli.core.primitive.convolution.PoolScatter;
import lazuli.core.primitive.creation.Arange;
import lazuli.core.primitive.creation.AxisSize;
import lazuli.core.primitive.creation.RandomBits;
import lazuli.core.primitive.fourier.FourierTransform;
import lazuli.core.primitive.fourier.RealFourierInverse;
import lazuli.core.primitive.fourier.RealFourierTransform;
import lazuli.core.primitive.indexing.Concatenate;
import lazuli.core.primitive.indexing.Scatter;
import lazuli.core.primitive.indexing.SliceUpdate;
import lazuli.core.primitive.indexing.Take;
import lazuli.core.primitive.indexing.TakeAlongAxis;
import lazuli.core.primitive.indexing.TakeAlongAxisScatter;
import lazuli.core.primitive.indexing.TakeScatter;
import lazuli.core.primitive.matrix.GatherMatMul;
import lazuli.core.primitive.matrix.GatherQuantizedMatMul;
import lazuli.core.primitive.matrix.MatMul;
import lazuli.core.primitive.matrix.PackBits;
import lazuli.core.primitive.matrix.QuantizedMatMul;
import lazuli.core.primitive.matrix.UnpackBits;
import lazuli.core.primitive.network.Attention;
import lazuli.core.primitive.network.AttentionGradient;
import lazuli.core.primitive.network.BatchNorm;
import lazuli.core.primitive.network.BatchNormGradient;
import lazuli.core.primitive.network.Recurrence;
import lazuli.core.primitive.network.RecurrenceGradient;
import lazuli.core.primitive.network.Rope;
import lazuli.core.primitive.network.RowNorm;
import lazuli.core.primitive.network.RowNormGradient;
import lazuli.core.primitive.reduction.ArgReduce;
import lazuli.core.primitive.reduction.LinearRecurrence;
import lazuli.core.primitive.reduction.LogSoftmax;
import lazuli.core.primitive.reduction.LogSumExp;
import lazuli.core.primitive.reduction.Reduce;
import lazuli.core.primitive.reduction.Scan;
import lazuli.core.primitive.reduction.Softmax;
import lazuli.core.primitive.sorting.ArgSort;
import lazuli.core.primitive.sorting.Largest;
import lazuli.core.primitive.sorting.SearchSorted;
import lazuli.core.primitive.sorting.Sort;

/**
 * Work of the processor that a thread had better do itself than have done by another and wait: it is over in less than a few hundred microseconds, runs no
 * code of others that may evaluate in turn, and no native library, which would need a large stack and threads of its own for each that calls it.
 */
public final class ShortWork {
    /** In numbers read and computed. */
    private static final long MOST = 1 << 20;

    private static final long TOO_LONG = MOST + 1;

    private ShortWork() {}

    /** Whether all steps together are. */
    static boolean is(List<Step> steps) {
        long total = 0;
        for (Step step : steps) {
            total += length(step);
            if (total > MOST) {
                return false;
            }
        }
        return true;
    }

    private static long length(Step step) {
        long total = 0;
        for (Node node : step.nodes()) {
            Primitive primitive = node.primitive();
            Array[] inputs = node.inputArray();
            total += primitive == null
                    ? TOO_LONG
                    : length(primitive, inputs.length, i -> inputs[i].type(), node.types());
        }
        return total;
    }

    /** How much work primitives are, each with the types of its inputs and outputs; more than {@link #is} allows if one of them is not short at all. */
    public static long length(Primitive primitive, int inputs, IntFunction<ArrayType> input, List<ArrayType> outputs) {
        return switch (primitive) {
            case ElementwisePrimitive _, ViewPrimitive _, PartsPrimitive _ -> numbers(inputs, input, outputs);
            case Compiled compiled -> compiled.function().length();
            case KernelPrimitive kernel -> length(kernel, inputs, input, outputs);
            case CustomPrimitive _, CustomTransforms _, Depends _, Placeholder _, WithDerivative _ -> TOO_LONG;
        };
    }

    private static long length(
            KernelPrimitive kernel, int inputs, IntFunction<ArrayType> input, List<ArrayType> outputs) {
        return switch (kernel) {
            case MatMul _ -> product(input, outputs.getFirst());
            case Arange _,
                    ArgReduce _,
                    AxisSize _,
                    Concatenate _,
                    LinearRecurrence _,
                    LogSoftmax _,
                    LogSumExp _,
                    RandomBits _,
                    Reduce _,
                    Rope _,
                    RowNorm _,
                    RowNormGradient _,
                    Scan _,
                    Scatter _,
                    SliceUpdate _,
                    Softmax _,
                    Take _,
                    TakeAlongAxis _,
                    TakeAlongAxisScatter _,
                    TakeScatter _ -> numbers(inputs, input, outputs);
            case ArgSort _,
                    Attention _,
                    AttentionGradient _,
                    BatchNorm _,
                    BatchNormGradient _,
                    Convolution _,
                    ConvolutionInputGradient _,
                    ConvolutionWeightGradient _,
                    FourierTransform _,
                    GatherMatMul _,
                    GatherQuantizedMatMul _,
                    Largest _,
                    LinearAlgebraPrimitive _,
                    MaxPool _,
                    PackBits _,
                    PoolGather _,
                    PoolScatter _,
                    QuantizedMatMul _,
                    RealFourierInverse _,
                    RealFourierTransform _,
                    Recurrence _,
                    RecurrenceGradient _,
                    SearchSorted _,
                    Sort _,
                    UnpackBits _ -> TOO_LONG;
        };
    }

    private static long product(IntFunction<ArrayType> input, ArrayType output) {
        int depth = input.apply(0).shape().length(-1);
        long multiplications = numbers(output) * depth;
        return CpuKernels.isSmallProduct(multiplications, depth)
                ? numbers(input.apply(0)) + numbers(input.apply(1)) + multiplications
                : TOO_LONG;
    }

    private static long numbers(int inputs, IntFunction<ArrayType> input, List<ArrayType> outputs) {
        long numbers = 0;
        for (int i = 0; i < inputs; i++) {
            numbers += numbers(input.apply(i));
        }
        for (ArrayType output : outputs) {
            numbers += numbers(output);
        }
        return numbers;
    }

    /** So that sums of them do not overflow. */
    private static long numbers(ArrayType type) {
        return Math.min(TOO_LONG, type.shape().size());
    }
}
