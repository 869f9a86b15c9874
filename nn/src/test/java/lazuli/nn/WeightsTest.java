package lazuli.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import lazuli.core.Array;
import lazuli.core.ArrayFileException;
import lazuli.core.DType;
import lazuli.core.Mx;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WeightsTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({"w.npz, FLOAT32", "w.safetensors, FLOAT32", "w.safetensors, BFLOAT16", "w.npz, FLOAT16"})
    void comeBackFromAFile(String name, DType dtype) {
        Block saved = new Block();
        saved.setDtype(dtype);
        Path file = directory.resolve(name);
        saved.saveWeights(file);
        Block loaded = new Block();
        loaded.loadWeights(file);
        Map<String, Array> expected = saved.parameters().flatten();
        Map<String, Array> got = loaded.parameters().flatten();
        assertEquals(expected.keySet(), got.keySet());
        expected.forEach((path, array) -> {
            assertEquals(array.dtype(), got.get(path).dtype(), path);
            assertArrayEquals(array.toFloatArray(), got.get(path).toFloatArray(), path);
        });
    }

    @Test
    void loadsWhatFitsByNameIfNotStrict() {
        Linear linear = new Linear(3, 2);
        Array bias = Mx.ones(2);
        linear.loadWeights(Map.of("bias", bias, "other", Mx.ones(1)), false);
        assertSame(bias, linear.bias());
        Array weight = linear.weight();
        linear.loadWeights(Map.of("other", Mx.ones(1)), false);
        assertSame(weight, linear.weight());
    }

    @Test
    void saysInOneLineWhatDoesNotFit() {
        Path file = directory.resolve("other.npz");
        new Linear(4, 2, false).saveWeights(file);
        Linear linear = new Linear(3, 2);
        Array weight = linear.weight();
        assertEquals(
                "[load_weights] " + file
                        + " does not fit the model: missing bias (2,); wrong shape weight is (2, 4), not (2, 3)",
                assertThrows(WeightsException.class, () -> linear.loadWeights(file))
                        .getMessage());
        assertSame(weight, linear.weight());
    }

    @Test
    void namesAFewKeysOfMany() {
        Map<String, Array> many =
                new LinkedHashMap<>(new Linear(3, 2).parameters().flatten());
        for (int i = 0; i < 9; i++) {
            many.put("extra" + i, Mx.ones(i + 1));
        }
        String message = assertThrows(WeightsException.class, () -> new Linear(3, 2).loadWeights(many))
                .getMessage();
        assertEquals(
                "[load_weights] the map does not fit the model: not in the model extra0 (1,), extra1 (2,), extra2 (3,),"
                        + " extra3 (4,), extra4 (5,) and 4 more",
                message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage.npz", "garbage.safetensors"})
    void refusesFilesThatAreNoWeights(String name) throws Exception {
        Path file = directory.resolve(name);
        Files.writeString(file, "no weights at all");
        assertThrows(ArrayFileException.class, () -> new Linear(1, 1).loadWeights(file));
        assertThrows(ArrayFileException.class, () -> new Linear(1, 1).loadWeights(directory.resolve("none")));
    }

    @Test
    void refusesToSaveInAnUnknownFormat() {
        Path file = directory.resolve("weights.txt");
        assertThrows(IllegalArgumentException.class, () -> new Linear(1, 1).saveWeights(file));
        assertTrue(Files.notExists(file));
    }
}
