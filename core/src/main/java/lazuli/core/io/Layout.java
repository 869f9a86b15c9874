package lazuli.core.io;

import java.nio.ByteOrder;
import java.util.List;
import lazuli.core.DType;
import lazuli.core.Shape;

/**
 * How an array's elements lie in a file.
 *
 * @param order of the bytes of a number; complex elements are two
 * @param columnMajor whether the first axis varies fastest
 */
record Layout(DType dtype, Shape shape, ByteOrder order, boolean columnMajor) {
    /** NumPy's bound. */
    static final int MOST_AXES = 64;

    /** Row-major and little-endian. */
    static Layout plain(DType dtype, Shape shape) {
        return new Layout(dtype, shape, ByteOrder.LITTLE_ENDIAN, false);
    }

    /** A shape whose elements could be addressed. */
    static Shape shape(List<Long> lengths) throws FormatException {
        if (lengths.size() > MOST_AXES) {
            throw new FormatException("a shape of %d axes", lengths.size());
        }
        int[] axes = new int[lengths.size()];
        long product = 1;
        for (int i = 0; i < axes.length; i++) {
            long length = lengths.get(i);
            // An axis of length 0 must not hide that the others' product cannot be.
            if (length < 0 || length > Integer.MAX_VALUE || product > (Long.MAX_VALUE >> 4) / Math.max(1, length)) {
                throw new FormatException("the shape %s is too large", lengths);
            }
            axes[i] = (int) length;
            product *= Math.max(1, length);
        }
        return Shape.of(axes);
    }

    long byteSize() {
        return dtype.byteSize(shape.size());
    }

    /** Bytes of one number. */
    int unit() {
        return dtype.kind() == DType.Kind.COMPLEX ? dtype.size() / 2 : dtype.size();
    }

    /** Whether the numbers are as this machine has them in memory. */
    boolean isNative() {
        return unit() == 1 || order == ByteOrder.nativeOrder();
    }

    long[] strides() {
        long[] strides = shape.strides();
        if (columnMajor) {
            long stride = 1;
            for (int i = 0; i < strides.length; i++) {
                strides[i] = stride;
                stride *= Math.max(1, shape.length(i));
            }
        }
        return strides;
    }

    void requireBytes(long available) throws FormatException {
        if (byteSize() != available) {
            throw new FormatException(
                    "%s elements of shape %s are %d bytes, but there are %d", dtype, shape, byteSize(), available);
        }
    }
}
