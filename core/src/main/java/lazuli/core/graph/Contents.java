package lazuli.core.graph;

import java.lang.foreign.MemorySegment;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.backend.Backends;
import lazuli.core.backend.Tensor;
import lazuli.core.memory.Allocator;
import lazuli.core.memory.Buffer;
import org.jspecify.annotations.Nullable;

/** The elements of evaluated arrays, for those who copy them elsewhere. */
public final class Contents {
    private Contents() {}

    /** What is done with the elements; the segment is valid only while it runs. */
    @FunctionalInterface
    public interface Reader<T, E extends Exception> {
        /** Reads all elements, without gaps and in row-major order. */
        T read(MemorySegment elements) throws E;
    }

    /** Evaluates an array and lets {@code reader} see its elements. */
    public static <T, E extends Exception> T read(Array array, Reader<T, E> reader) throws E {
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
