package lazuli.core.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import lazuli.core.Array;
import lazuli.core.ArrayFileException;
import lazuli.core.DType;
import lazuli.core.Memory;
import lazuli.core.Mx;
import lazuli.core.Shape;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Zip archives, one oddity each. */
@SuppressWarnings("ByteBufferBackingArray") // all of them wrap an array
class NpzMalformedTest {
    private static final int END_SIZE = 22;

    @TempDir
    Path directory;

    private Path path;

    @BeforeEach
    void choosePath() {
        path = directory.resolve("file.npz");
    }

    /** One array under the name x. */
    private ByteBuffer archive(boolean compressed) throws IOException {
        Map<String, Array> arrays = Map.of("x", Elements.counting(DType.FLOAT32, Shape.of(6), 1));
        if (compressed) {
            Mx.savezCompressed(path, arrays);
        } else {
            Mx.savez(path, arrays);
        }
        return ByteBuffer.wrap(Files.readAllBytes(path)).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static int entry(ByteBuffer archive) {
        return archive.getInt(archive.capacity() - END_SIZE + 16);
    }

    private void requireFailure(ByteBuffer archive, String problem) throws IOException {
        Files.write(path, archive.array());
        requireFailure(problem);
    }

    private void requireFailure(String problem) {
        String message = assertThrows(ArrayFileException.class, () -> Mx.loadArrays(path))
                .getMessage();
        assertTrue(message.startsWith(path + ": ") && message.contains(problem), message);
        assertEquals(1, message.lines().count(), message);
    }

    private void zip(Map<String, byte[]> members) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(path))) {
            for (Map.Entry<String, byte[]> member : members.entrySet()) {
                zip.putNextEntry(new ZipEntry(member.getKey()));
                zip.write(member.getValue());
            }
        }
    }

    private byte[] npy() throws IOException {
        Path file = directory.resolve("one.npy");
        Mx.save(file, Elements.counting(DType.INT16, Shape.of(3), 0));
        return Files.readAllBytes(file);
    }

    @Test
    void namesWithAndWithoutSuffix() throws IOException {
        zip(Map.of("plain", npy(), "suffixed.npy", npy()));
        assertEquals(Set.of("plain", "suffixed"), Mx.loadArrays(path).keySet());
    }

    @Test
    void sameNameTwice() throws IOException {
        zip(Map.of("x", npy(), "x.npy", npy()));
        requireFailure("'x' is there twice");
    }

    @Test
    void memberThatIsNoArray() throws IOException {
        zip(Map.of("notes\n.txt", "hello world".getBytes(StandardCharsets.UTF_8)));
        requireFailure("in 'notes?.txt': is not a .npy file");
    }

    @Test
    void cutOff() throws IOException {
        byte[] bytes = archive(false).array();
        for (int length = 4; length < bytes.length; length += 7) {
            Files.write(path, Arrays.copyOf(bytes, length));
            requireFailure("zip archive");
        }
    }

    @Test
    void wrongChecksum() throws IOException {
        for (boolean compressed : new boolean[] {false, true}) {
            ByteBuffer archive = archive(compressed);
            int crc = entry(archive) + 16;
            archive.putInt(crc, archive.getInt(crc) ^ 1);
            requireFailure(archive, "checksum");
        }
    }

    @Test
    void encrypted() throws IOException {
        ByteBuffer archive = archive(false);
        archive.putShort(entry(archive) + 8, (short) 1);
        requireFailure(archive, "encrypted");
    }

    @Test
    void otherCompression() throws IOException {
        ByteBuffer archive = archive(true);
        archive.putShort(entry(archive) + 10, (short) 12);
        archive.putShort(8, (short) 12);
        requireFailure(archive, "method 12");
    }

    @Test
    void memberElsewhere() throws IOException {
        ByteBuffer archive = archive(false);
        archive.putInt(entry(archive) + 42, 1);
        requireFailure(archive, "not where the directory says");
    }

    @Test
    void memberOfAnotherName() throws IOException {
        ByteBuffer archive = archive(false);
        archive.put(30, (byte) 'y');
        requireFailure(archive, "another one");
    }

    @Test
    void memberBeyondTheDirectory() throws IOException {
        ByteBuffer archive = archive(false);
        int entry = entry(archive);
        archive.putInt(entry + 20, 1000).putInt(entry + 24, 1000);
        requireFailure(archive, "reaches into what follows");
    }

    @Test
    void morePromisedThanDeflateCould() throws IOException {
        ByteBuffer archive = archive(true);
        archive.putInt(entry(archive) + 24, Integer.MAX_VALUE);
        requireFailure(archive, "cannot be 2147483647 bytes");
    }

    @Test
    void wrongCountOfMembers() throws IOException {
        ByteBuffer archive = archive(false);
        archive.putShort(archive.capacity() - END_SIZE + 10, (short) 2);
        requireFailure(archive, "1 members and promises 2");
    }

    @Test
    void severalParts() throws IOException {
        ByteBuffer archive = archive(false);
        archive.putShort(archive.capacity() - END_SIZE + 4, (short) 1);
        requireFailure(archive, "several parts");
    }

    @Test
    void arraySmallerOrLargerThanItsMember() throws IOException {
        byte[] whole = npy();
        for (boolean longer : new boolean[] {false, true}) {
            zip(Map.of("x.npy", Arrays.copyOf(whole, whole.length + (longer ? 2 : -2))));
            requireFailure("in 'x': int16 elements of shape (3,) are 6 bytes, but there are " + (longer ? 8 : 4));
        }
    }

    /** The same member named by many entries would give many times its size. */
    @Test
    void overlappingMembers() throws IOException {
        ByteBuffer archive = archive(true);
        int entry = entry(archive);
        int entrySize = archive.capacity() - END_SIZE - entry;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(archive.array(), 0, entry);
        for (int i = 0; i < 3; i++) {
            bytes.write(archive.array(), entry, entrySize);
        }
        ByteBuffer end = ByteBuffer.wrap(archive.array(), entry + entrySize, END_SIZE)
                .slice()
                .order(ByteOrder.LITTLE_ENDIAN);
        end.putShort(8, (short) 3).putShort(10, (short) 3).putInt(12, 3 * entrySize);
        bytes.write(archive.array(), entry + entrySize, END_SIZE);
        Files.write(path, bytes.toByteArray());
        requireFailure("reaches into what follows");
    }

    /** What is really there inflates a thousandfold, but no more than the header's shape is ever allocated. */
    @Test
    void bombInflatesOnlyToItsShape() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(npy());
        bytes.write(new byte[64 << 20]);
        zip(Map.of("x.npy", bytes.toByteArray()));
        long before = Memory.active();
        Memory.resetPeak();
        requireFailure("in 'x': int16 elements of shape (3,) are 6 bytes");
        assertTrue(Memory.peak() - before < 1 << 20, () -> "peak " + Memory.peak());
    }

    /** An array of its size would be taken if the archive were believed. */
    @Test
    void damagedBombIsNotBelieved() throws IOException {
        String header = "{'descr': '|u1', 'fortran_order': False, 'shape': (67108864,), }";
        String start = "\u0093NUMPY\1\0%c\0%s".formatted(header.length(), header);
        zip(Map.of("x.npy", Arrays.copyOf(start.getBytes(StandardCharsets.ISO_8859_1), start.length() + (64 << 20))));
        byte[] archive = Files.readAllBytes(path);
        archive[archive.length / 2] ^= 1;
        Files.write(path, archive);
        long before = Memory.active();
        Memory.resetPeak();
        requireFailure("in 'x': the ");
        assertTrue(Memory.peak() - before < 1 << 20, () -> "peak " + Memory.peak());
    }

    @Test
    void zip64() throws IOException {
        Path file = directory.resolve("one.npy");
        byte[] npy = npy();
        CRC32 crc = new CRC32();
        crc.update(npy);
        ByteBuffer zip = ByteBuffer.allocate(1000).order(ByteOrder.LITTLE_ENDIAN);
        zip.putInt(0x04034b50).putShort((short) 45).putInt(0).putInt(0).putInt((int) crc.getValue());
        zip.putInt(-1).putInt(-1).putShort((short) 1).putShort((short) 20).put((byte) 'x');
        zip.putShort((short) 1)
                .putShort((short) 16)
                .putLong(npy.length)
                .putLong(npy.length)
                .put(npy);
        int start = zip.position();
        zip.putInt(0x02014b50)
                .putShort((short) 45)
                .putShort((short) 45)
                .putInt(0)
                .putInt(0);
        zip.putInt((int) crc.getValue())
                .putInt(-1)
                .putInt(-1)
                .putShort((short) 1)
                .putShort((short) 28);
        zip.putShort((short) 0)
                .putShort((short) 0)
                .putShort((short) 0)
                .putInt(0)
                .putInt(-1)
                .put((byte) 'x');
        zip.putShort((short) 1)
                .putShort((short) 24)
                .putLong(npy.length)
                .putLong(npy.length)
                .putLong(0);
        int end = zip.position();
        zip.putInt(0x06064b50)
                .putLong(44)
                .putShort((short) 45)
                .putShort((short) 45)
                .putInt(0)
                .putInt(0);
        zip.putLong(1).putLong(1).putLong(end - start).putLong(start);
        zip.putInt(0x07064b50).putInt(0).putLong(end).putInt(1);
        zip.putInt(0x06054b50)
                .putInt(0)
                .putShort((short) -1)
                .putShort((short) -1)
                .putInt(-1)
                .putInt(-1);
        zip.putShort((short) 0);
        Files.write(path, Arrays.copyOf(zip.array(), zip.position()));
        assertArrayEquals(
                Elements.bytes(Mx.load(file)),
                Elements.bytes(Mx.loadArrays(path).get("x")));
    }
}
