package lazuli.backend.gpu.attention;

import lazuli.backend.gpu.kernel.DialectTypes;
import lazuli.backend.gpu.kernel.KernelSource;
import lazuli.backend.gpu.kernel.TensorAxes;
import lazuli.core.DType;
import lazuli.core.Shape;
import lazuli.core.backend.Tensor;
import org.jspecify.annotations.Nullable;

/** Whether scores are hidden by bools or changed by numbers: the numbers of the kinds in the texts. */
enum Mask {
    NONE(0),
    HIDING(1),
    ADDED(2);

    private final int number;

    Mask(int number) {
        this.number = number;
    }

    static Mask of(@Nullable Tensor mask) {
        if (mask == null) {
            return NONE;
        }
        return mask.dtype() == DType.BOOL ? HIDING : ADDED;
    }

    /** A text for queries of a dtype. */
    KernelSource define(KernelSource source, DType dtype) {
        String name = DialectTypes.stored(dtype);
        return source.define("T", name)
                .define("MASK", Integer.toString(number))
                .define("MASK_TYPE", this == HIDING ? "u8" : name);
    }

    /** What belongs to scores with their shape and strides of 0 where it repeats. */
    static Tensor broadcast(Tensor mask, Tensor queries, int keys) {
        Shape scores = queries.shape().with(-1, keys);
        long[] strides = mask.strides().clone();
        for (int i = 0; i < strides.length; i++) {
            strides[i] = mask.shape().length(i) == 1 ? 0 : strides[i];
        }
        return mask.view(scores, strides, mask.offset());
    }

    /** Where the sinks of heads lie. */
    static TensorAxes sinks(@Nullable Tensor sinks, Tensor queries) {
        if (sinks == null) {
            return TensorAxes.of(new int[0], new long[0]);
        }
        int axes = queries.shape().rank() - 2;
        return TensorAxes.of(broadcast(sinks, queries, 1), 0, axes);
    }
}
