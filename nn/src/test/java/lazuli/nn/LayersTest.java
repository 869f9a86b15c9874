package lazuli.nn;

import static lazuli.core.Mx.ones;
import static lazuli.core.Mx.zeros;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Random;
import lazuli.core.Shape;
import lazuli.core.ShapeException;
import org.junit.jupiter.api.Test;

class LayersTest {
    @Test
    void convolutionsTellTheirOptions() {
        Conv2d conv = new Conv2d(
                4, 8, 3, ConvOptions.DEFAULTS.stride(2, 1).padding(1).groups(2).bias(false));
        assertEquals(
                "Conv2d(4, 8, kernelSize=(3, 3), stride=(2, 1), padding=(1, 1), dilation=(1, 1), groups=2, bias=false), 144 parameters",
                conv.toString());
        assertEquals(Shape.of(8, 3, 3, 2), conv.weight().shape());
        assertEquals(Shape.of(2, 5, 9, 8), conv.forward(zeros(2, 9, 9, 4)).shape());
    }

    @Test
    void convolutionsRefuseOptionsThatDoNotFit() {
        ConvOptions groups = ConvOptions.DEFAULTS.groups(3);
        assertThrows(IllegalArgumentException.class, () -> new Conv2d(4, 6, 3, groups));
        ConvOptions strides = ConvOptions.DEFAULTS.stride(1, 2, 3);
        assertThrows(IllegalArgumentException.class, () -> new Conv2d(4, 6, 3, strides));
        assertThrows(IllegalArgumentException.class, () -> new Conv2d(4, 6, new int[] {3}, ConvOptions.DEFAULTS));
    }

    @Test
    void transposedConvolutionsEnlarge() {
        ConvTransposeOptions twice =
                ConvTransposeOptions.DEFAULTS.stride(2).padding(1).outputPadding(1, 0);
        ConvTranspose2d conv = new ConvTranspose2d(4, 8, 3, twice);
        assertEquals(
                "ConvTranspose2d(4, 8, kernelSize=(3, 3), stride=(2, 2), padding=(1, 1), dilation=(1, 1), "
                        + "outputPadding=(1, 0), bias=true), 296 parameters",
                conv.toString());
        assertEquals(Shape.of(8, 3, 3, 4), conv.weight().shape());
        assertEquals(Shape.of(2, 10, 9, 8), conv.forward(zeros(2, 5, 5, 4)).shape());
        assertEquals(
                Shape.of(1, 9, 3),
                new ConvTranspose1d(2, 3, 3, 2, 0).forward(zeros(1, 4, 2)).shape());
        assertThrows(
                IllegalArgumentException.class,
                () -> new ConvTranspose3d(4, 6, 3, ConvTransposeOptions.DEFAULTS.outputPadding(1, 2)));
        assertThrows(
                IllegalArgumentException.class,
                () -> new ConvTranspose3d(4, 6, new int[] {3}, ConvTransposeOptions.DEFAULTS));
    }

    @Test
    void dropoutKeepsTheMeanAndTheDtype() {
        Random.seed(3);
        Dropout dropout = new Dropout(0.25);
        float[] y = dropout.forward(ones(100, 100)).toFloatArray();
        double sum = 0;
        for (float value : y) {
            assertTrue(value == 0 || Math.abs(value - 1 / 0.75f) < 1e-6, "" + value);
            sum += value;
        }
        assertEquals(1, sum / y.length, 0.02);
        assertEquals(
                DType.BFLOAT16,
                dropout.forward(ones(Shape.of(4), DType.BFLOAT16)).dtype());
        Array x = ones(3);
        dropout.evaluate();
        assertSame(x, dropout.forward(x));
        assertThrows(IllegalArgumentException.class, () -> new Dropout(1));
    }

    @Test
    void channelDropoutDropsWholeChannels() {
        Random.seed(5);
        float[] y = new Dropout2d(0.5).forward(ones(1, 4, 4, 16)).toFloatArray();
        for (int i = 16; i < y.length; i++) {
            assertEquals(y[i % 16], y[i]);
        }
        assertThrows(ShapeException.class, () -> new Dropout2d().forward(ones(2, 3)));
    }

    @Test
    void normalizationsRefuseOtherNumbersOfChannels() {
        assertThrows(ShapeException.class, () -> new BatchNorm(3).forward(ones(2, 4)));
        assertThrows(ShapeException.class, () -> new BatchNorm(3).forward(ones(3)));
        assertThrows(ShapeException.class, () -> new LayerNorm(3).forward(ones(2, 4)));
        assertThrows(ShapeException.class, () -> new RMSNorm(3).forward(ones(2, 4)));
    }

    @Test
    void batchNormOfOneExampleKeepsStatisticsFinite() {
        BatchNorm norm = new BatchNorm(2);
        norm.forward(ones(1, 2));
        assertArrayEquals(
                new float[] {0.9f, 0.9f},
                norm.parameters().flatten().get("running_var").toFloatArray(),
                1e-6f);
    }

    @Test
    void poolsRefuseOtherRanks() {
        assertThrows(ShapeException.class, () -> new MaxPool2d(2).forward(ones(4, 4, 1)));
        assertThrows(IllegalArgumentException.class, () -> new AvgPool2d(new int[] {2}, new int[] {2}, new int[] {0}));
    }

    @Test
    void lossesRefuseTargetsThatDoNotFit() {
        assertThrows(ShapeException.class, () -> Losses.crossEntropy(ones(2, 3), ones(3)));
        assertThrows(ShapeException.class, () -> Losses.mseLoss(ones(2, 3), ones(3)));
        Array logits = ones(2, 3);
        Array targets = zeros(Shape.of(2), DType.INT32);
        assertThrows(
                ShapeException.class,
                () -> Losses.crossEntropy(logits, targets, CrossEntropyOptions.DEFAULTS.weights(ones(3))));
        assertThrows(
                IllegalArgumentException.class,
                () -> Losses.crossEntropy(logits, targets, CrossEntropyOptions.DEFAULTS.labelSmoothing(1)));
    }

    @Test
    void initializersApplyToWholeModules() {
        Sequential model = new Sequential(new Linear(3, 2), new Linear(2, 1));
        model.apply(Init.constant(0.5));
        model.parameters().leaves().forEach(array -> {
            for (float value : array.toFloatArray()) {
                assertEquals(0.5f, value);
            }
        });
        assertThrows(ShapeException.class, () -> Init.identity().of(Shape.of(2, 3)));
        assertThrows(ShapeException.class, () -> Init.heNormal(Init.Fan.IN, 1).of(Shape.of(3)));
    }
}
