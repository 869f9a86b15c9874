package lazuli.core.io;

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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import lazuli.core.ArrayFile;
import lazuli.core.ArrayFileException;
import lazuli.core.GgufValue;
import lazuli.core.Mx;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files with something that is no array, or none of Lazuli's, give their other arrays and name it. */
class LeftOutTest {
    private static final int UNKNOWN_TENSOR_TYPE = 16;

    @TempDir
    Path directory;

    private Path write(byte[] file) throws IOException {
        return Files.write(directory.resolve("file"), file);
    }

    /** An array of {@code descr}; {@code x} is the usual one. */
    private static byte[] npy(String descr, int bytes) {
        String header = "{'descr': %s, 'fortran_order': False, 'shape': (2,), }".formatted(descr);
        String start = "\u0093NUMPY\1\0%c\0%s".formatted(header.length(), header);
        byte[] file = start.getBytes(StandardCharsets.ISO_8859_1);
        return LegacyTorchFixture.join(file, new byte[bytes]);
    }

    private static Arguments npz(String name, byte[] member, String reason) {
        return npz(name, member, name, reason);
    }

    private static Arguments npz(String name, byte[] member, String leftOut, String reason) {
        Map<String, byte[]> members = new LinkedHashMap<>();
        members.put(name, member);
        members.put("x.npy", npy("'<f4'", 8));
        return Arguments.of(TorchFixture.zip(members, true), leftOut, reason);
    }

    private static Arguments safetensors(String other, String leftOut, String reason) {
        String header = "{%s,'x':{'dtype':'F32','shape':[2],'data_offsets':[8,16]}}".formatted(other);
        byte[] text = header.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        ByteBuffer file = ByteBuffer.allocate(24 + text.length).order(ByteOrder.LITTLE_ENDIAN);
        return Arguments.of(file.putLong(text.length).put(text).array(), leftOut, reason);
    }

    private static Arguments torch(PickleWriter other, String leftOut, String reason) {
        PickleWriter pickle = other.text("x").tensor("0", 6, 0, new long[] {2}, new long[] {1});
        return Arguments.of(TorchFixture.archive(pickle.code('u').stop()), leftOut, reason);
    }

    private static PickleWriter dict() {
        return new PickleWriter().codes("}(");
    }

    private static Arguments ggufTensor(int type, String reason) {
        byte[] other = GgufFixture.tensor("other", type, 0, 256);
        byte[] tensor = GgufFixture.tensor("x", 0, 128, 2);
        return Arguments.of(GgufFixture.file(List.of(other, tensor), new byte[136]), "other", reason);
    }

    private static byte[] little(Number... numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(100).order(ByteOrder.LITTLE_ENDIAN);
        for (Number number : numbers) {
            switch (number) {
                case Integer value -> bytes.putInt(value);
                case Long value -> bytes.putLong(value);
                case Byte value -> bytes.put(value);
                default -> throw new IllegalArgumentException(number.toString());
            }
        }
        byte[] written = new byte[bytes.position()];
        bytes.get(0, written);
        return written;
    }

