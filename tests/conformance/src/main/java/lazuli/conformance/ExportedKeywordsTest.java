package lazuli.conformance;

import static lazuli.core.Mx.*;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.ExportEvent;
import lazuli.core.ExportException;
import lazuli.core.ExportOptions;
import lazuli.core.FnN;
import lazuli.core.FnWithKeywords;
import lazuli.core.FunctionExporter;
import lazuli.core.ImportedFunction;
import lazuli.core.Mx;
import lazuli.core.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exported functions with named arguments, and exports to a listener. */
class ExportedKeywordsTest {
    private static final Array X = arange(6).reshape(2, 3).astype(DType.FLOAT32);
    private static final Array SCALE = full(Shape.SCALAR, 2, DType.FLOAT32);
    private static final Array SHIFT = full(Shape.of(3), 1, DType.FLOAT32);
    private static final FnWithKeywords AFFINE = (inputs, named) -> {
        Array scaled = inputs.getFirst().multiply(argument(named, "scale"));
        return List.of(named.containsKey("shift") ? scaled.add(argument(named, "shift")) : scaled);
    };

    private static Array argument(Map<String, Array> named, String name) {
        return Objects.requireNonNull(named.get(name));
    }

    @TempDir
    Path directory;

    private ImportedFunction affine(boolean shapeless) {
        Path file = directory.resolve("affine" + shapeless);
        try (FunctionExporter exporter = exporter(file, AFFINE, ExportOptions.DEFAULTS.shapeless(shapeless))) {
            exporter.trace(List.of(X), Map.of("scale", SCALE))
                    .trace(List.of(X), Map.of("shift", SHIFT, "scale", SCALE))
                    .trace(List.of(X), Map.of("scale", SCALE));
        }
        return importFunction(file);
    }

    @Test
    void argumentsAreFoundByTheirNames() {
        ImportedFunction imported = affine(false);
        assertEquals(
                List.of(
                        "(float32(2, 3), scale=float32()) -> (float32(2, 3))",
                        "(float32(2, 3), scale=float32(), shift=float32(3,)) -> (float32(2, 3))"),
                imported.signatures());
        Map<String, Array> anyOrder = new HashMap<>(Map.of("shift", SHIFT, "scale", SCALE));
        assertArrayEquals(
                new float[] {1, 3, 5, 7, 9, 11},
                imported.apply(List.of(X), anyOrder).getFirst().toFloatArray());
        assertArrayEquals(
                new float[] {0, 2, 4, 6, 8, 10},
                imported.apply(List.of(X), Map.of("scale", SCALE)).getFirst().toFloatArray());
        Array gradient = grad((Array x) -> imported.apply(List.of(x), Map.of("scale", SCALE))
                        .getFirst()
                        .sum())
                .apply(X);
        assertArrayEquals(new float[] {2, 2, 2, 2, 2, 2}, gradient.toFloatArray());
    }

    @Test
    void otherNamesAndPositionsAreRefused() {
        ImportedFunction imported = affine(false);
        List<Map<String, Array>> wrong = List.of(
                Map.of(),
                Map.of("factor", SCALE),
                Map.of("shift", SHIFT),
                Map.of("scale", SHIFT),
                Map.of("scale", SCALE, "shift", SHIFT, "other", SCALE));
        for (Map<String, Array> keywords : wrong) {
            String message =
                    String.valueOf(assertThrows(ExportException.class, () -> imported.apply(List.of(X), keywords))
                            .getMessage());
            assertTrue(message.contains("scale=float32()"), message);
        }
        assertThrows(ExportException.class, () -> imported.apply(List.of(X, SCALE)));
        FnN plain = inputs -> inputs;
        assertThrows(
                ExportException.class,
                () -> exporter(directory.resolve("plain"), plain).trace(List.of(X), Map.of("scale", SCALE)));
    }

    @Test
    void shapelessFunctionsHaveNamesToo() {
        Array longer = ones(5, 3);
        Array got = affine(true)
                .apply(List.of(longer), Map.of("scale", SCALE, "shift", SHIFT))
                .getFirst();
        assertArrayEquals(longer.multiply(3).toFloatArray(), got.toFloatArray());
    }

    @Test
    void oneCallExportsAFunctionWithNames() {
        Path file = directory.resolve("one");
        exportFunction(file, AFFINE, List.of(X), Map.of("scale", SCALE));
        assertEquals(
                2f,
                importFunction(file)
                        .apply(List.of(X), Map.of("scale", SCALE))
                        .getFirst()
                        .at(0, 1)
                        .itemFloat());
    }

