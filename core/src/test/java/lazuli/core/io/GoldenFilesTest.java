package lazuli.core.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Mx;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that MLX and NumPy wrote hold for us what they hold for MLX. */
class GoldenFilesTest {
    static Stream<Arguments> cases() throws IOException {
        return GoldenCases.read("io.json").stream()
                .map(each -> Arguments.of(
                        GoldenCases.object(each.get("args")).get("file"),
                        GoldenCases.object(each.get("args")).get("names"),
                        each.get("outputs")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void loads(String file, @Nullable List<String> names, List<Map<String, Object>> expected) {
        Path path = GoldenCases.directory().resolve("files").resolve(file);
        List<Object> got = new ArrayList<>();
        if (names == null) {
            got.add(Mx.load(path));
        } else {
            Map<String, Array> arrays = Mx.loadArrays(path);
            assertEquals(names.size(), arrays.size());
            names.forEach(name -> got.add(arrays.get(name)));
        }
        if (expected.size() > got.size()) {
            got.add(Mx.loadSafetensors(path).metadata());
        }
        for (int i = 0; i < expected.size(); i++) {
            Map<String, Object> output = expected.get(i);
            if (output.containsKey("value")) {
                assertEquals(output.get("value"), got.get(i));
            } else {
                Array array = (Array) got.get(i);
                assertEquals(output.get("dtype"), array.dtype().toString());
                assertEquals(
                        ((List<?>) output.get("shape")),
                        Arrays.stream(array.shape().toArray())
                                .mapToObj(Integer::toString)
                                .toList());
                assertEquals(values((List<?>) output.get("data"), array.dtype()), Elements.values(array));
            }
        }
    }

    private static List<Object> values(List<?> data, DType dtype) {
        return data.stream()
                .<Object>map(value -> switch (dtype.kind()) {
                    case BOOLEAN -> value;
                    case UNSIGNED, SIGNED -> Long.parseLong((String) value);
                    case FLOATING ->
                        dtype == DType.FLOAT64
                                ? (Object) Double.parseDouble((String) value)
                                : Float.parseFloat((String) value);
                    case COMPLEX ->
                        ((List<?>) value)
                                .stream()
                                        .map(part -> Float.parseFloat((String) part))
                                        .toList();
                })
                .toList();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "BFLOAT16")
    void savesWhatNumpyWouldByteForByte(DType dtype, @TempDir Path directory) throws IOException {
        Path golden = GoldenCases.directory().resolve("files/numpy-" + dtype + ".npy");
        Path saved = directory.resolve("saved.npy");
        Mx.save(saved, Mx.load(golden));
        assertArrayEquals(Files.readAllBytes(golden), Files.readAllBytes(saved));
    }
}