    static Stream<Arguments> files() {
        String inside = "a tensor is inside of an object made by my.Net";
        PickleWriter complex =
                dict().text("c").global("torch._utils", "_rebuild_tensor_v2").code('(');
        complex.storage("ComplexDoubleStorage", "0", 6).codes(")))tR");
        PickleWriter object =
                dict().text("net").global("my", "Net").codes(")\u0081}").text("w");
        object.tensor("0", 6, 0, new long[0], new long[0]).codes("sb");
        return Stream.of(
                npz("readme.txt", LegacyTorchFixture.text("hello world"), "is not a .npy file"),
                npz("short", LegacyTorchFixture.text("hi"), "is not a .npy file"),
                npz("empty", new byte[0], "is not a .npy file"),
                npz("bad.npy", LegacyTorchFixture.text("no array at all"), "bad", "is not a .npy file"),
                npz("labels.npy", npy("'<U3'", 24), "labels", "no dtype '<U3': text"),
                npz("bytes.npy", npy("'|S3'", 6), "bytes", "no dtype '|S3': text"),
                npz("objects.npy", npy("'|O'", 30), "objects", "no dtype '|O': Python objects"),
                npz("table.npy", npy("[('a', '<i4'), ('b', '|S2')]", 12), "table", "structured dtypes"),
                npz("days.npy", npy("'<M8[D]'", 16), "days", "no dtype '<M8[D]': dates"),
                npz("z.npy", npy("'<c16'", 32), "z", "no dtype '<c16'"),
                npz("long.npy", npy("'<f16'", 32), "long", "no dtype '<f16'"),
                safetensors("'q':{'dtype':'F4','shape':[16],'data_offsets':[0,8]}", "q", "no dtype 'F4'"),
                safetensors("'q':{'dtype':'F6_E2M3','shape':[1],'data_offsets':[0,8]}", "q", "no dtype 'F6_E2M3'"),
                torch(complex, "c", "no dtype for 'torch.ComplexDoubleStorage'"),
                torch(object, "net", inside),
                ggufTensor(UNKNOWN_TENSOR_TYPE, "tensor type 16 (IQ2_XXS)"),
                ggufTensor(4, "tensor type 4 is not one"),
                ggufTensor(77, "tensor type 77 is not one"),
                Arguments.of(
                        GgufFixture.between(9, little(9, 2L, 4, 1L, 7, 8, 1L, 3L, (byte) 1, (byte) 2, (byte) 3)),
                        "key",
                        "arrays of arrays"),
                Arguments.of(GgufFixture.between(8, little(1L, (byte) -1)), "key", "not UTF-8"),
                Arguments.of(GgufFixture.between(9, little(8, 2L, 1L, (byte) -1, 1L, (byte) 65)), "key", "not UTF-8"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void othersAreRead(byte[] file, String leftOut, String reason) throws IOException {
        Path path = write(file);
        assertEquals(Set.of("x"), Mx.loadArrays(path).keySet());
        ArrayFile found = Mx.loadArrayFile(path);
        assertEquals(Set.of("x"), found.arrays().keySet());
        assertEquals(List.of(0f, 0f), Elements.values(found.arrays().get("x")));
        assertEquals(Set.of(leftOut), found.skipped().keySet());
        assertTrue(
                found.skipped().get(leftOut).contains(reason), found.skipped().toString());
    }

    @Test
    void metadataBehindANestedArrayIsRead() throws IOException {
        Path path = write(GgufFixture.between(9, little(9, 1L, 9, 1L, 0, 0L)));
        assertEquals(Map.of("name", GgufValue.of("model")), Mx.loadGguf(path).metadata());
        assertEquals(Set.of("key"), Mx.loadGguf(path).skipped().keySet());
    }

    @Test
    void metadataThatIsNoString() throws IOException {
        String header = "{'__metadata__':{'a':{'b':[1,null,'}']},'c':'d','e':-1.5},"
                + "'x':{'dtype':'F32','shape':[0],'data_offsets':[0,0]}}";
        byte[] text = header.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        ByteBuffer file = ByteBuffer.allocate(8 + text.length).order(ByteOrder.LITTLE_ENDIAN);
        Path path = write(file.putLong(text.length).put(text).array());
        assertEquals(Map.of("c", "d"), Mx.loadSafetensors(path).metadata());
        assertEquals(
                Set.of("__metadata__.a", "__metadata__.e"),
                Mx.loadSafetensors(path).skipped().keySet());
    }

    /** Otherwise a file of which nothing can be read would seem to be empty. */
    @Test
    void nothingButWhatIsLeftOutIsRefused() throws IOException {
        Path path = write(TorchFixture.zip(Map.of("labels.npy", npy("'<U3'", 24)), true));
        String message = assertThrows(ArrayFileException.class, () -> Mx.loadArrays(path))
                .getMessage();
        assertTrue(message.contains("in 'labels': Lazuli has no dtype '<U3': text"), message);
        assertEquals(Set.of("labels"), Mx.loadArrayFile(path).skipped().keySet());
    }

    @Test
    void membersThatCannotBeUnpacked() throws IOException {
        Map<String, byte[]> members = new LinkedHashMap<>();
        members.put("x.npy", npy("'<f4'", 8));
        members.put("y.npy", npy("'<f4'", 8));
        byte[] archive = TorchFixture.zip(members, false);
        for (boolean encrypted : new boolean[] {false, true}) {
            ByteBuffer changed = ByteBuffer.wrap(archive.clone()).order(ByteOrder.LITTLE_ENDIAN);
            int entry = changed.getInt(archive.length - 6);
            if (encrypted) {
                changed.putShort(entry + 8, (short) (changed.getShort(entry + 8) | 1));
            } else {
                changed.putShort(entry + 10, (short) 93).putShort(8, (short) 93);
            }
            ArrayFile found = Mx.loadArrayFile(write(changed.array()));
            assertEquals(Set.of("y"), found.arrays().keySet());
            assertTrue(found.skipped().get("x").contains(encrypted ? "encrypted" : "method 93"), found::toString);
        }
    }

    @Test
    void foldersAreNoMembers() throws IOException {
        Map<String, byte[]> members = new LinkedHashMap<>();
        members.put("folder/", new byte[0]);
        members.put("folder/x.npy", npy("'<f4'", 8));
        ArrayFile found = Mx.loadArrayFile(write(TorchFixture.zip(members, true)));
        assertEquals(Set.of("folder/x"), found.arrays().keySet());
        assertEquals(Map.of(), found.skipped());
    }

    /** A damaged array is no member of another kind: it is an error, not left out. */
    @Test
    void damageIsNotLeftOut() throws IOException {
        Map<String, byte[]> members = new LinkedHashMap<>();
        members.put("x.npy", npy("'<f4'", 8));
        members.put("y.npy", npy("'<U1'", 8));
        for (boolean stored : new boolean[] {true, false}) {
            byte[] archive = TorchFixture.zip(members, stored);
            ByteBuffer entry = ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN);
            int second = entry.getInt(archive.length - 6) + 46 + "x.npy".length();
            entry.putInt(second + 16, 1);
            Path path = write(archive);
            String message = assertThrows(ArrayFileException.class, () -> Mx.loadArrays(path))
                    .getMessage();
            assertTrue(message.contains("in 'y': the data does not have the checksum"), message);
        }
    }

    /** Appended archives have several members of a name; Python's reader gives the last. */
    @Test
    void lastOfSeveralMembersOfOneNameCounts() throws IOException {
        Map<String, byte[]> members = new LinkedHashMap<>();
        members.put("x.npy", npy("'<f4'", 8));
        members.put("y.npy", npy("'<f8'", 16));
        byte[] archive = TorchFixture.zip(members, true);
        for (int i = 0; i < archive.length - 5; i++) {
            if (new String(archive, i, 5, StandardCharsets.ISO_8859_1).equals("y.npy")) {
                archive[i] = 'x';
            }
        }
        assertEquals(16, Mx.loadArrays(write(archive)).get("x").nbytes());
    }

    /** Names of members are UTF-8 with or without a flag that says so, and else bytes of some code page. */
    @Test
    void namesOfAnyEncoding() throws IOException {
        List<String> names = new ArrayList<>();
        for (String name : List.of("ün✓.npy", "xyz.npy")) {
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            file.writeBytes(TorchFixture.zip(Map.of(name, npy("'<f4'", 8)), true));
            byte[] archive = file.toByteArray();
            for (int i = 0; i < archive.length - 3; i++) {
                if (new String(archive, i, 3, StandardCharsets.ISO_8859_1).equals("xyz")) {
                    archive[i + 1] = (byte) 0x81;
                }
            }
            names.addAll(Mx.loadArrays(write(archive)).keySet());
        }
        assertEquals(List.of("ün✓", "x\u0081z"), names);
    }
}
