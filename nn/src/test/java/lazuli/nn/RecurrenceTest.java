package lazuli.nn;

import static lazuli.core.Mx.*;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Fn1;
import lazuli.core.Memory;
import lazuli.core.Random;
import lazuli.core.Shape;
import lazuli.core.ShapeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Recurrent layers do what their formulas say, written out step by step, and as little beside it as can be. */
class RecurrenceTest {
    private static final int INPUT = 3;
    private static final int HIDDEN = 4;

    @TempDir
    private Path folder = Path.of("");

    /** A layer, and its formula for one step. */
    record Kind(String name, IntFunction<Module> maker, Formula formula) {
        Layer make() {
            return (Layer) maker.apply(HIDDEN);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** The states, the hidden one first, after a step from those before it. */
    interface Formula {
        List<Array> step(Map<String, Array> parameters, Array x, List<Array> states);
    }

    static List<Kind> kinds() {
        return List.of(
                new Kind("rnn", size -> new RNN(INPUT, size), RecurrenceTest::rnn),
                new Kind("relu", size -> new RNN(INPUT, size, true, Activations::relu), RecurrenceTest::relu),
                new Kind("gru", size -> new GRU(INPUT, size), RecurrenceTest::gru),
                new Kind("gru without bias", size -> new GRU(INPUT, size, false), RecurrenceTest::gru),
                new Kind("lstm", size -> new LSTM(INPUT, size), RecurrenceTest::lstm),
                new Kind("lstm without bias", size -> new LSTM(INPUT, size, false), RecurrenceTest::lstm));
    }

    private static Array projected(Array x, Array weight, Map<String, Array> parameters, String bias) {
        Array product = matmul(x, weight.T());
        return parameters.containsKey(bias) ? product.add(parameters.get(bias)) : product;
    }

    private static Array elman(Map<String, Array> parameters, Array x, List<Array> states) {
        return projected(x, parameters.get("Wxh"), parameters, "bias")
                .add(matmul(states.getFirst(), parameters.get("Whh").T()));
    }

    private static List<Array> rnn(Map<String, Array> parameters, Array x, List<Array> states) {
        return List.of(tanh(elman(parameters, x, states)));
    }

    private static List<Array> relu(Map<String, Array> parameters, Array x, List<Array> states) {
        return List.of(maximum(elman(parameters, x, states), 0));
    }

    private static List<Array> gru(Map<String, Array> parameters, Array x, List<Array> states) {
        List<Array> z = split(projected(x, parameters.get("Wx"), parameters, "b"), 3, -1);
        List<Array> p = split(matmul(states.getFirst(), parameters.get("Wh").T()), 3, -1);
        Array reset = sigmoid(z.get(0).add(p.get(0)));
        Array update = sigmoid(z.get(1).add(p.get(1)));
        Array shifted = parameters.containsKey("bhn") ? p.get(2).add(parameters.get("bhn")) : p.get(2);
        Array candidate = tanh(z.get(2).add(reset.multiply(shifted)));
        return List.of(subtract(1, update).multiply(candidate).add(update.multiply(states.getFirst())));
    }

    private static List<Array> lstm(Map<String, Array> parameters, Array x, List<Array> states) {
        Array z = projected(x, parameters.get("Wx"), parameters, "bias");
        List<Array> gates =
                split(z.add(matmul(states.getFirst(), parameters.get("Wh").T())), 4, -1);
        Array cell = sigmoid(gates.get(1))
                .multiply(states.get(1))
                .add(sigmoid(gates.get(0)).multiply(tanh(gates.get(2))));
        return List.of(sigmoid(gates.get(3)).multiply(tanh(cell)), cell);
    }

    /** All hidden states, by the formula. */
    private static Array written(Kind kind, Layer layer, Array x) {
        Map<String, Array> parameters = ((Module) layer).parameters().flatten();
        Array zero = zeros(Shape.of(HIDDEN), x.dtype());
        List<Array> states = List.of(zero, zero);
        List<Array> all = new ArrayList<>();
        for (int t = 0; t < x.shape().length(-2); t++) {
            states = kind.formula().step(parameters, take(x, t, x.ndim() - 2), states);
            all.add(states.getFirst());
        }
        return stack(all, -2);
    }

    private static Array take(Array x, int index, int axis) {
        return unstack(x, axis).get(index);
    }

    private static void assertClose(Array expected, Array actual, double tolerance) {
        assertEquals(expected.shape(), actual.shape());
        assertTrue(
                allclose(expected.astype(DType.FLOAT64), actual.astype(DType.FLOAT64), tolerance, tolerance, false)
                        .itemBoolean(),
                () -> "expected " + expected + ", got " + actual);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void statesAreThoseOfTheFormula(Kind kind) {
        Layer layer = kind.make();
        for (Shape shape : List.of(Shape.of(5, INPUT), Shape.of(2, 1, INPUT), Shape.of(2, 3, 6, INPUT))) {
            Array x = Random.normal(shape.toArray());
            assertClose(written(kind, layer, x), layer.forward(x), 1e-5);
        }
        assertEquals(Shape.of(0, 5, HIDDEN), layer.forward(zeros(0, 5, INPUT)).shape());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void halfFloatsAreNearTheFormula(Kind kind) {
        for (DType dtype : List.of(DType.FLOAT16, DType.BFLOAT16)) {
            Layer layer = kind.make();
            Module module = (Module) layer;
            module.update(module.parameters().map(array -> array.astype(dtype)));
            Array x = Random.normal(2, 5, INPUT).astype(dtype);
            Array y = layer.forward(x);
            assertEquals(dtype, y.dtype());
            assertClose(written(kind, layer, x), y, 0.05);
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void gradientsOfParametersAreThoseOfTheFormula(Kind kind) {
        Layer layer = kind.make();
        Array x = Random.normal(2, 5, INPUT);
        Map<String, Array> got = Nn.valueAndGrad((Module) layer, (Array a) -> sum(square(layer.forward(a))))
                .apply(x)
                .grads()
                .flatten();
        Map<String, Array> expected = Nn.valueAndGrad((Module) layer, (Array a) -> sum(square(written(kind, layer, a))))
                .apply(x)
                .grads()
                .flatten();
        assertEquals(expected.keySet(), got.keySet());
        expected.forEach((name, gradient) -> assertClose(gradient, got.get(name), 1e-4));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void transformsAreThoseOfTheFormula(Kind kind) {
        Layer layer = kind.make();
        Array x = Random.normal(2, 5, INPUT);
        Fn1 loss = a -> sum(square(layer.forward(a)));
        Fn1 writtenLoss = a -> sum(square(written(kind, layer, a)));
        assertClose(grad(writtenLoss).apply(x), grad(loss).apply(x), 1e-4);
        Fn1 slope = a -> sum(square(grad(loss).apply(a)));
        Fn1 writtenSlope = a -> sum(square(grad(writtenLoss).apply(a)));
        assertClose(grad(writtenSlope).apply(x), grad(slope).apply(x), 1e-3);
        List<Array> tangent = List.of(ones(2, 5, INPUT));
        assertClose(
                jvp(writtenLoss, List.of(x), tangent).tangents().getFirst(),
                jvp(loss, List.of(x), tangent).tangents().getFirst(),
                1e-4);
        assertClose(layer.forward(x), vmap((Fn1) layer::forward).apply(x), 1e-6);
        assertClose(grad(loss).apply(x), vmap(grad(loss)).apply(x), 1e-5);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void compiledGradientsHaveTheSameBits(Kind kind) {
        Layer layer = kind.make();
        Array x = Random.normal(2, 5, INPUT);
        Fn1 gradient = grad((Array a) -> sum(square(layer.forward(a))));
        assertArrayEquals(
                gradient.apply(x).toByteArray(), compile(gradient).apply(x).toByteArray());
    }

    static Stream<DType> floats() {
        return Stream.of(DType.FLOAT32, DType.FLOAT64);
    }

    /** Of one state for all sequences, and of more states than sequences; the dtype is the widest. */
    @ParameterizedTest
    @MethodSource("floats")
    void sequencesGoOnFromStates(DType dtype) {
        LSTM lstm = new LSTM(INPUT, HIDDEN);
        GRU gru = new GRU(INPUT, HIDDEN);
        RNN rnn = new RNN(INPUT, HIDDEN);
        Array x = Random.normal(2, 6, INPUT);
        List<Array> halves = split(x, 2, 1);
        LSTM.States before = lstm.states(halves.get(0), null, null);
        LSTM.States after =
                lstm.states(halves.get(1), take(before.hidden(), 2, 1).astype(dtype), take(before.cell(), 2, 1));
        assertEquals(dtype, after.hidden().dtype());
        assertClose(split(lstm.forward(x), 2, 1).get(1), after.hidden(), 1e-5);
        assertClose(
                split(gru.forward(x), 2, 1).get(1),
                gru.forward(
                        halves.get(1), take(gru.forward(halves.get(0)), 2, 1).astype(dtype)),
                1e-5);
        assertClose(
                split(rnn.forward(x), 2, 1).get(1),
                rnn.forward(
                        halves.get(1), take(rnn.forward(halves.get(0)), 2, 1).astype(dtype)),
                1e-5);
        Array state = Random.normal(HIDDEN).astype(dtype);
        Array spread = broadcastTo(state, 2, HIDDEN);
        assertClose(gru.forward(x, spread), gru.forward(x, state), 1e-6);
        Array many = Random.normal(5, 1, HIDDEN).astype(dtype);
        assertEquals(Shape.of(5, 2, 6, HIDDEN), gru.forward(x, many).shape());
        assertClose(take(rnn.forward(x, many), 3, 0), rnn.forward(x, many.at(3)), 1e-6);
    }

    @Test
    void statesOfOtherSizesAreRefused() {
        Array x = zeros(2, 3, INPUT);
        assertThrows(ShapeException.class, () -> new GRU(INPUT, HIDDEN).forward(x, zeros(2, 1)));
        assertThrows(ShapeException.class, () -> new RNN(INPUT, HIDDEN).forward(x, zeros(3, HIDDEN)));
        assertThrows(ShapeException.class, () -> new LSTM(INPUT, HIDDEN).states(x, null, zeros(2, HIDDEN + 1)));
    }

    /** It was a kernel or ten for each step, and T gradients of the weight. */
    @Test
    void trainingTakesAsManyKernelsForManySteps() throws IOException {
        for (Kind kind : kinds()) {
            if (kind.name().equals("relu")) {
                continue;
            }
            Layer layer = kind.make();
            int few = kernels(layer, 3).size();
            List<String> many = kernels(layer, 40);
            assertEquals(few, many.size(), () -> kind + ": " + many);
            assertTrue(few <= 45, () -> kind + ": " + many);
        }
    }

    /**
     * The projected input, its gradient, and what the derivative needs: each is four times the states, and they are 15 to 20 times. They were
     * 185 times, when each slice's gradient was an array of zeros for all steps.
     */
    @Test
    void trainingTakesMemoryOfItsStates() {
        int steps = 64;
        int batch = 64;
        int features = 64;
        LSTM layer = new LSTM(features, features);
        Array x = Random.normal(batch, steps, features);
        var gradient = Nn.valueAndGrad(layer, (Array a) -> mean(square(layer.forward(a))));
        eval(gradient.apply(x).grads());
        long states = (long) steps * batch * features * Float.BYTES;
        Memory.resetPeak();
        long before = Memory.active();
        eval(gradient.apply(x).grads());
        long taken = Memory.peak() - before;
        assertTrue(taken < 32 * states, () -> "took %.1f times the states' memory".formatted((double) taken / states));
    }

    private List<String> kernels(Layer layer, int steps) throws IOException {
        Array x = Random.normal(2, steps, INPUT);
        eval(x);
        var gradient = Nn.valueAndGrad((Module) layer, (Array a) -> sum(square(layer.forward(a))));
        eval(gradient.apply(x).grads()); // the parameters have their values then
        Path file = folder.resolve("kernels.jfr");
        try (Recording recording = new Recording()) {
            recording.enable("lazuli.Kernel").withoutThreshold();
            recording.start();
            eval(gradient.apply(x).grads());
            recording.stop();
            recording.dump(file);
        }
        return RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().equals("lazuli.Kernel"))
                .map(event -> String.valueOf(event.getString("operation")))
                .toList();
    }
}
