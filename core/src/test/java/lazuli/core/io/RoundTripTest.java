package lazuli.core.io;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Mx;
import lazuli.core.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is saved is what is loaded, in names, order, dtype, shape and bits. */
class RoundTripTest {
    private static final List<Shape> SHAPES = List.of(
            Shape.SCALAR,
            Shape.of(1),
            Shape.of(7),
            Shape.of(0),
            Shape.of(3, 0, 2),
            Shape.of(2, 3),
            Shape.of(1, 2, 1, 5));

    @TempDir
    Path directory;

    private enum Form {
        NPZ,
        COMPRESSED_NPZ,
        SAFETENSORS;

        void save(Path path, Map<String, Array> arrays) {
            switch (this) {
                case NPZ -> Mx.savez(path, arrays);
                case COMPRESSED_NPZ -> Mx.savezCompressed(path, arrays);
                case SAFETENSORS -> Mx.saveSafetensors(path, arrays);
            }
        }
    }

    private static Map<String, Array> allKinds() {
        Map<String, Array> arrays = new LinkedHashMap<>();
        for (DType dtype : DType.values()) {
            for (Shape shape : SHAPES) {
                arrays.put(dtype + " " + shape, Elements.counting(dtype, shape, arrays.size()));
            }
        }
        return arrays;
    }

    private static void requireSame(Map<String, Array> expected, Map<String, Array> got) {
        assertEquals(new ArrayList<>(expected.keySet()), new ArrayList<>(got.keySet()));
        expected.forEach((name, array) -> Elements.requireEqual(array, got.get(name)));
    }

    @ParameterizedTest
    @EnumSource
    void npy(DType dtype) {
        Path path = directory.resolve("array.npy");
        for (Shape shape : SHAPES) {
            Array array = Elements.counting(dtype, shape, 5);
            Mx.save(path, array);
            Elements.requireEqual(array, Mx.load(path));
        }
    }

    @ParameterizedTest
    @EnumSource
    void namedArrays(Form form) {
        Map<String, Array> arrays = allKinds();
        Path path = directory.resolve("arrays");
        form.save(path, arrays);
        requireSame(arrays, Mx.loadArrays(path));
    }

    @ParameterizedTest
    @EnumSource
    void noArrays(Form form) {
        Path path = directory.resolve("none");
        form.save(path, Map.of());
        assertEquals(Map.of(), Mx.loadArrays(path));
    }

    @ParameterizedTest
    @EnumSource
    void oddNames(Form form) {
        Map<String, Array> arrays = new LinkedHashMap<>();
        for (String name : List.of(
                "",
                ".npy",
                "a.npy",
                "../../up",
                "/absolute",
                "folder/",
                "ünï ✓ 😀",
                "quote\"back\\slash",
                "line\nend",
                "\0")) {
            arrays.put(name, Elements.counting(DType.INT32, Shape.of(2), arrays.size()));
        }
        Path path = directory.resolve("names");
        form.save(path, arrays);
        requireSame(arrays, Mx.loadArrays(path));
    }

    @ParameterizedTest
    @EnumSource
    void oneArrayUnderTwoNames(Form form) {
        Array shared = Elements.counting(DType.FLOAT32, Shape.of(3), 1);
        Map<String, Array> arrays = new LinkedHashMap<>();
        arrays.put("embedding", shared);
        arrays.put("head", shared);
        Path path = directory.resolve("tied");
        form.save(path, arrays);
        requireSame(arrays, Mx.loadArrays(path));
    }

    @Test
    void positionalNames() {
        Path path = directory.resolve("positional.npz");
        Mx.savez(path, Elements.counting(DType.INT8, Shape.of(1), 1), Elements.counting(DType.INT8, Shape.of(1), 2));
        assertEquals(List.of("arr_0", "arr_1"), List.copyOf(Mx.loadArrays(path).keySet()));
    }

    @Test
    void metadata() {
        Path path = directory.resolve("metadata.safetensors");
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("format", "lazuli");
        metadata.put("", "empty key");
        metadata.put("odd", "tab\t quote\" \\ ✓ 😀 \u0001");
        Mx.saveSafetensors(path, Map.of(), metadata);
        assertEquals(metadata, Mx.loadSafetensors(path).metadata());
        Mx.saveSafetensors(path, Map.of());
        assertEquals(Map.of(), Mx.loadSafetensors(path).metadata());
    }
}
