package lazuli.core.io;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.backend.Tensor;
import lazuli.core.graph.Contents;
import lazuli.core.graph.Node;
import lazuli.core.memory.Allocator;
import lazuli.core.memory.Buffer;

/** Arrays of a file's bytes, and back: a view where the bytes are mapped and could be used as they lie, else a copy. */
final class StoredArray {
    private StoredArray() {}

    /** What fills an array's memory. */
    interface Filler {
        void fill(MemorySegment target) throws FormatException;
    }

    static Array of(FileRegion data, Layout layout) throws FormatException {
        layout.requireBytes(data.size());
        MemorySegment bytes = data.bytes();
        boolean aligned = bytes.isNative() && bytes.address() % layout.dtype().size() == 0;
        if (aligned && layout.isNative() && bytes.byteSize() > 0) {
            return finished(Buffer.over(bytes), layout);
        }
        return filled(layout, target -> target.copyFrom(bytes));
    }

    /** An array in fresh memory. */
    static Array filled(Layout layout, Filler filler) throws FormatException {
        Buffer buffer = Allocator.instance().allocate(layout.byteSize());
        try {
            MemorySegment target = buffer.segment().asSlice(0, layout.byteSize());
            filler.fill(target);
            if (!layout.isNative()) {
                ByteSwap.inPlace(target, layout.unit());
            }
            buffer.retain();
            return finished(buffer, layout);
        } finally {
            buffer.release();
        }
    }

    private static Array finished(Buffer buffer, Layout layout) throws FormatException {
        if (layout.dtype() == DType.BOOL) {
            requireBooleans(buffer.segment().asSlice(0, layout.byteSize()));
        }
        return Array.ofData(new Node(new Tensor(buffer, layout.dtype(), layout.shape(), layout.strides(), 0)));
    }

    /** An evaluated array's elements, row-major and little-endian; returns how many bytes they are. */
    static long write(Array array, LittleEndian.Sink sink) throws IOException {
        int unit = Layout.plain(array.dtype(), array.shape()).unit();
        return Contents.<Long, IOException>read(array, elements -> {
            LittleEndian.write(elements, unit, sink);
            return elements.byteSize();
        });
    }

    private static void requireBooleans(MemorySegment bytes) throws FormatException {
        for (long i = 0; i < bytes.byteSize(); i++) {
            byte value = bytes.get(ValueLayout.JAVA_BYTE, i);
            if ((value & ~1) != 0) {
                throw new FormatException("element %d of a bool array is %d", i, Byte.toUnsignedInt(value));
            }
        }
    }
}
