package lazuli.nn;

import static lazuli.core.Mx.ones;
import static lazuli.core.Mx.zeros;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import lazuli.core.Array;
import lazuli.core.AttentionMask;
import lazuli.core.DType;
import lazuli.core.OperationException;
import lazuli.core.QuantizationOptions;
import lazuli.core.Shape;
import lazuli.core.ShapeException;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** Errors name the layer, and summaries and counts look into it. */
@NullUnmarked
class PlacesTest {
    /** A layer whose own addition may not fit. */
    static final class Shifted extends Module implements Layer {
        private final Linear inside = new Linear(4, 4);
        private Array shift;

        Shifted(int length) {
            shift = ones(length);
        }

        @Override
        public Array forward(Array x) {
            return result(() -> inside.forward(x).add(shift));
        }
    }

    /** A model that calls its layers as most do. */
    static final class Classifier extends Module implements Layer {
        private final Conv2d conv = new Conv2d(3, 8, 3);
        private final List<Linear> heads;

        Classifier(int features) {
            heads = List.of(new Linear(8, 4), new Linear(features, 2));
        }

        @Override
        public Array forward(Array x) {
            Array y = conv.forward(x).mean(new int[] {1, 2}, false);
            for (Linear head : heads) {
                y = head.forward(y);
            }
            return y;
        }
    }

    private static String refusal(Layer layer, int... shape) {
        return assertThrows(OperationException.class, () -> layer.forward(zeros(shape)))
                .getMessage();
    }

    @Test
    void shapeErrorsNameTheLayersPathOnce() {
        assertEquals(
                "[matmul] inner dimensions differ: (2, 4) @ (5, 2), in heads.1 (Linear) of Classifier",
                refusal(new Classifier(5), 2, 8, 8, 3));
        String message = refusal(new Sequential(new Sequential(new Linear(3, 3), new BatchNorm(4))), 2, 3);
        assertTrue(message.endsWith(", in layers.0.layers.1 (BatchNorm) of Sequential"), message);
        assertEquals(message.indexOf(", in "), message.lastIndexOf(", in "), message);
    }

    @Test
    void aLayerThatIsInNoOtherIsNamedByItsClass() {
        String message = refusal(new Linear(3, 4), 2, 5);
        assertTrue(message.endsWith(", in Linear"), message);
        message = refusal(new Shifted(3), 2, 4);
        assertTrue(message.endsWith(", in Shifted"), message);
    }

    @Test
    void layersOfOnesOwnAreNamedWhereOthersCallThem() {
        String message = refusal(new Sequential(new Linear(4, 4), new Shifted(3)), 2, 4);
        assertTrue(message.endsWith(", in layers.1 (Shifted) of Sequential"), message);
    }

    /** Its parameter cannot be trained, which is another error than the one to tell. */
    static final class Untrainable extends Module implements Layer {
        private final Array shift = ones(3);

        @Override
        public Array forward(Array x) {
            return result(() -> x.add(shift));
        }
    }

    @Test
    void aModelThatCannotBeLookedIntoDoesNotHideTheError() {
        String message = refusal(new Sequential(new Untrainable()), 2, 4);
        assertTrue(message.startsWith("[add") && message.endsWith(", in Untrainable"), message);
    }

    @Test
    void layersDeepInATransformerAreNamed() {
        Transformer model = new Transformer(1, 1, TransformerOptions.of(8, 2));
        String message = assertThrows(
                        ShapeException.class,
                        () -> model.forward(
                                zeros(1, 3, 8),
                                zeros(1, 3, 7),
                                AttentionMask.NONE,
                                AttentionMask.NONE,
                                AttentionMask.NONE))
                .getMessage();
        assertTrue(message.matches(".*, in decoder\\.layers\\.0\\.\\w+(\\.\\w+)? \\(\\w+\\) of Transformer"), message);
    }

