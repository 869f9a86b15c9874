package lazuli.conformance;

import static lazuli.core.Mx.*;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.ExportException;
import lazuli.core.Fn1;
import lazuli.core.FnN;
import lazuli.core.FunctionExporter;
import lazuli.core.ImportedFunction;
import lazuli.core.Mx;
import lazuli.core.OperationException;
import lazuli.core.Random;
import lazuli.core.ShapeException;
import lazuli.core.Slice;
import lazuli.core.backend.CpuKernels;
import lazuli.core.graph.ArrayType;
import lazuli.core.graph.EvalContext;
import lazuli.core.graph.Nodes;
import lazuli.core.primitive.Backward;
import lazuli.core.primitive.BatchedResult;
import lazuli.core.primitive.Batching;
import lazuli.core.primitive.CustomPrimitive;
import lazuli.core.primitive.Forward;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A function that was written to a file and read again is the same function. */
class ExportTest {
    @TempDir
    Path directory;

    private ImportedFunction roundTrip(FnN function, List<Array> examples) {
        Path file = directory.resolve("function");
        Mx.exportFunction(file, function, examples);
        return Mx.importFunction(file);
    }

    private ImportedFunction shapeless(FnN function, Array... examples) {
        Path file = directory.resolve("shapeless");
        Mx.exportFunction(file, function, List.of(examples), true, "");
        return Mx.importFunction(file);
    }

    private static void assertSame(List<Array> expected, List<Array> got) {
        assertEquals(expected.size(), got.size());
        for (int i = 0; i < expected.size(); i++) {
            assertSame(expected.get(i), got.get(i));
        }
    }

    private static void assertSame(Array expected, Array got) {
        assertEquals(expected.type(), got.type());
        assertArrayEquals(expected.toByteArray(), got.toByteArray());
    }

    static Stream<Case> functions() {
        return Stream.concat(
                Stream.concat(Cases.all(), FourierCases.all().stream()),
                Operations.all().stream().filter(ExportTest::takesDoubles).map(Case::of));
    }

    private static boolean takesDoubles(Operation operation) {
        try {
            operation.function().apply(operation.inputs(DType.FLOAT64, 1));
            return true;
        } catch (OperationException refused) {
            return false;
        }
    }

    /** Every primitive's components are written and read. */
    @ParameterizedTest
    @MethodSource("functions")
    void importedFunctionGivesTheSameBits(Case function) {
        List<Array> inputs = function.inputs(3);
        ImportedFunction imported = roundTrip(function.function(), inputs);
        assertSame(function.function().apply(inputs), imported.apply(inputs));
        List<Array> others = function.inputs(4);
        assertSame(function.function().apply(others), imported.apply(others));
    }

    /** So are those of gradients, as a graph of their own. */
    @ParameterizedTest
    @MethodSource("gradients")
    void importedGradientGivesTheSameBits(Case function) {
        List<Array> inputs = function.inputs(5);
        FnN gradients = x -> Derivatives.gradients(function.weighted(6), x);
        assertSame(gradients.apply(inputs), roundTrip(gradients, inputs).apply(inputs));
    }

    static Stream<Case> gradients() {
        return Cases.all();
    }

    @Test
    void transformsSeeThroughIt() {
        Array weight = Random.normal(3, 3);
        Fn1 function = x -> sum(tanh(matmul(x, weight)));
        Array x = Random.normal(2, 3);
        FnN list = roundTrip(function.overLists(), List.of(x));
        Fn1 imported = a -> list.apply(List.of(a)).getFirst();
        assertSame(grad(function).apply(x), grad(imported).apply(x));
        assertSame(
                grad(a -> sum(grad(function).apply(a))).apply(x),
                grad(a -> sum(grad(imported).apply(a))).apply(x));
        assertSame(compile(function).apply(x), compile(imported).apply(x));
        Array batch = Random.normal(4, 2, 3);
        assertSame(vmap(function).apply(batch), vmap(imported).apply(batch));
    }

