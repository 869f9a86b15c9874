package lazuli.core.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import lazuli.core.Array;
import lazuli.core.ArrayFileException;
import lazuli.core.DType;
import lazuli.core.Gguf;
import lazuli.core.GgufValue;
import lazuli.core.Memory;
import lazuli.core.Mx;
import lazuli.core.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** GGUF files: what is saved is loaded, quantized tensors have their values, everything else is refused. */
class GgufTest {
    private static final Set<DType> TENSORS = Set.of(
            DType.INT8,
            DType.INT16,
            DType.INT32,
            DType.INT64,
            DType.FLOAT16,
            DType.BFLOAT16,
            DType.FLOAT32,
            DType.FLOAT64);

    @TempDir
    Path directory;

    private Path write(byte[] file) throws IOException {
        return Files.write(directory.resolve("file.gguf"), file);
    }

    private void requireFailure(byte[] file, String problem) throws IOException {
        Path path = write(file);
        String message =
                assertThrows(ArrayFileException.class, () -> Mx.loadGguf(path)).getMessage();
        assertTrue(message.startsWith(path + ": ") && message.contains(problem), message);
    }

    private static void requireUnsaved(String problem, Executable save) {
        String message = assertThrows(ArrayFileException.class, save).getMessage();
        assertTrue(message.contains(problem), message);
    }

    @ParameterizedTest
    @EnumSource
    void tensorsOfEveryDtype(DType dtype) {
        Map<String, Array> arrays = new LinkedHashMap<>();
        for (Shape shape : List.of(
                Shape.SCALAR,
                Shape.of(5),
                Shape.of(2, 3),
                Shape.of(2, 1, 3, 4),
                Shape.of(2, 1, 1, 3, 1, 2, 1, 1),
                Shape.of(0),
                Shape.of(2, 0))) {
            arrays.put("array " + shape, Elements.counting(dtype, shape, 1));
        }
        Path path = directory.resolve("file.gguf");
        if (!TENSORS.contains(dtype)) {
            requireUnsaved("GGUF has no tensors of " + dtype, () -> Mx.saveGguf(path, arrays));
            return;
        }
        Mx.saveGguf(path, arrays);
        Map<String, Array> loaded = Mx.loadArrays(path);
        assertEquals(List.copyOf(arrays.keySet()), List.copyOf(loaded.keySet()));
        arrays.forEach((name, array) -> Elements.requireEqual(array, loaded.get(name)));
    }

    @Test
    void metadataOfEveryType() {
        Map<String, GgufValue> metadata = new LinkedHashMap<>();
        metadata.put("name", GgufValue.of("ünï ✓"));
        metadata.put("words", GgufValue.of(List.of("a", "", "✓")));
        metadata.put("no words", GgufValue.of(List.of()));
        Set<DType> unknown = Set.of(DType.FLOAT16, DType.BFLOAT16, DType.COMPLEX64);
        for (DType dtype : DType.values()) {
            if (!unknown.contains(dtype)) {
                for (Shape shape : List.of(Shape.SCALAR, Shape.of(3), Shape.of(0))) {
                    metadata.put(dtype + " " + shape, GgufValue.of(Elements.counting(dtype, shape, 1)));
                }
            }
        }
        Path path = directory.resolve("file.gguf");
        Mx.saveGguf(path, Map.of("x", Elements.counting(DType.INT8, Shape.of(1), 0)), metadata);
        Gguf loaded = Mx.loadGguf(path);
        assertEquals(
                List.copyOf(metadata.keySet()), List.copyOf(loaded.metadata().keySet()));
        metadata.forEach((key, value) -> {
            GgufValue got = loaded.metadata().get(key);
            if (value instanceof GgufValue.Numbers(Array numbers) && got instanceof GgufValue.Numbers(Array same)) {
                Elements.requireEqual(numbers, same);
            } else {
                assertEquals(value, got);
            }
        });
    }