    /** Written by the version before names: {@code x -> ([1, 2], x)} of float32(2,), without primitives, whose forms may change. */
    @Test
    void filesOfTheFirstVersionAreRead() throws IOException {
        byte[] bytes = Base64.getDecoder().decode(FIRST_VERSION);
        Path file = directory.resolve("first");
        Files.write(file, bytes);
        ImportedFunction imported = importFunction(file);
        assertEquals(List.of("(float32(2,)) -> (float32(2,), float32(2,))"), imported.signatures());
        List<Array> got = imported.apply(ones(2));
        assertArrayEquals(new float[] {1, 2}, got.getFirst().toFloatArray());
        assertArrayEquals(new float[] {1, 1}, got.getLast().toFloatArray());
    }

    private static final String FIRST_VERSION =
            "TEFaVUxJRk4BAAAAgwAAAAAAAAAAAAAAAAAAAAABAAAAAAAAAAEAAAAAAAAAAgAAAAcAAAAAAAAARkxPQVQzMgAAAAAAAAAAAQAA"
                    + "AAAAAAABAAAAAAAAAAEAAAAAAAAAAgAAAAcAAAAAAAAARkxPQVQzMgEAAAAAAAAAAAAAAAAAAAAAAAAAAgAAAAAAAAABAAAAAAAA"
                    + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAACAPwAAAEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
                    + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==";

    // ---- listeners

    @Test
    void aListenerHearsOfEachPartOfTheGraph() {
        Array weight = Mx.array(new float[] {1, 2, 3}, Shape.of(3));
        List<ExportEvent> events = new ArrayList<>();
        FnWithKeywords function = (inputs, named) -> {
            Array product = inputs.getFirst().multiply(weight);
            return List.of(product.sum(0), exp(product).add(argument(named, "bias")));
        };
        exportFunction(events::add, function, List.of(X), Map.of("bias", SHIFT));
        ExportEvent.Value x = new ExportEvent.Value("A", Shape.of(2, 3), DType.FLOAT32);
        ExportEvent.Value bias = new ExportEvent.Value("B", Shape.of(3), DType.FLOAT32);
        assertEquals(new ExportEvent.Inputs(List.of(x, bias)), events.get(0));
        assertEquals(new ExportEvent.KeywordInputs(Map.of("bias", "B")), events.get(1));
        ExportEvent.Outputs outputs = (ExportEvent.Outputs) events.get(2);
        assertEquals(
                List.of(Shape.of(3), Shape.of(2, 3)),
                outputs.outputs().stream().map(ExportEvent.Value::shape).toList());
        ExportEvent.Constants constants = (ExportEvent.Constants) events.get(3);
        assertEquals(List.of("C"), List.copyOf(constants.constants().keySet()));
        assertArrayEquals(
                new float[] {1, 2, 3}, argument(constants.constants(), "C").toFloatArray());
        List<ExportEvent.Primitive> primitives = events.subList(4, events.size()).stream()
                .map(ExportEvent.Primitive.class::cast)
                .toList();
        ExportEvent.Primitive sum = primitives.stream()
                .filter(primitive -> primitive.name().equals("sum"))
                .findFirst()
                .orElseThrow();
        assertEquals(List.of(0), sum.arguments().get("axes"));
        List<String> known = new ArrayList<>(List.of("A", "B", "C"));
        for (ExportEvent.Primitive primitive : primitives) {
            primitive.inputs().forEach(input -> assertTrue(known.contains(input.name()), primitive::toString));
            primitive.outputs().forEach(output -> known.add(output.name()));
        }
        assertEquals(known.size(), known.stream().distinct().count());
        outputs.outputs().forEach(output -> assertTrue(known.contains(output.name())));
    }

    @Test
    void valuesAfterTheTwentySixthHaveTwoLetters() {
        List<ExportEvent> events = new ArrayList<>();
        FnN deep = inputs -> {
            Array y = inputs.getFirst();
            for (int i = 0; i < 27; i++) {
                y = sin(y);
            }
            return List.of(y);
        };
        exportFunction(events::add, deep, List.of(X));
        ExportEvent.Outputs outputs = (ExportEvent.Outputs) events.get(2);
        assertEquals("AB", outputs.outputs().getFirst().name());
        assertEquals(4 + 27, events.size());
    }
}
