package lazuli.core;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import lazuli.core.backend.Backends;
import lazuli.core.backend.Tensor;
import lazuli.core.graph.Evaluator;
import lazuli.core.memory.Allocator;
import lazuli.core.memory.Buffer;
import org.jspecify.annotations.Nullable;

/** Copies of arrays' elements on the Java heap, in row-major order. */
final class HostCopy {
    private HostCopy() {}

    private interface Reader<T> {
        T read(MemorySegment elements);
    }

    static float[] floats(Array array) {
        return read(array, segment -> segment.toArray(ValueLayout.JAVA_FLOAT));
    }

    static double[] doubles(Array array) {
        return read(array, segment -> segment.toArray(ValueLayout.JAVA_DOUBLE));
    }

    static int[] ints(Array array) {
        return read(array, segment -> segment.toArray(ValueLayout.JAVA_INT));
    }

    static long[] longs(Array array) {
        return read(array, segment -> segment.toArray(ValueLayout.JAVA_LONG));
    }

    static byte[] bytes(Array array) {
        return read(array, segment -> segment.toArray(ValueLayout.JAVA_BYTE));
    }

    private static <T> T read(Array array, Reader<T> reader) {
        Tensor value = evaluated(array);
        try {
            if (value.isRowMajor()) {
                return reader.read(MemorySegment.ofAddress(value.address()).reinterpret(value.byteSize()));
            }
            Buffer copy = Allocator.instance().allocate(value.byteSize());
            try {
                Tensor rowMajor = Tensor.rowMajor(copy, value.dtype(), value.shape());
                Backends.cpu().copy(value, rowMajor);
                return reader.read(copy.segment().asSlice(0, value.byteSize()));
            } finally {
                copy.release();
            }
        } finally {
            value.buffer().release();
        }
    }

    /** The array's memory with a count. A temporary may lose it to another thread's evaluation, and is then computed again. */
    private static Tensor evaluated(Array array) {
        while (true) {
            @Nullable Tensor value = array.node().retainValue(array.index());
            if (value != null) {
                return value;
            }
            Evaluator.eval(List.of(array));
        }
    }
}