    @Test
    void whatCannotBeSaved() {
        Path path = directory.resolve("file.gguf");
        Array deep = Elements.counting(DType.INT8, Shape.of(1, 1, 1, 1, 1, 1, 1, 1, 1), 0);
        requireUnsaved("in 'x': GGUF has no tensors of more than 8 axes", () -> Mx.saveGguf(path, Map.of("x", deep)));
        requireUnsaved(
                "in 'x': metadata has at most one axis",
                () -> Mx.saveGguf(path, Map.of(), Map.of("x", GgufValue.of(deep))));
        GgufValue half = GgufValue.of(Elements.counting(DType.FLOAT16, Shape.SCALAR, 0));
        requireUnsaved("in 'x': GGUF has no metadata of float16", () -> Mx.saveGguf(path, Map.of(), Map.of("x", half)));
    }

    @Test
    void alignmentIsKept() throws IOException {
        Array alignment = Mx.array(MemorySegment.ofArray(new int[] {256}), DType.UINT32, Shape.SCALAR);
        Map<String, Array> arrays = new LinkedHashMap<>();
        arrays.put("x", Elements.counting(DType.INT8, Shape.of(3), 0));
        arrays.put("y", Elements.counting(DType.INT8, Shape.of(300), 0));
        Path path = directory.resolve("file.gguf");
        Mx.saveGguf(path, arrays, Map.of("general.alignment", GgufValue.of(alignment)));
        assertEquals(4 * 256, Files.size(path));
        Map<String, Array> loaded = Mx.loadArrays(path);
        arrays.forEach((name, array) -> Elements.requireEqual(array, loaded.get(name)));
    }

    @Test
    void largeTensorsAreViewed() {
        Map<String, Array> arrays = new LinkedHashMap<>();
        arrays.put("x", Elements.counting(DType.INT8, Shape.of(3), 0));
        arrays.put("y", Elements.counting(DType.FLOAT32, Shape.of(1000, 300), 0));
        Path path = directory.resolve("file.gguf");
        Mx.saveGguf(path, arrays);
        long before = Memory.active();
        Map<String, Array> loaded = Mx.loadArrays(path);
        assertTrue(Memory.active() <= before);
        arrays.forEach((name, array) -> Elements.requireEqual(array, loaded.get(name)));
    }

    private Map<String, Array> blocks() throws IOException {
        Path path = directory.resolve("blocks.npz");
        try (InputStream resource = Objects.requireNonNull(GgufTest.class.getResourceAsStream("gguf-blocks.npz"))) {
            Files.copy(resource, path);
        }
        return Mx.loadArrays(path);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = "Q[2-6]_[K01]")
    void quantizedTensorsHaveTheValuesOfTheirBlocks(GgufType type) throws IOException {
        Map<String, Array> blocks = blocks();
        Array expected = blocks.get(type + ".values");
        byte[] data = Elements.bytes(blocks.get(type + ".blocks"));
        int columns = expected.shape().length(1);
        Map<String, Array> loaded = Mx.loadArrays(
                write(GgufFixture.file(GgufFixture.tensor("x.weight", type.code(), 0, columns, 3), data)));
        if (!(type.encoding() instanceof GgufType.Packed(GgufPacking packing))) {
            Elements.requireEqual(expected, loaded.get("x.weight"));
            return;
        }
        requireValues(expected, loaded, packing.bits());
    }

    @Test
    void signedBytesHaveTheValuesOfTheirBlocks() throws IOException {
        Map<String, Array> blocks = blocks();
        byte[] data = Elements.bytes(blocks.get("Q8_0.blocks"));
        Map<String, Array> loaded = Mx.loadArrays(
                write(GgufFixture.file(GgufFixture.tensor("x.weight", GgufType.Q8_0.code(), 0, 32, 3), data)));
        requireValues(blocks.get("Q8_0.values"), loaded, 8);
    }

