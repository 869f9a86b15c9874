package lazuli.core.io;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Builds PyTorch checkpoints from before version 1.6. */
final class LegacyTorchFixture {
    static final byte[] MAGIC = new PickleWriter()
            .codes("\u008a\nl\u00fc\u009cF\u00f9 j\u00a8P\u0019")
            .stop();

    private LegacyTorchFixture() {}

    /** A storage of floats, its key and what its count says. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Floats(String key, long count, float... values) {
        static Floats of(String key, float... values) {
            return new Floats(key, values.length, values);
        }
    }

    /** A file of an object and its storages. */
    static byte[] file(PickleWriter object, Floats... storages) {
        return file(1001, object, List.of(storages));
    }

    static byte[] file(long version, PickleWriter object, List<Floats> storages) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(MAGIC);
        file.writeBytes(new PickleWriter().whole(version).stop());
        file.writeBytes(new PickleWriter()
                .code('}')
                .text("little_endian")
                .code(0x88)
                .code('s')
                .stop());
        file.writeBytes(object.stop());
        PickleWriter keys = new PickleWriter().codes("](");
        storages.forEach(storage -> keys.text(storage.key()));
        file.writeBytes(keys.code('e').stop());
        for (Floats storage : storages) {
            ByteBuffer bytes =
                    ByteBuffer.allocate(8 + 4 * storage.values().length).order(ByteOrder.LITTLE_ENDIAN);
            bytes.putLong(storage.count());
            for (float value : storage.values()) {
                bytes.putFloat(value);
            }
            file.writeBytes(bytes.array());
        }
        return file.toByteArray();
    }

    /** Two tensors: three floats of storage a, and a 2 x 2 transposed view of storage b. */
    static byte[] two() {
        PickleWriter object = new PickleWriter().codes("}(").text("bias").tensor("a", 3, 0, numbers(3), numbers(1));
        object.text("weight").tensor("b", 5, 1, numbers(2, 2), numbers(1, 2)).code('u');
        return file(object, Floats.of("a", 1, 2, 3), Floats.of("b", 0, 4, 5, 6, 7));
    }

    /** A tensor of a part of a storage. */
    static byte[] part() {
        return file(part(1, 3, 1, 2), Floats.of("a", 1, 2, 3, 4, 5));
    }

    /** A tensor of elements of storage a of five, of which {@code count} from {@code first} are its storage. */
    static PickleWriter part(long first, long count, long offset, long size) {
        PickleWriter pickle =
                new PickleWriter().global("torch._utils", "_rebuild_tensor").codes("((");
        pickle.text("storage")
                .global("torch", "FloatStorage")
                .text("a")
                .text("cpu")
                .whole(5);
        pickle.code('(').text("view").whole(first).whole(count).code('t');
        return pickle.code('t')
                .code('Q')
                .whole(offset)
                .tuple(size)
                .tuple(1)
                .code('t')
                .code('R');
    }

    static long[] numbers(long... values) {
        return values;
    }

    /** The same with a pickle of protocol 4, whose instructions come in a frame. */
    static byte[] framed(byte[] file) {
        ByteArrayOutputStream result = new ByteArrayOutputStream();
        result.writeBytes(new byte[] {(byte) 0x80, 4, (byte) 0x95, (byte) (MAGIC.length - 2), 0, 0, 0, 0, 0, 0, 0});
        result.write(file, 2, file.length - 2);
        return result.toByteArray();
    }

    static byte[] join(byte[] first, byte[] second) {
        ByteArrayOutputStream result = new ByteArrayOutputStream();
        result.writeBytes(first);
        result.writeBytes(second);
        return result.toByteArray();
    }

    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
