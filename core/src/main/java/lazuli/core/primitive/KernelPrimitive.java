package lazuli.core.primitive;

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

/** A primitive that a kernel of its own computes, into memory that no input has. */
public sealed interface KernelPrimitive extends Primitive
        permits Arange,
                ArgReduce,
                ArgSort,
                Attention,
                AttentionGradient,
                BatchNorm,
                BatchNormGradient,
                Concatenate,
                Convolution,
                ConvolutionInputGradient,
                ConvolutionWeightGradient,
                AxisSize,
                FourierTransform,
                GatherMatMul,
                GatherQuantizedMatMul,
                Largest,
                LinearAlgebraPrimitive,
                LinearRecurrence,
                LogSoftmax,
                LogSumExp,
                MatMul,
                MaxPool,
                PackBits,
                PoolGather,
                PoolScatter,
                QuantizedMatMul,
                RandomBits,
                RealFourierInverse,
                RealFourierTransform,
                Recurrence,
                RecurrenceGradient,
                Reduce,
                Rope,
                RowNorm,
                RowNormGradient,
                Scan,
                Scatter,
                SearchSorted,
                SliceUpdate,
                Softmax,
                Sort,
                Take,
                TakeAlongAxis,
                TakeAlongAxisScatter,
                TakeScatter,
                UnpackBits {}