    @Test
    void theNameIsThatOfTheModelThatIsTrainedToo() {
        Classifier model = new Classifier(5);
        String message = assertThrows(
                        ShapeException.class,
                        () -> Nn.valueAndGrad(
                                        model, (Array x) -> model.forward(x).sum())
                                .apply(zeros(2, 8, 8, 3)))
                .getMessage();
        assertTrue(message.endsWith(", in heads.1 (Linear) of Classifier"), message);
    }

    @Test
    void quantizationNamesTheLayerThatRefuses() {
        Classifier model = new Classifier(4);
        assertTrue(assertThrows(ShapeException.class, () -> Quantization.quantize(model))
                .getMessage()
                .endsWith(", in heads.0 (Linear)"));
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> Quantization.quantize(
                                new Sequential(new Linear(64, 4)),
                                (path, module) -> QuantizationOptions.DEFAULTS.quantizeInput(true)))
                .getMessage();
        assertTrue(message.endsWith(", in layers.0 (Linear)"), message);
    }

    @Test
    void weightsOfTheOtherFormAreRefusedWithWhatToCall() {
        Sequential plain = new Sequential(new Linear(64, 4), new Linear(4, 2));
        Sequential quantized = new Sequential(new Linear(64, 4), new Linear(4, 2));
        Quantization.quantize(
                quantized,
                QuantizationOptions.DEFAULTS.groupSize(32).bits(8),
                (path, module) -> path.equals("layers.0"));
        Map<String, Array> words = quantized.parameters().flatten();
        String expected =
                "[load_weights] the map has layers.0 quantized, and the model has not: call Quantization.quantize(model, 32, 8) before";
        for (boolean strict : new boolean[] {true, false}) {
            assertEquals(
                    expected,
                    assertThrows(WeightsException.class, () -> plain.loadWeights(words, strict))
                            .getMessage());
        }
        assertEquals(
                "[load_weights] the model has layers.0 quantized, and the map has not: load the weights into the model, then quantize it",
                assertThrows(
                                WeightsException.class,
                                () -> quantized.loadWeights(plain.parameters().flatten()))
                        .getMessage());
    }

    @Test
    void quantizedMatricesCountAsWhatTheyStandFor() {
        Sequential model = new Sequential(new Embedding(10, 64), new Linear(64, 4), new BatchNorm(4));
        long before = model.parameterCount();
        assertEquals(10 * 64 + 64 * 4 + 4 + 2 * 4, before);
        assertEquals(before, model.trainableParameterCount());
        assertEquals(8, model.bufferCount());
        Quantization.quantize(model, 32, 4);
        assertEquals(before, model.parameterCount());
        assertEquals(2 * 4, model.trainableParameterCount());
        assertTrue(model.summary(() -> model.forward(zeros(Shape.of(3), DType.INT32)))
                .endsWith("908 parameters, 8 of them trainable; 8 elements of buffers"));
    }

    @Test
    void summariesLookIntoModelsThatCallTheirLayersThemselves() {
        Classifier model = new Classifier(4);
        assertEquals("""
                path     module      output        parameters
                         Classifier  (2, 2)                 0
                conv     Conv2d      (2, 6, 6, 8)         224
                heads.0  Linear      (2, 4)                36
                heads.1  Linear      (2, 2)                10
                270 parameters, 270 of them trainable""", model.summary(2, 8, 8, 3));
    }

    @Test
    void summariesOfCallsOfAnyForm() {
        MultiHeadAttention attention = new MultiHeadAttention(8, 2);
        String table = attention.summary(() -> attention.forward(zeros(1, 3, 8), zeros(1, 5, 8), zeros(1, 5, 8)));
        assertTrue(table.contains("MultiHeadAttention  (1, 3, 8)"), table);
        assertTrue(table.matches("(?s).*key_proj +Linear +\\(1, 5, 8\\).*"), table);
        Linear shared = new Linear(4, 4);
        String twice = shared.summary(() -> List.of(shared.forward(zeros(2, 4)), shared.forward(zeros(3, 4))));
        assertTrue(twice.contains("(2, 4) (3, 4)"), twice);
    }
}
