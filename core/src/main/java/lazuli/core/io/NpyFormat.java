package lazuli.core.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import lazuli.core.Array;

/** NumPy's file of one array. */
final class NpyFormat {
    private NpyFormat() {}

    static Array readFile(FileRegion file) throws FormatException {
        if (!NpyHeader.isMagic(file)
                && (ZipDirectory.looksLike(file)
                        || GgufFormat.looksLike(file)
                        || SafetensorsFormat.looksLike(file)
                        || LegacyTorchFormat.looksLike(file))) {
            throw new FormatException("holds named arrays; read it with loadArrays");
        }
        try (ArraySource source = ArraySource.of(file)) {
            return read(source);
        }
    }

    /** The first array, as NumPy reads it: {@code np.save} to an open file puts one behind the other. */
    static Array read(ArraySource source) throws FormatException {
        Layout layout = NpyHeader.read(source);
        if (source.left() <= layout.byteSize()) {
            return StoredArray.of(source, layout);
        }
        long available = source.left();
        return StoredArray.first(source, layout, rest -> {
            if (!NpyHeader.isMagic(rest)) {
                layout.requireBytes(available);
            }
            rest.finish();
        });
    }

    /** Version 1.0, row-major and little-endian; returns how many bytes that is. */
    static long write(Array array, LittleEndian.Sink sink) throws IOException {
        byte[] header = NpyHeader.of(array.dtype(), array.shape());
        sink.accept(ByteBuffer.wrap(header));
        return header.length + StoredArray.write(array, sink);
    }
}
