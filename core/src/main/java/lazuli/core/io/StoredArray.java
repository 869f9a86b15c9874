package lazuli.core.io;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.function.Consumer;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Shape;
import lazuli.core.backend.Tensor;
import lazuli.core.graph.HostAccess;
import lazuli.core.graph.Node;
import lazuli.core.graph.Nodes;
import lazuli.core.memory.Allocator;
import lazuli.core.memory.Buffer;

/** Arrays of a file's bytes, and back: a view where the bytes are mapped and could be used as they lie, else a copy. */
final class StoredArray {
    private StoredArray() {}

    static Array of(FileRegion data, Layout layout) throws FormatException {
        try (ArraySource source = ArraySource.of(data)) {
            return of(source, layout);
        }
    }

    /** What looks at the bytes behind an array. */
    interface Rest {
        void check(ArraySource source) throws FormatException;
    }

    /** An array of all that is left of the source. */
    static Array of(ArraySource source, Layout layout) throws FormatException {
        layout.requireBytes(source.left());
        return first(source, layout, ArraySource::finish);
    }

    /** An array of the next bytes of the source, behind which may be others. */
    static Array first(ArraySource source, Layout layout, Rest rest) throws FormatException {
        Buffer buffer = source.take(layout.byteSize(), layout.dtype().size(), layout.isNative());
        try {
            rest.check(source);
            if (!layout.isNative()) {
                ByteSwap.inPlace(buffer.segment().asSlice(0, layout.byteSize()), layout.unit());
            }
            if (layout.dtype() == DType.BOOL) {
                requireBooleans(buffer.segment().asSlice(0, layout.byteSize()));
            }
            buffer.retain();
            return Nodes.ofData(new Node(new Tensor(buffer, layout.dtype(), layout.shape(), layout.strides(), 0)));
        } finally {
            buffer.release();
        }
    }

    /** An array in fresh memory, whose contents {@code filler} writes as this machine has numbers. */
    static Array filled(DType dtype, Shape shape, Consumer<MemorySegment> filler) {
        Buffer buffer = Allocator.host().allocate(dtype.byteSize(shape.size()));
        filler.accept(buffer.segment().asSlice(0, dtype.byteSize(shape.size())));
        return Nodes.ofData(new Node(Tensor.rowMajor(buffer, dtype, shape)));
    }

    /** An evaluated array's elements, row-major and little-endian; returns how many bytes they are. */
    static long write(Array array, LittleEndian.Sink sink) throws IOException {
        int unit = Layout.plain(array.dtype(), array.shape()).unit();
        return HostAccess.<Long, IOException>read(array, elements -> {
            LittleEndian.write(elements, unit, sink);
            return elements.byteSize();
        });
    }

    /** Refuses bytes that are neither 0 nor 1. */
    static void requireBooleans(MemorySegment bytes) throws FormatException {
        for (long i = 0; i < bytes.byteSize(); i++) {
            byte value = bytes.get(ValueLayout.JAVA_BYTE, i);
            if ((value & ~1) != 0) {
                throw new FormatException("element %d of a bool array is %d", i, Byte.toUnsignedInt(value));
            }
        }
    }
}
