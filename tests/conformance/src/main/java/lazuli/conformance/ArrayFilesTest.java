package lazuli.conformance;

import static lazuli.core.Mx.*;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Fn1;
import lazuli.core.Mx;
import lazuli.core.Random;
import lazuli.core.Slice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Arrays that are not yet computed or not contiguous are saved, and arrays that view a file are computed with. */
class ArrayFilesTest {
    @TempDir
    Path directory;

    private static void requireEqual(Array expected, Array got) {
        assertEquals(expected.shape(), got.shape());
        assertEquals(expected.dtype(), got.dtype());
        assertArrayEquals(expected.toByteArray(), got.toByteArray());
    }

    @Test
    void savesWhatIsNotYetComputed() {
        Path path = directory.resolve("x.npy");
        Mx.save(path, add(ones(3, 4), 1));
        requireEqual(multiply(ones(3, 4), 2), Mx.load(path));
    }

    @Test
    void savesStridedArraysInRowMajorOrder() {
        Array x = reshape(arange(24), 2, 3, 4);
        Map<String, Array> arrays = new LinkedHashMap<>();
        arrays.put("transposed", transpose(x));
        arrays.put("sliced", x.at(Slice.all(), Slice.from(1)));
        arrays.put("broadcast", broadcastTo(ones(1, 3), 4, 3));
        arrays.put("computed", x.T().astype(DType.FLOAT32).add(0.5f));
        Path path = directory.resolve("arrays");
        Mx.savez(path, arrays);
        requireEqual(arrays, Mx.loadArrays(path));
        Mx.savezCompressed(path, arrays);
        requireEqual(arrays, Mx.loadArrays(path));
        Mx.saveSafetensors(path, arrays);
        requireEqual(arrays, Mx.loadArrays(path));
    }

    private static void requireEqual(Map<String, Array> expected, Map<String, Array> got) {
        assertEquals(expected.keySet(), got.keySet());
        expected.forEach((name, array) -> requireEqual(array, named(got, name)));
    }

    private static Array named(Map<String, Array> arrays, String name) {
        return Objects.requireNonNull(arrays.get(name), name);
    }

    @Test
    void columnMajorArraysAreUsedAsTheyLie() throws IOException {
        String header = "{'descr': '>f4', 'fortran_order': True, 'shape': (2, 3), }";
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) header.length(), 0});
        file.writeBytes(header.getBytes(StandardCharsets.US_ASCII));
        ByteBuffer elements = ByteBuffer.allocate(24).order(ByteOrder.BIG_ENDIAN);
        for (float element : new float[] {0, 3, 1, 4, 2, 5}) {
            elements.putFloat(element);
        }
        file.writeBytes(elements.array());
        Path path = Files.write(directory.resolve("x.npy"), file.toByteArray());
        Array loaded = Mx.load(path);
        assertArrayEquals(new float[] {0, 1, 2, 3, 4, 5}, loaded.toFloatArray());
        assertArrayEquals(
                new float[] {5, 14, 14, 50}, matmul(loaded, loaded.T()).toFloatArray());
        Mx.save(path, loaded);
        requireEqual(loaded, Mx.load(path));
    }

    /** In a file an array is on the boundary of its elements, not on one of 64 bytes as elsewhere. */
    @Test
    void computesWithArraysThatViewAFile() throws IOException {
        Map<String, Array> arrays = new LinkedHashMap<>();
        arrays.put("odd", ones(3));
        arrays.put("matrix", Random.normal(700, 500));
        arrays.put("filters", Random.normal(16, 3, 3, 8));
        arrays.put("images", Random.normal(2, 33, 33, 8));
        eval(arrays.values().toArray(Array[]::new));
        Path path = directory.resolve("large.safetensors");
        Mx.saveSafetensors(path, arrays);
        byte[] before = Files.readAllBytes(path);
        Map<String, Array> loaded = Mx.loadArrays(path);
        Array matrix = named(arrays, "matrix");
        Array viewed = named(loaded, "matrix");
        requireEqual(exp(multiply(matrix, 2)), exp(multiply(viewed, 2)));
        requireEqual(sum(matrix), sum(viewed));
        requireEqual(matmul(matrix, matrix.T()), matmul(viewed, viewed.T()));
        requireEqual(
                conv2d(named(arrays, "images"), named(arrays, "filters"), 1, 1),
                conv2d(named(loaded, "images"), named(loaded, "filters"), 1, 1));
        Fn1 gradient = grad(x -> sum(square(tanh(x.T().add(1)))));
        requireEqual(gradient.apply(matrix), gradient.apply(viewed));
        assertArrayEquals(before, Files.readAllBytes(path));
    }
}
