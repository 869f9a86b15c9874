package lazuli.nn;

import static lazuli.core.Mx.allclose;
import static lazuli.core.Mx.array;
import static lazuli.core.Mx.arrayEqual;
import static lazuli.core.Mx.dequantize;
import static lazuli.core.Mx.matmul;
import static lazuli.core.Mx.ones;
import static lazuli.core.Mx.sum;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.QuantizationMode;
import lazuli.core.QuantizationOptions;
import lazuli.core.Quantized;
import lazuli.core.Random;
import lazuli.core.Shape;
import org.junit.jupiter.api.Test;

class QuantizationTest {
    private static final class Model extends Module implements Layer {
        private final Embedding words = new Embedding(5, 64);
        private final Linear first = new Linear(64, 64);
        private final List<Linear> fixed = List.of(new Linear(64, 64, false));
        private final List<Layer> growing = new ArrayList<>(List.of(Activation.relu(), new Linear(64, 64)));
        private final Map<String, Linear> named = new LinkedHashMap<>(Map.of("a", first));
        private final Linear[] row = {new Linear(64, 64)};
        private final LayerNorm norm = new LayerNorm(64);
        private final Linear last = new Linear(64, 3);

        @Override
        public Array forward(Array x) {
            Array y = first.forward(words.forward(x));
            y = growing.get(1).forward(fixed.getFirst().forward(y));
            y = row[0].forward(named.get("a").forward(y));
            return last.forward(norm.forward(y));
        }
    }

    @Test
    void replacesLayersWhereverTheyStand() {
        Model model = new Model();
        Array x = array(4, 0, 2);
        Array before = model.forward(x);
        Quantization.quantize(model, 32, 8);
        model.leafModules().forEach((path, module) -> {
            boolean keepsItsClass = path.equals("norm") || path.equals("growing.0");
            assertEquals(keepsItsClass, !module.getClass().getSimpleName().startsWith("Quantized"), path);
        });
        assertInstanceOf(QuantizedEmbedding.class, model.words);
        assertSame(model.first, model.named.get("a"), "one module stays one");
        assertTrue(allclose(before, model.forward(x), 0.1, 0.1, false).itemBoolean());
    }

    @Test
    void aFilterChoosesByPathAndModule() {
        Model model = new Model();
        Quantization.quantize(
                model,
                QuantizationOptions.DEFAULTS,
                (path, module) -> module instanceof Linear && !path.equals("last"));
        assertEquals(Linear.class, model.last.getClass());
        assertEquals(Embedding.class, model.words.getClass());
        assertEquals(QuantizedLinear.class, model.first.getClass());
    }

    @Test
    void whatHasNoQuantizedFormIsRefusedBeforeAnythingChanges() {
        Model model = new Model();
        assertThrows(
                IllegalArgumentException.class,
                () -> Quantization.quantize(model, (path, module) -> QuantizationOptions.DEFAULTS));
        assertEquals(Linear.class, model.first.getClass());
    }

    @Test
    void aLinearLayerMultipliesByTheNumbersThatItsWordsStandFor() {
        Linear linear = new Linear(64, 3);
        QuantizationOptions eight = QuantizationOptions.of(QuantizationMode.MXFP8);
        QuantizedLinear quantized = QuantizedLinear.of(linear, eight);
        Map<String, Array> parameters = quantized.parameters().flatten();
        assertEquals(Set.of("weight", "bias", "scales"), parameters.keySet());
        Array weight =
                dequantize(Quantized.of(quantized.weight(), parameters.get("scales"), null, eight), DType.FLOAT32);
        Array x = Random.normal(Shape.of(2, 64), DType.FLOAT32, 0, 1, Random.key(1));
        Array expected = matmul(x, weight.T()).add(parameters.get("bias"));
        assertTrue(allclose(expected, quantized.forward(x), 1e-4, 1e-4, false).itemBoolean());
    }

    @Test
    void quantizedWeightsAreNeverTrained() {
        Model model = new Model();
        Quantization.quantize(model);
        assertEquals(
                Set.of("norm.weight", "norm.bias"),
                model.trainableParameters().flatten().keySet());
        model.unfreeze();
        assertTrue(model.trainableParameters().flatten().keySet().stream()
                .allMatch(name -> name.endsWith(".bias") || name.startsWith("norm.")));
        ModelGradient.Of1 gradient = Nn.valueAndGrad(model, x -> sum(model.forward(x)));
        assertTrue(gradient.apply(array(1, 2)).grads().flatten().containsKey("norm.weight"));
    }

    @Test
    void anAttentionsProjectionsAreReplacedThoughTheirFieldsAreFinal() {
        MultiHeadAttention attention = new MultiHeadAttention(64, 2);
        Quantization.quantize(attention, 64, 4);
        assertTrue(attention.leafModules().values().stream().allMatch(module -> module instanceof QuantizedLinear));
    }

    @Test
    void inputsAreQuantizedToo() {
        Random.seed(2);
        Sequential model = new Sequential(new Linear(64, 32), Activation.relu(), new Linear(32, 3));
        Array x = Random.normal(5, 64);
        Array before = model.forward(x);
        QuantizationOptions options =
                QuantizationOptions.of(QuantizationMode.MXFP8).quantizeInput(true);
        Quantization.quantize(model, (path, module) -> module instanceof Linear ? options : null);
        QQLinear first = assertInstanceOf(QQLinear.class, model.layers().getFirst());
        assertTrue(allclose(before, model.forward(x), 0.1, 0.1, false).itemBoolean(), "in training");

        Array training = model.forward(x);
        model.evaluate();
        assertEquals(DType.UINT32, first.weight().dtype());
        assertTrue(arrayEqual(training, model.forward(x)).itemBoolean(), "kept quantized, or quantized on the way");
        assertEquals(
                Set.of("layers.0.bias", "layers.2.bias"),
                model.trainableParameters().flatten().keySet());
        model.train();
        assertEquals(Shape.of(32, 64), first.weight().shape());
        assertTrue(arrayEqual(training, model.forward(x)).itemBoolean(), "quantized once, quantized the same");
    }

    @Test
    void gradientsReachTheWeightsOfALayerThatQuantizesOnTheWay() {
        Random.seed(3);
        QuantizationOptions eight = QuantizationOptions.of(QuantizationMode.MXFP8);
        QQLinear layer = new QQLinear(32, 4, false, eight);
        Array x = Random.normal(6, 32);
        var grads =
                Nn.valueAndGrad(layer, in -> sum(layer.forward(in))).apply(x).grads();
        Array expected = matmul(ones(4, 6), x);
        assertTrue(allclose(expected, grads.flatten().get("weight"), 0.1, 0.3, false)
                .itemBoolean());
        assertThrows(IllegalArgumentException.class, () -> new QQLinear(64, 3, true, QuantizationOptions.DEFAULTS));
        QuantizationOptions options =
                QuantizationOptions.of(QuantizationMode.NVFP4).quantizeInput(true);
        assertThrows(IllegalArgumentException.class, () -> new Embedding(5, 64).toQuantized(options));
    }
}
