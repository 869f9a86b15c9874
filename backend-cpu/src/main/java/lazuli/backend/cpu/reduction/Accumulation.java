package lazuli.backend.cpu.reduction;

import static lazuli.backend.cpu.memory.NativeMemory.*;

import lazuli.backend.cpu.kernel.Kernel;
import lazuli.backend.cpu.kernel.Kernels;
import lazuli.backend.cpu.loop.Lane;
import lazuli.core.DType;
import lazuli.core.primitive.elementwise.BinaryFunction;
import lazuli.core.primitive.reduction.Reduction;
import org.jspecify.annotations.Nullable;

/** What a reduction does to blocks of elements: bring them into the lane it accumulates in, combine them, store the result. */
final class Accumulation {
    private final Reduction reduction;
    private final DType from;
    private final DType dtype;
    private final @Nullable Kernel widen;
    private final @Nullable Kernel convert;
    private final Kernel combine;
    private final @Nullable Kernel narrow;

    Accumulation(Reduction reduction, DType from, DType to) {
        this.reduction = reduction;
        this.from = from;
        this.dtype = to;
        widen = Lane.isStored(from) ? null : Kernels.widen(from);
        convert = Kernels.isHeldAlike(from, dtype) ? null : Kernels.convert(from, dtype);
        combine = Kernels.of(function(reduction), dtype);
        narrow = Lane.isStored(dtype) ? null : Kernels.narrow(dtype);
    }

    private static BinaryFunction function(Reduction reduction) {
        return switch (reduction) {
            case SUM -> BinaryFunction.ADD;
            case PRODUCT -> BinaryFunction.MULTIPLY;
            case MAXIMUM -> BinaryFunction.MAXIMUM;
            case MINIMUM -> BinaryFunction.MINIMUM;
            case ALL -> BinaryFunction.LOGICAL_AND;
            case ANY -> BinaryFunction.LOGICAL_OR;
        };
    }

    /** How rows of loaded elements are folded. */
    TieredRowFold rowFold() {
        return TieredRowFold.of(reduction, Lane.of(dtype), combine);
    }

    /** Whether stored elements are in the lane as they are. */
    boolean isLoaded() {
        return widen == null && convert == null;
    }

    /** Bytes of an element while it is accumulated. */
    int size() {
        return Lane.of(dtype).size();
    }

    /** Bytes of a stored element of the input. */
    int inputSize() {
        return from.size();
    }

    /** Bytes of a stored result. */
    int resultSize() {
        return dtype.size();
    }

    /** Stored elements in the lane: where they are, or brought to one of two scratch blocks. */
    long load(long address, long scratch, long moreScratch, int count) {
        long at = address;
        if (widen != null) {
            widen.run(scratch, at, at, at, count);
            at = scratch;
        }
        if (convert != null) {
            convert.run(moreScratch, at, at, at, count);
            at = moreScratch;
        }
        return at;
    }

    /** Accumulates: {@code to[i] = to[i] op x[i]}. */
    void combine(long to, long x, int count) {
        combine.run(to, to, x, x, count);
    }

    /** Folds neighbouring halves onto each other until one element is left at the block's start. */
    void fold(long block, int count) {
        int left = count;
        while (left > 1) {
            int half = (left + 1) / 2;
            combine(block, block + (long) half * size(), left - half);
            left = half;
        }
    }

    /** Stores accumulated elements side by side. */
    void store(long block, long to, int count) {
        if (narrow == null) {
            copy(block, to, (long) count * size());
        } else {
            narrow.run(to, block, block, block, count);
        }
    }

    /** Stores the result for no elements. */
    void storeIdentity(long to) {
        switch (dtype) {
            case BOOL -> setByte(to, (byte) (reduction == Reduction.ALL || reduction == Reduction.PRODUCT ? 1 : 0));
            case INT8, UINT8 -> setByte(to, (byte) whole());
            case INT16, UINT16 -> setShort(to, (short) whole());
            case INT32, UINT32 -> setInt(to, (int) whole());
            case INT64, UINT64 -> setLong(to, whole());
            case FLOAT16 -> setShort(to, Float.floatToFloat16((float) real()));
            case BFLOAT16 -> setShort(to, (short) (Float.floatToRawIntBits((float) real()) >>> 16));
            case FLOAT32 -> setFloat(to, (float) real());
            case FLOAT64 -> setDouble(to, real());
            case COMPLEX64 -> {
                setFloat(to, (float) real());
                setFloat(to + Float.BYTES, 0);
            }
        }
    }

    private long whole() {
        return switch (reduction) {
            case SUM, ANY -> 0;
            case PRODUCT, ALL -> 1;
            case MAXIMUM -> dtype.kind() == DType.Kind.UNSIGNED ? 0 : -1L << (8 * dtype.size() - 1);
            case MINIMUM -> dtype.kind() == DType.Kind.UNSIGNED ? -1 : ~(-1L << (8 * dtype.size() - 1));
        };
    }

    private double real() {
        return switch (reduction) {
            case SUM, ANY -> 0;
            case PRODUCT, ALL -> 1;
            case MAXIMUM -> Double.NEGATIVE_INFINITY;
            case MINIMUM -> Double.POSITIVE_INFINITY;
        };
    }
}
