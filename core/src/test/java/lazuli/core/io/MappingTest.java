package lazuli.core.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.ByteOrder;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Memory;
import lazuli.core.Mx;
import lazuli.core.Shape;
import lazuli.core.backend.Tensor;
import lazuli.core.graph.Nodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Arrays of large files view them; their memory is not the allocator's. */
class MappingTest {
    private static final Shape SHAPE = Shape.of(1000, 1000);

    @TempDir
    Path directory;

    private final Array large = Elements.counting(DType.FLOAT32, SHAPE, 0);

    @Test
    void npyIsViewed() {
        Path path = directory.resolve("large.npy");
        Mx.save(path, large);
        long before = Memory.active();
        Array loaded = Mx.load(path);
        assertTrue(Memory.active() <= before);
        Elements.requireEqual(large, loaded);
    }

    @Test
    void everyArrayOfASafetensorsFileIsViewed() {
        Map<String, Array> arrays = new LinkedHashMap<>();
        arrays.put("odd", Elements.counting(DType.INT8, Shape.of(3), 0));
        arrays.put("half", Elements.counting(DType.FLOAT16, Shape.of(1001), 1));
        arrays.put("large", large);
        arrays.put("wide", Elements.counting(DType.FLOAT64, Shape.of(7), 2));
        Path path = directory.resolve("large.safetensors");
        Mx.saveSafetensors(path, arrays);
        long before = Memory.active();
        Map<String, Array> loaded = Mx.loadArrays(path);
        assertTrue(Memory.active() <= before);
        arrays.forEach((name, array) -> Elements.requireEqual(array, loaded.get(name)));
    }

    @Test
    void unalignedAndSwappedArraysAreCopied() throws IOException {
        byte[] bytes = Elements.bytes(large);
        for (String order : new String[] {"<", ">"}) {
            String header = "{'descr':'" + order + "f4','fortran_order':False,'shape':(1000,1000)}";
            Path path = directory.resolve("odd.npy");
            byte[] file = new byte[10 + header.length() + bytes.length];
            System.arraycopy(
                    new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) header.length()}, 0, file, 0, 9);
            for (int i = 0; i < header.length(); i++) {
                file[10 + i] = (byte) header.charAt(i);
            }
            for (int i = 0; i < bytes.length; i++) {
                file[10 + header.length() + i] = order.equals("<") ? bytes[i] : bytes[i ^ 3];
            }
            Files.write(path, file);
            Array loaded = Mx.load(path);
            try (RandomAccessFile overwritten = new RandomAccessFile(path.toFile(), "rw")) {
                overwritten.write(new byte[file.length]);
            }
            assertArrayEquals(bytes, Elements.bytes(loaded));
        }
    }

    @Test
    void replacedFileLeavesTheArrayAsItWas() {
        Path path = directory.resolve("large.npy");
        Mx.save(path, large);
        Array loaded = Mx.load(path);
        Mx.save(path, Elements.counting(DType.FLOAT32, SHAPE, 9));
        Elements.requireEqual(large, loaded);
    }

    @Test
    void arrayCanBeSavedOverItsOwnFile() {
        Path path = directory.resolve("large.npy");
        Mx.save(path, large);
        Mx.save(path, Mx.load(path));
        Elements.requireEqual(large, Mx.load(path));
    }

    /** The evaluator writes over memory that nobody else will read, but not over a file's. */
    @Test
    void viewedMemoryIsNeverExclusive() {
        Path path = directory.resolve("large.npy");
        Mx.save(path, large);
        Tensor tensor = Objects.requireNonNull(Nodes.of(Mx.load(path)).retainValue(0));
        assertFalse(tensor.buffer().isExclusive());
        tensor.buffer().release();
        assertFalse(tensor.buffer().isExclusive());
    }

    @Test
    void filesThatCannotBeMapped() throws IOException {
        URI zip = URI.create("jar:" + directory.resolve("archive.zip").toUri());
        try (FileSystem archive = FileSystems.newFileSystem(zip, Map.of("create", "true"))) {
            Path path = archive.getPath("/large.npy");
            Mx.save(path, large);
            Elements.requireEqual(large, Mx.load(path));
        }
    }

    @Test
    void bytesAreSwappedForBigEndianMachines() throws IOException {
        Array array = Elements.counting(DType.INT32, Shape.of(2), 1);
        Tensor tensor = Objects.requireNonNull(Nodes.of(array).retainValue(0));
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        LittleEndian.write(tensor.buffer().segment().asSlice(0, 8), 4, ByteOrder.BIG_ENDIAN, bytes -> {
            while (bytes.hasRemaining()) {
                written.write(bytes.get());
            }
        });
        tensor.buffer().release();
        assertArrayEquals(new byte[] {4, 3, 2, 1, 8, 7, 6, 5}, written.toByteArray());
    }
}