    @Test
    void severalSignaturesShareTheirConstants() throws IOException {
        Array weight = Random.normal(64, 64);
        FnN function = x -> x.size() == 1
                ? List.of(matmul(x.getFirst(), weight))
                : List.of(matmul(x.get(0), weight).add(x.get(1)), matmul(x.get(1), weight));
        Array a = Random.normal(2, 64);
        Array b = Random.normal(2, 64);
        Path file = directory.resolve("several");
        try (FunctionExporter exporter = Mx.exporter(file, function, false, "version 3, β")) {
            exporter.trace(a).trace(a, b).trace(a.astype(DType.FLOAT64)).trace(b);
        }
        assertTrue(Files.size(file) < 4 * weight.nbytes());
        ImportedFunction imported = Mx.importFunction(file);
        assertEquals("version 3, β", imported.metadata());
        assertEquals(
                List.of(
                        "(float32(2, 64)) -> (float32(2, 64))",
                        "(float32(2, 64), float32(2, 64)) -> (float32(2, 64), float32(2, 64))",
                        "(float64(2, 64)) -> (float64(2, 64))"),
                imported.signatures());
        assertSame(function.apply(List.of(a)), imported.apply(a));
        assertSame(function.apply(List.of(a, b)), imported.apply(a, b));
        String message = String.valueOf(assertThrows(ExportException.class, () -> imported.apply(Random.normal(3, 64)))
                .getMessage());
        assertTrue(message.contains("(float32(3, 64))") && message.contains("(float64(2, 64))"), message);
    }

    @Test
    void argumentsAndConstantsCanBeOutputs() {
        Array constant = Mx.array(new int[] {1, 2, 3});
        Array x = Random.normal(2);
        ImportedFunction imported = roundTrip(in -> List.of(in.getFirst(), constant, zeros(0, 3)), List.of(x));
        assertSame(List.of(x, constant, zeros(0, 3)), imported.apply(x));
    }

    private record Own() implements CustomPrimitive {
        @Override
        public List<ArrayType> outputs(List<ArrayType> inputs) {
            return inputs;
        }

        @Override
        public void evalCpu(EvalContext at, CpuKernels kernels) {
            at.share(0, at.input(0));
        }

        @Override
        public List<Array> vjp(Backward at) {
            return List.of(at.cotangent());
        }

        @Override
        public List<Array> jvp(Forward at) {
            return List.of(at.tangent(0));
        }

        @Override
        public BatchedResult vmap(Batching at) {
            return at.apply(this);
        }
    }

    @Test
    void ownPrimitivesAreRefusedByName() {
        Path file = directory.resolve("own");
        String message = String.valueOf(assertThrows(
                        ExportException.class, () -> Mx.exportFunction(file, x -> Nodes.of(new Own(), x), ones(2)))
                .getMessage());
        assertTrue(message.contains(Own.class.getName()), message);
        assertTrue(Files.notExists(file));
    }

    // ---- other lengths

    private static Array network(Array x, Array convolution, Array dense, Array bias) {
        Array hidden = maximum(conv2d(x, convolution, 1, 0), 0f).multiply(0.5f).add(1f);
        Array flat = hidden.reshape(x.shape().length(0), -1);
        return softmax(matmul(flat, dense).add(bias), -1)
                .multiply(broadcastTo(bias, flat.shape().length(0), 5).square());
    }

    @Test
    void shapelessFunctionTakesOtherBatches() {
        Array convolution = Random.normal(4, 3, 3, 2);
        Array dense = Random.normal(6 * 6 * 4, 5);
        Array bias = Random.normal(5);
        FnN function = x -> List.of(network(x.getFirst(), convolution, dense, bias));
        ImportedFunction imported = shapeless(function, Random.normal(2, 8, 8, 2));
        for (int batch : new int[] {1, 2, 3, 7}) {
            Array x = Random.normal(batch, 8, 8, 2);
            assertSame(function.apply(List.of(x)), imported.apply(x));
        }
    }

