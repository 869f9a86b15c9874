package lazuli.nn;

import static lazuli.core.Mx.array;
import static lazuli.core.Mx.ones;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import lazuli.core.Array;
import lazuli.core.Shape;
import lazuli.core.ShapeException;
import org.junit.jupiter.api.Test;

/** What options do where they are left alone, and one after the other. */
class OptionsTest {
    @Test
    void valuesAreAsLongAsKeysUnlessTheyAreGivenALength() {
        MultiHeadAttentionOptions options =
                MultiHeadAttentionOptions.of(8, 2).keyInputDims(5).bias(true);
        assertEquals(Shape.of(8, 5), weight(options, "value_proj"));
        assertEquals(Shape.of(8, 3), weight(options.valueInputDims(3), "value_proj"));
        MultiHeadAttentionOptions valuesFirst =
                MultiHeadAttentionOptions.of(8, 2).valueInputDims(3).keyInputDims(5);
        assertEquals(Shape.of(8, 3), weight(valuesFirst, "value_proj"));
        assertEquals(Shape.of(8, 5), weight(valuesFirst, "key_proj"));
        assertEquals(Shape.of(8, 8), weight(valuesFirst, "query_proj"));
        assertEquals(Shape.of(7, 6), weight(options.valueDims(6).valueOutputDims(7), "out_proj"));
    }

    private static Shape weight(MultiHeadAttentionOptions options, String projection) {
        Map<String, Array> parameters =
                new MultiHeadAttention(options).parameters().flatten();
        assertEquals(options.bias(), parameters.containsKey(projection + ".bias"));
        Array weight = parameters.get(projection + ".weight");
        return weight.shape();
    }

    @Test
    void headsDivideValuesToo() {
        assertThrows(
                ShapeException.class,
                () -> new MultiHeadAttention(MultiHeadAttentionOptions.of(8, 2).valueDims(5)));
        assertThrows(ShapeException.class, () -> new MultiHeadAttention(8, 0));
    }

    @Test
    void anEncodingIsScaledByItsDimsUnlessAScaleIsGiven() {
        Array position = array(0f);
        SinusoidalPositionalEncodingOptions cosFirst = SinusoidalPositionalEncodingOptions.DEFAULTS.cosFirst(true);
        assertArrayEquals(
                new double[] {0.5, 0.5, 0, 0},
                new SinusoidalPositionalEncoding(4, cosFirst.scale(0.5))
                        .forward(position)
                        .reshape(4)
                        .toDoubleArray());
        double scale = Math.sqrt(2.0 / 4);
        assertArrayEquals(
                new double[] {0, 0, scale, scale},
                new SinusoidalPositionalEncoding(4).forward(position).reshape(4).toDoubleArray(),
                1e-7);
    }

    @Test
    void crossEntropyIsReducedByOneWord() {
        Array logits = ones(2, 3);
        Array targets = array(0, 2);
        double each = Math.log(3);
        assertEquals(each, Losses.crossEntropy(logits, targets, Reduction.MEAN).itemDouble(), 1e-6);
        assertEquals(
                2 * each, Losses.crossEntropy(logits, targets, Reduction.SUM).itemDouble(), 1e-6);
    }

    @Test
    void adaptersHaveMlxsDefaults() {
        assertEquals(new LoraOptions(8, 20, 0), LoraOptions.DEFAULTS);
        assertEquals(
                new LoraOptions(4, 2, 0.5),
                LoraOptions.DEFAULTS.rank(4).scale(2).dropout(0.5));
    }

    @Test
    void transformersAreFourTimesAsWideBetweenTheirLinearLayers() {
        TransformerOptions options = TransformerOptions.of(6, 2);
        assertEquals(24, options.mlpDims());
        assertEquals(0, options.dropout());
        assertEquals(true, options.normFirst());
    }
}
