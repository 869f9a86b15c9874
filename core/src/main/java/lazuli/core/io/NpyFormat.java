package lazuli.core.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import lazuli.core.Array;

/** NumPy's file of one array. */
final class NpyFormat {
    private NpyFormat() {}

    static Array readFile(FileRegion file) throws FormatException {
        if (!NpyHeader.isMagic(file)
                && (ZipDirectory.looksLike(file) || GgufFormat.looksLike(file) || SafetensorsFormat.looksLike(file))) {
            throw new FormatException("holds named arrays; read it with loadArrays");
        }
        try (ArraySource source = ArraySource.of(file)) {
            return read(source);
        }
    }

    static Array read(ArraySource source) throws FormatException {
        return StoredArray.of(source, NpyHeader.read(source));
    }

    /** Version 1.0, row-major and little-endian; returns how many bytes that is. */
    static long write(Array array, LittleEndian.Sink sink) throws IOException {
        byte[] header = NpyHeader.of(array.dtype(), array.shape());
        sink.accept(ByteBuffer.wrap(header));
        return header.length + StoredArray.write(array, sink);
    }
}