    @Test
    void shapelessFunctionTakesOtherLengthsOfSeveralAxes() {
        FnN function = x -> List.of(
                divide(x.get(0), sqrt(x.get(0).square().max(-1, true).add(1f))).add(x.get(1)),
                transpose(x.get(0), 1, 0).at(Slice.all(), Slice.all()),
                x.get(0).expandDims(0).reshape(1, -1),
                mean(x.get(0), 0).add(sum(x.get(0))).multiply(Mx.var(x.get(0))));
        ImportedFunction imported = shapeless(function, Random.normal(2, 3), Random.normal(3));
        List<Array> others = List.of(Random.normal(5, 4), Random.normal(4));
        assertSame(function.apply(others), imported.apply(others));
    }

    @Test
    void shapelessFunctionRefusesWhatIsNotClear() {
        List<FnN> unclear = List.of(
                x -> List.of(x.getFirst().reshape(3, 4)),
                x -> List.of(x.getFirst().add(Mx.array(new float[12]).reshape(4, 3))));
        for (FnN function : unclear) {
            ImportedFunction imported = shapeless(function, Random.normal(4, 3));
            assertSame(function.apply(List.of(ones(4, 3))), imported.apply(ones(4, 3)));
            String message = String.valueOf(assertThrows(ShapeException.class, () -> imported.apply(ones(5, 3)))
                    .getMessage());
            assertTrue(message.startsWith("[import_function] ") && message.contains("axis 0 of argument 0"), message);
        }
    }

    @Test
    void shapelessFunctionFollowsWhereAxesOfLengthOneBecomeOthers() {
        Array weight = Random.normal(3, 4);
        List<FnN> functions = List.of(
                x -> List.of(matmul(x.getFirst(), weight).add(1f).at(Slice.from(1)), zerosLike(x.getFirst())),
                x -> List.of(
                        x.getFirst().at(Slice.to(2)),
                        zeros(4, 3),
                        x.getFirst().update(0).add(1f)),
                x -> List.of(grad((Array a) -> mean(square(a))).apply(x.getFirst()), roll(x.getFirst(), 1, 0)),
                x -> List.of(x.getFirst().length() == 1 ? sin(x.getFirst()) : cos(x.getFirst()), sum(x.getFirst(), 0)),
                x -> List.of(x.getFirst().length() > 500 ? sin(x.getFirst()) : cos(x.getFirst())));
        for (FnN function : functions) {
            for (int first : new int[] {1, 2, 4}) {
                ImportedFunction imported = shapeless(function, Random.normal(first, 3));
                for (int rows : new int[] {1, 2, 3, 7, 500, 501, 502}) {
                    Array x = Random.normal(rows, 3);
                    assertSame(function.apply(List.of(x)), imported.apply(x));
                }
            }
        }
    }

    /** Written before files told where lengths come from. */
    @Test
    void shapelessFileOfVersionTwoServesItsOwnLengths() throws IOException {
        Path file = directory.resolve("shapeless");
        Mx.exportFunction(file, x -> List.of(sin(x.getFirst())), List.of(ones(2, 3)), false, "");
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(8, 2);
        header.putLong(12, header.getLong(12) - Long.BYTES); // no list of graphs for other lengths
        bytes[20 + Long.BYTES] = 1; // shapeless, behind empty metadata
        Files.write(file, bytes);
        ImportedFunction imported = Mx.importFunction(file);
        assertTrue(imported.isShapeless());
        assertSame(sin(ones(2, 3)), imported.apply(ones(2, 3)).getFirst());
        String message = String.valueOf(assertThrows(ShapeException.class, () -> imported.apply(ones(5, 3)))
                .getMessage());
        assertTrue(message.contains("export it again"), message);
    }
}
