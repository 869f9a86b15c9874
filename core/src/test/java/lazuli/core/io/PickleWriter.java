package lazuli.core.io;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes pickles instruction by instruction, as PyTorch's protocol 2 has them. */
final class PickleWriter {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    PickleWriter() {
        code(0x80).code(2);
    }

    PickleWriter code(int code) {
        bytes.write(code);
        return this;
    }

    PickleWriter codes(String codes) {
        bytes.writeBytes(codes.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    PickleWriter whole(long value) {
        code(0x8a).code(8);
        for (int i = 0; i < 8; i++) {
            code((int) (value >> (8 * i)));
        }
        return this;
    }

    PickleWriter text(String value) {
        byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
        code('X').code(encoded.length).code(encoded.length >> 8).code(0).code(0);
        bytes.writeBytes(encoded);
        return this;
    }

    PickleWriter global(String module, String name) {
        return codes("c" + module + "\n" + name + "\n");
    }

    PickleWriter tuple(long... values) {
        code('(');
        for (long value : values) {
            whole(value);
        }
        return code('t');
    }

    PickleWriter storage(String type, String key, long size) {
        code('(').text("storage").global("torch", type).text(key).text("cpu").whole(size);
        return code('t').code('Q');
    }

    /** A tensor of a float storage. */
    PickleWriter tensor(String key, long storageSize, long offset, long[] size, long[] stride) {
        global("torch._utils", "_rebuild_tensor_v2").code('(');
        storage("FloatStorage", key, storageSize).whole(offset).tuple(size).tuple(stride);
        return code(0x89).code('N').code('t').code('R');
    }

    byte[] stop() {
        code('.');
        return bytes.toByteArray();
    }
}
