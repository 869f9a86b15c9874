package lazuli.backend.cpu.elementwise;

import lazuli.backend.cpu.layout.StridedCopy;
import lazuli.backend.cpu.layout.StridedReader;
import lazuli.core.backend.Tensor;

/** How the blocks of an input are brought before the kernels; {@code staging} is a register for one block of it. */
sealed interface Operand {
    /** Does what is needed once, before a thread's first block, for blocks of up to {@code length} elements. */
    void begin(long staging, int length);

    /** The address of {@code n} elements from {@code start} on, which may be {@code staging}. */
    long block(long staging, long start, int n);

    /** Elements side by side in the order of the index space: read where they are. */
    record Contiguous(long address, int size) implements Operand {
        @Override
        public void begin(long staging, int length) {}

        @Override
        public long block(long staging, long start, int n) {
            return address + start * size;
        }
    }

    /** One element for all indices. */
    record Scalar(long address, int size) implements Operand {
        @Override
        public void begin(long staging, int length) {
            StridedCopy.fill(size, staging, address, length);
        }

        @Override
        public long block(long staging, long start, int n) {
            return staging;
        }
    }

    /** The same elements for all blocks. */
    record Repeated(StridedReader reader, long size) implements Operand {
        @Override
        public void begin(long staging, int length) {
            reader.read(0, Math.min(length, size), staging);
        }

        @Override
        public long block(long staging, long start, int n) {
            return staging;
        }
    }

    /** Any other strides: a block is read in place if its elements happen to lie side by side, gathered otherwise. */
    record Strided(StridedReader reader) implements Operand {
        @Override
        public void begin(long staging, int length) {}

        @Override
        public long block(long staging, long start, int n) {
            if (reader.isContiguous(start, n)) {
                return reader.address(start);
            }
            reader.read(start, n, staging);
            return staging;
        }
    }

    /** Whether the tensor has one element for all indices. */
    static boolean isScalar(Tensor tensor) {
        for (int axis = 0; axis < tensor.shape().rank(); axis++) {
            if (tensor.strides()[axis] != 0 && tensor.shape().length(axis) != 1) {
                return false;
            }
        }
        return true;
    }
}
