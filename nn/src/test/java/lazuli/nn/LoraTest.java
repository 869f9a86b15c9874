package lazuli.nn;

import static lazuli.core.Mx.allclose;
import static lazuli.core.Mx.arrayEqual;
import static lazuli.core.Mx.matmul;
import static lazuli.core.Mx.square;
import static lazuli.core.Mx.sum;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.QuantizationOptions;
import lazuli.core.Random;
import lazuli.core.Shape;
import lazuli.core.Tree;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoraTest {
    private static final LoraOptions RANK_2 = LoraOptions.DEFAULTS.rank(2);

    private static final class Model extends Module implements Layer {
        private final Linear first = new Linear(64, 64);
        private final List<Linear> more = List.of(new Linear(64, 64, false), first);
        private final LayerNorm norm = new LayerNorm(64);
        private final Linear last = new Linear(64, 3);

        @Override
        public Array forward(Array x) {
            Array y = more.get(1).forward(more.get(0).forward(first.forward(x)));
            return last.forward(norm.forward(y));
        }
    }

    private final Array x = Random.normal(Shape.of(5, 64), DType.FLOAT32, 0, 1, Random.key(3));
    private final Model model = new Model();

    @BeforeEach
    void seed() {
        Random.seed(7);
    }

    /** Takes a large step against the gradients. */
    private void train(Module module, Layer layer) {
        Tree gradients = Nn.valueAndGrad(module, (Array in) -> sum(square(layer.forward(in))))
                .apply(x)
                .grads();
        Map<String, Array> parameters = module.parameters().flatten();
        module.update(
                gradients.mapWithPath((path, gradient) -> parameters.get(path).subtract(gradient.multiply(0.01))));
    }

    private static boolean near(Array a, Array b, double tolerance) {
        return allclose(a, b, tolerance, tolerance, false).itemBoolean();
    }

    @Test
    void aNewAdapterChangesNothing() {
        Array before = model.forward(x);
        Lora.apply(model, RANK_2);
        assertTrue(arrayEqual(before, model.forward(x)).itemBoolean());
        assertInstanceOf(LoraLinear.class, model.last);
        assertSame(model.first, model.more.get(1), "one layer stays one");
    }

    @Test
    void onlyTheAdaptersAreTrained() {
        Lora.apply(model, RANK_2);
        Set<String> trainable = model.trainableParameters().flatten().keySet();
        assertEquals(
                Set.of(
                        "first.lora_a",
                        "first.lora_b",
                        "more.0.lora_a",
                        "more.0.lora_b",
                        "more.1.lora_a",
                        "more.1.lora_b",
                        "last.lora_a",
                        "last.lora_b"),
                trainable);
        Map<String, Array> before = model.parameters().flatten();
        Array output = model.forward(x);
        train(model, model);
        model.parameters().flatten().forEach((path, after) -> {
            boolean moves = path.endsWith("lora_b");
            assertEquals(
                    moves,
                    !arrayEqual(before.get(path), after).itemBoolean(),
                    path + ": A stands still while B is zero");
        });
        assertFalse(near(output, model.forward(x), 1e-3));
    }

    @Test
    void anAdaptedLayerAddsItsProduct() {
        Linear linear = new Linear(64, 3);
        LoraLinear lora = LoraLinear.fromLinear(linear, RANK_2.scale(5));
        train(lora, lora);
        Map<String, Array> parameters = lora.parameters().flatten();
        assertEquals(Set.of("linear.weight", "linear.bias", "lora_a", "lora_b"), parameters.keySet());
        Array change = matmul(matmul(x, parameters.get("lora_a")), parameters.get("lora_b"));
        assertTrue(near(linear.forward(x).add(change.multiply(5)), lora.forward(x), 1e-5));
    }

    @ParameterizedTest
    @CsvSource({"false, 1e-4", "true, 0.05"})
    void fusedLayersComputeTheSameAlone(boolean quantized, double tolerance) {
        if (quantized) {
            Quantization.quantize(model, 64, 8);
        }
        Lora.apply(model, RANK_2);
        train(model, model);
        Array adapted = model.forward(x);
        Lora.fuse(model);
        assertEquals(quantized ? QuantizedLinear.class : Linear.class, model.last.getClass());
        assertSame(model.first, model.more.get(1));
        assertTrue(near(adapted, model.forward(x), tolerance));
    }

    @Test
    void aQuantizedFormKeepsTheAdapter() {
        Lora.apply(model, RANK_2, "last");
        train(model, model);
        Array before = model.last.forward(x);
        Module quantized = model.last.toQuantized(QuantizationOptions.DEFAULTS.bits(8));
        LoraLinear lora = assertInstanceOf(LoraLinear.class, quantized);
        assertInstanceOf(QuantizedLinear.class, lora.linear());
        assertTrue(near(before, lora.forward(x), 0.05));
        Quantization.quantize(model, 64, 8);
        assertTrue(arrayEqual(lora.forward(x), model.last.forward(x)).itemBoolean());
    }

    @ParameterizedTest
    @CsvSource({"last, last", "0, more.0", "more.0, more.0", "first, 'first,more.1'"})
    void layersAreChosenByTheEndsOfTheirPaths(String name, String expected) {
        Lora.apply(model, RANK_2, name);
        List<String> adapted = model.namedModules().entrySet().stream()
                .filter(entry -> entry.getValue() instanceof LoraLinear)
                .map(Map.Entry::getKey)
                .toList();
        assertEquals(List.of(expected.split(",")), adapted);
    }

    @Test
    void anAttentionsProjectionsAreAdaptedByTheirNamesInJavaOrMlx() {
        MultiHeadAttention attention = new MultiHeadAttention(64, 2);
        Lora.apply(attention, RANK_2, "queryProj", "value_proj");
        assertEquals(
                Set.of("query_proj.lora_a", "query_proj.lora_b", "value_proj.lora_a", "value_proj.lora_b"),
                attention.trainableParameters().flatten().keySet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"fir", "norm", "first.linear"})
    void whatIsNoLayerIsRefusedAndTheModelIsUnchanged(String name) {
        var refused = assertThrows(IllegalArgumentException.class, () -> Lora.apply(model, RANK_2, name));
        assertTrue(refused.getMessage().contains("more.0"), refused::getMessage);
        assertEquals(Linear.class, model.first.getClass());
        assertTrue(model.trainableParameters().flatten().containsKey("last.weight"));
    }

    @Test
    void aModelIsAdaptedOnce() {
        Lora.apply(model, RANK_2, "first");
        assertThrows(IllegalArgumentException.class, () -> Lora.apply(model, RANK_2, "last"));
        Lora.fuse(model);
        Lora.apply(model, RANK_2, "last");
        assertEquals(Linear.class, model.first.getClass());
        assertThrows(IllegalArgumentException.class, () -> LoraLinear.fromLinear(model.last, RANK_2));
        assertThrows(IllegalArgumentException.class, () -> LoraOptions.DEFAULTS.rank(0));
    }

    @Test
    void adaptersAreTakenUpByAnotherModelOfTheSameBase() {
        Map<String, Array> base = model.parameters().flatten();
        Lora.apply(model, RANK_2);
        train(model, model);
        Model other = new Model();
        other.loadWeights(base);
        Lora.apply(other, RANK_2);
        other.loadWeights(model.trainableParameters().flatten(), false);
        assertTrue(arrayEqual(model.forward(x), other.forward(x)).itemBoolean());
    }

    @Test
    void dropoutFallsOnTheAdapterAlone() {
        LoraLinear lora = LoraLinear.fromLinear(new Linear(64, 3), RANK_2.dropout(0.5));
        Array untrained = lora.forward(x);
        assertTrue(arrayEqual(untrained, lora.linear().forward(x)).itemBoolean());
        train(lora, lora);
        assertFalse(near(lora.forward(x), lora.forward(x), 1e-6));
        lora.evaluate();
        assertTrue(arrayEqual(lora.forward(x), lora.forward(x)).itemBoolean());
    }

    @Test
    void halfFloatsStayHalf() {
        Linear half = new Linear(64, 3);
        half.setDtype(DType.FLOAT16);
        LoraLinear lora = LoraLinear.fromLinear(half, RANK_2);
        assertEquals(DType.FLOAT16, lora.forward(x.astype(DType.FLOAT16)).dtype());
        assertEquals(DType.FLOAT16, lora.fuse().weight().dtype());
    }
}
