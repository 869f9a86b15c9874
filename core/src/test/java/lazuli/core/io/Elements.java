package lazuli.core.io;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Mx;
import lazuli.core.Shape;
import lazuli.core.backend.Tensor;
import lazuli.core.graph.Nodes;

/** Elements of arrays that are in memory, without a backend. */
final class Elements {
    private Elements() {}

    /** An array whose bytes count up from {@code seed}; bools alternate. */
    static Array counting(DType dtype, Shape shape, int seed) {
        byte[] bytes = new byte[(int) shape.size() * dtype.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (dtype == DType.BOOL ? (i + seed) & 1 : i + seed);
        }
        return Mx.array(MemorySegment.ofArray(bytes), dtype, shape);
    }

    /** The bytes of the elements in row-major order, whatever the strides. */
    static byte[] bytes(Array array) {
        Tensor tensor = Objects.requireNonNull(Nodes.of(array).retainValue(Nodes.index(array)));
        try {
            int size = array.itemsize();
            byte[] result = new byte[(int) array.nbytes()];
            int[] position = new int[array.ndim()];
            for (int i = 0; i < array.size(); i++) {
                long offset = tensor.offset();
                for (int axis = 0; axis < position.length; axis++) {
                    offset += position[axis] * tensor.strides()[axis];
                }
                MemorySegment element = tensor.buffer().segment().asSlice(offset * size, size);
                MemorySegment.copy(element, ValueLayout.JAVA_BYTE, 0, result, i * size, size);
                advance(position, array.shape());
            }
            return result;
        } finally {
            tensor.buffer().release();
        }
    }

    private static void advance(int[] position, Shape shape) {
        for (int axis = position.length - 1; axis >= 0; axis--) {
            if (++position[axis] < shape.length(axis)) {
                return;
            }
            position[axis] = 0;
        }
    }

    /** The elements as Boolean, Long, Float or Double; a complex one as two floats. uint64 is taken for signed. */
    static List<Object> values(Array array) {
        ByteBuffer bytes = ByteBuffer.wrap(bytes(array)).order(ByteOrder.nativeOrder());
        List<Object> values = new ArrayList<>();
        while (bytes.hasRemaining()) {
            values.add(
                    switch (array.dtype()) {
                        case BOOL -> bytes.get() != 0;
                        case UINT8 -> (long) Byte.toUnsignedInt(bytes.get());
                        case UINT16 -> (long) Short.toUnsignedInt(bytes.getShort());
                        case UINT32 -> Integer.toUnsignedLong(bytes.getInt());
                        case INT8 -> (long) bytes.get();
                        case INT16 -> (long) bytes.getShort();
                        case INT32 -> (long) bytes.getInt();
                        case UINT64, INT64 -> bytes.getLong();
                        case FLOAT16 -> Float.float16ToFloat(bytes.getShort());
                        case BFLOAT16 -> Float.intBitsToFloat(bytes.getShort() << 16);
                        case FLOAT32 -> bytes.getFloat();
                        case FLOAT64 -> bytes.getDouble();
                        case COMPLEX64 -> List.of(bytes.getFloat(), bytes.getFloat());
                    });
        }
        return values;
    }

    static void requireEqual(Array expected, Array got) {
        if (expected.dtype() != got.dtype()
                || !expected.shape().equals(got.shape())
                || !Arrays.equals(bytes(expected), bytes(got))) {
            throw new AssertionError("expected %s %s %s, got %s %s %s"
                    .formatted(
                            expected.dtype(),
                            expected.shape(),
                            values(expected),
                            got.dtype(),
                            got.shape(),
                            values(got)));
        }
    }
}