    /** Unpacks as MLX's dequantize does: the first element in the lowest bits of a word, scale * integer + bias. */
    private static void requireValues(Array expected, Map<String, Array> loaded, int bits) {
        assertEquals(Set.of("x.weight", "x.scales", "x.biases"), loaded.keySet());
        assertEquals(Shape.of(3, 32 * bits / 32), loaded.get("x.weight").shape());
        assertEquals(Shape.of(3, 1), loaded.get("x.scales").shape());
        List<Object> words = Elements.values(loaded.get("x.weight"));
        List<Object> scales = Elements.values(loaded.get("x.scales"));
        List<Object> biases = Elements.values(loaded.get("x.biases"));
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < 96; i++) {
            long integer = (Long) words.get(i * bits / 32) >> (i * bits % 32) & ((1 << bits) - 1);
            float value = (Float) scales.get(i / 32) * integer + (Float) biases.get(i / 32);
            values.add(Float.float16ToFloat(Float.floatToFloat16(value)) + 0f);
        }
        // Plus 0 makes -0, which has no place in this form, 0.
        assertEquals(
                Elements.values(expected).stream()
                        .map(value -> (Float) value + 0f)
                        .toList(),
                values);
    }

    /** Half of the block's exponent, times twice what four bits say: sign, two bits of exponent, one of fraction. */
    @Test
    void fourBitFloatsWithAnExponent() throws IOException {
        Array x = Mx.loadArrays(write(GgufFixture.file(
                        GgufFixture.tensor("x", GgufType.MXFP4.code(), 0, 32),
                        blockOfNibbles(new byte[] {(byte) 130}))))
                .get("x");
        assertEquals(DType.BFLOAT16, x.dtype());
        List<Object> once = List.of(0f, 4f, 8f, 12f, 16f, 24f, 32f, 48f, 0f, -4f, -8f, -12f, -16f, -24f, -32f, -48f);
        assertEquals(twice(once), Elements.values(x));
    }

    @Test
    void fourBitsOfUnevenIntegers() throws IOException {
        List<Object> once =
                List.of(-127f, -104f, -83f, -65f, -49f, -35f, -22f, -10f, 1f, 13f, 25f, 38f, 53f, 69f, 89f, 113f);
        byte[] one = {0, 0x3c};
        Array x = Mx.loadArrays(write(
                        GgufFixture.file(GgufFixture.tensor("x", GgufType.IQ4_NL.code(), 0, 32), blockOfNibbles(one))))
                .get("x");
        assertEquals(DType.FLOAT16, x.dtype());
        assertEquals(twice(once), Elements.values(x));
    }

    /** The scales of the eight groups are 32 to 39, of which 32 is taken. */
    @Test
    void groupsOfUnevenIntegers() throws IOException {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        block.writeBytes(new byte[] {0, 0x3c, (byte) 0xaa, (byte) 0xaa, 0x10, 0x32, 0x54, 0x76});
        for (int group = 0; group < 8; group++) {
            block.writeBytes(blockOfNibbles(new byte[0]));
        }
        List<Object> values = Elements.values(Mx.loadArrays(write(
                        GgufFixture.file(GgufFixture.tensor("x", GgufType.IQ4_XS.code(), 0, 256), block.toByteArray())))
                .get("x"));
        for (int group = 0; group < 8; group++) {
            assertEquals(-127f * group + 0f, (Float) values.get(group * 32) + 0f);
            assertEquals(113f * group, (Float) values.get(group * 32 + 31) + 0f);
        }
    }

    /** A header, and 32 nibbles that count from 0 to 15 twice. */
    private static byte[] blockOfNibbles(byte[] header) {
        byte[] block = Arrays.copyOf(header, header.length + 16);
        for (int i = 0; i < 16; i++) {
            block[header.length + i] = (byte) (i * 17);
        }
        return block;
    }

    private static List<Object> twice(List<Object> values) {
        List<Object> both = new ArrayList<>(values);
        both.addAll(values);
        return both;
    }

    /** Arrays in each other so many times. */
    private static byte[] nested(int depth) {
        ByteBuffer bytes = ByteBuffer.allocate(12 * (depth + 1)).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < depth; i++) {
            bytes.putInt(9).putLong(1);
        }
        return bytes.putInt(0).putLong(0).array();
    }

    @Test
    void version2() throws IOException {
        byte[] file = GgufFixture.file(GgufFixture.tensor("x", 0, 0, 2), new byte[8]);
        file[4] = 2;
        assertEquals(Shape.of(2), Mx.loadArrays(write(file)).get("x").shape());
    }

    @Test
    void malformedFiles() throws IOException {
        byte[] tensor = GgufFixture.tensor("x", 0, 0, 2);
        byte[] good = GgufFixture.file(tensor, new byte[8]);
        requireFailure(GgufFixture.file(tensor, new byte[7]), "ends early");
        requireFailure(GgufFixture.file(GgufFixture.tensor("x", 0, 64, 2), new byte[8]), "ends early");
        requireFailure(GgufFixture.file(GgufFixture.tensor("x", 0, 4, 1), new byte[8]), "offset 4 is not aligned");
        requireFailure(GgufFixture.file(GgufFixture.tensor("x", 2, 0, 33), new byte[99]), "does not fit the blocks");
        requireFailure(GgufFixture.file(GgufFixture.tensor("x", 0, 0, -1), new byte[8]), "too large");
        requireFailure(GgufFixture.file(GgufFixture.tensor("x", 0, 0, 1L << 31, 4), new byte[8]), "too large");
        requireFailure(GgufFixture.file(GgufFixture.tensor("x", 0, 0, new long[65]), new byte[8]), "65 axes");
        requireFailure(Arrays.copyOf(good, 30), "ends early");
        byte[] version = good.clone();
        version[4] = 1;
        requireFailure(version, "version 1");
        version[4] = 0;
        requireFailure(version, "version 0");
        byte[] bigEndian = good.clone();
        bigEndian[4] = 0;
        bigEndian[7] = 3;
        requireFailure(bigEndian, "big-endian");
        byte[] magic = good.clone();
        magic[0] = 'g';
        requireFailure(magic, "does not begin with GGUF");
        byte[] keys = good.clone();
        keys[18] = 2;
        requireFailure(keys, "131072 keys of metadata are too many");
    }

    @Test
    void overlappingAndRepeatedTensors() throws IOException {
        byte[] x = GgufFixture.tensor("x", 0, 0, 9);
        requireFailure(GgufFixture.file(List.of(x, GgufFixture.tensor("y", 0, 32, 1)), new byte[64]), "overlaps");
        requireFailure(
                GgufFixture.file(List.of(x, GgufFixture.tensor("x", 0, 64, 1)), new byte[96]), "'x' is there twice");
    }

    @Test
    void malformedMetadata() throws IOException {
        requireFailure(GgufFixture.metadata(13, new byte[8]), "no type of values 13");
        requireFailure(GgufFixture.metadata(7, new byte[] {2}), "element 0 of a bool array is 2");
        requireFailure(GgufFixture.metadata(8, new byte[] {-1, -1, -1, -1, -1, -1, -1, 127}), "ends early");
        requireFailure(
                GgufFixture.metadata(9, new byte[] {9, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0}), "in 'key': ends early");
        requireFailure(GgufFixture.metadata(9, nested(17)), "nested too deeply");
        requireFailure(GgufFixture.metadata(9, new byte[] {4, 0, 0, 0, -1, -1, -1, 127, 0, 0, 0, 0}), "ends early");
        requireFailure(GgufFixture.metadata(9, new byte[] {8, 0, 0, 0, -1, -1, -1, 127, 0, 0, 0, 0}), "ends early");
    }
}
