package lazuli.backend.cpu;

import java.util.random.RandomGenerator;
import lazuli.core.DType;
import lazuli.core.Shape;
import lazuli.core.backend.Tensor;
import lazuli.core.memory.Allocator;

/** Ways for a tensor to lie in memory. */
public enum Layout {
    ROW_MAJOR,
    /** Axes in the opposite order, as of a transposed array. */
    REVERSED_AXES,
    /** Every second element along each axis of a larger array. */
    WITH_GAPS,
    /** Each axis runs backwards. */
    BACKWARDS;

    /** An uninitialized tensor. */
    public Tensor allocate(DType dtype, int... lengths) {
        Shape shape = Shape.of(lengths);
        int rank = lengths.length;
        int step = this == WITH_GAPS ? 2 : 1;
        long[] strides = new long[rank];
        long next = 1;
        for (int i = 0; i < rank; i++) {
            int axis = this == REVERSED_AXES ? i : rank - 1 - i;
            strides[axis] = next * step;
            next *= (long) Math.max(1, lengths[axis]) * step;
        }
        long offset = this == WITH_GAPS ? 1 : 0;
        if (this == BACKWARDS) {
            for (int i = 0; i < rank; i++) {
                offset += strides[i] * Math.max(0, lengths[i] - 1);
                strides[i] = -strides[i];
            }
        }
        return new Tensor(Allocator.host().allocate((next + 1) * dtype.size()), dtype, shape, strides, offset);
    }

    /** A tensor of numbers between -1 and 1, or between 0 and 100 for integers. */
    public Tensor random(RandomGenerator random, DType dtype, int... lengths) {
        Tensor tensor = allocate(dtype, lengths);
        Indices.forEach(tensor.shape(), index -> {
            double value = dtype.isDifferentiable()
                    ? random.nextDouble() * 2 - 1
                    : random.nextInt(dtype == DType.BOOL ? 2 : 100);
            Elements.set(tensor, value, index);
            if (dtype == DType.COMPLEX64) {
                lazuli.backend.cpu.memory.NativeMemory.setFloat(
                        Elements.address(tensor, index) + Float.BYTES, random.nextFloat() - 0.5f);
            }
        });
        return tensor;
    }
}
