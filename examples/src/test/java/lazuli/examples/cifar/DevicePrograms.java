package lazuli.examples.cifar;

import static lazuli.core.Mx.*;

import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import lazuli.core.Array;
import lazuli.core.AttentionMask;
import lazuli.core.DType;
import lazuli.core.Device;
import lazuli.core.Fn1;
import lazuli.core.Random;
import lazuli.core.Shape;
import lazuli.examples.Examples;
import lazuli.nn.Linear;
import lazuli.nn.Losses;
import lazuli.nn.Nn;
import lazuli.nn.Quantization;
import lazuli.nn.Sequential;
import lazuli.nn.TransformerEncoder;
import lazuli.nn.TransformerOptions;
import lazuli.optimizers.AdamW;

/** What two devices must agree on, each line a name and a number or a word: {@code PROGRAM [arguments]}. */
public final class DevicePrograms {
    private static final java.util.Random NUMBERS = new java.util.Random(20_261_130);

    private DevicePrograms() {}

    /** Runs one of them on the default device, and says which that is. */
    public static void main(String[] arguments) {
        System.out.println(Device.defaultDevice().kind());
        Random.seed(7);
        switch (arguments[0]) {
            case "small-cnn" -> train(CifarModel.SMALL_CNN, Integer.parseInt(arguments[1]));
            case "resnet18" -> train(CifarModel.RESNET18, Integer.parseInt(arguments[1]));
            case "gradients" -> gradients(CifarModel.RESNET18);
            case "block" -> trainBlock(Integer.parseInt(arguments[1]));
            case "transforms" -> transforms();
            case "quantized" -> quantized();
            case "microgpt" ->
                Examples.main(new String[] {
                    "microgpt",
                    "--names",
                    arguments[1],
                    "--steps",
                    "3",
                    "--batch-size",
                    "4",
                    "--head-dims",
                    "2",
                    "--seed",
                    "3"
                });
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private static Array numbers(int... shape) {
        float[] values = new float[(int) Shape.of(shape).size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) NUMBERS.nextGaussian();
        }
        return array(values, Shape.of(shape));
    }

    private static void tell(String name, Array value) {
        System.out.printf(Locale.ROOT, "%s %.9g%n", name, value.itemDouble());
    }

    private static void train(CifarModel model, int steps) {
        for (boolean compiled : new boolean[] {true, false}) {
            TrainingStep step = new TrainingStep(model, compiled);
            for (int i = 0; i < steps; i++) {
                Array images = numbers(4, 32, 32, 3);
                Array labels = array(i, i + 1, 3, 9);
                System.out.printf(
                        Locale.ROOT, "%s-%d %.9g%n", compiled ? "compiled" : "plain", i, step.run(images, labels));
            }
        }
    }

    /** What AdamW makes of gradients that are nothing but rounding is a full step this way or that; so they are compared, too. */
    private static void gradients(CifarModel kind) {
        Classifier model = kind.create(10);
        Array images = numbers(4, 32, 32, 3);
        var result = Nn.valueAndGrad(
                        model,
                        (Array x, Array y) ->
                                Losses.crossEntropy(model.forward(x), y).mean())
                .apply(images, array(0, 1, 3, 9));
        tell("loss", result.value());
        result.grads()
                .flatten()
                .forEach((name, gradient) -> tell(name, sqrt(square(gradient).sum())));
    }

    private static void trainBlock(int steps) {
        TransformerEncoder block =
                new TransformerEncoder(1, TransformerOptions.of(32, 4).mlpDims(64));
        AdamW optimizer = new AdamW(1e-3f);
        var lossAndGrad =
                Nn.valueAndGrad(block, (x, y) -> Losses.mseLoss(block.forward(x, new AttentionMask.Causal()), y));
        for (int i = 0; i < steps; i++) {
            var result = lossAndGrad.apply(numbers(2, 12, 32), numbers(2, 12, 32));
            optimizer.update(block, result.grads());
            eval(block, optimizer);
            tell("block-" + i, result.value());
        }
    }

    private static void transforms() {
        Array x = numbers(5, 7);
        Array w = numbers(7, 7);
        Fn1 function = y -> softmax(matmul(y, w), -1).multiply(tanh(y)).sum();
        tell("value", function.apply(x));
        Fn1 gradient = y -> grad(function).apply(y).square().sum();
        tell("gradient", gradient.apply(x));
        tell("second", grad(gradient).apply(x).abs().sum());
        tell("compiled", compile(gradient).apply(x));
        tell(
                "mapped",
                vmap((Fn1) row -> gradient.apply(row.reshape(1, 7))).apply(x).max());
    }

    private static void quantized() {
        for (IntFunction<Array> input : List.<IntFunction<Array>>of(n -> numbers(n, 128), n -> numbers(1, 128))) {
            Sequential model = new Sequential(new Linear(128, 64), new Linear(64, 32));
            for (int bits : new int[] {4, 8}) {
                Sequential copy = new Sequential(new Linear(128, 64), new Linear(64, 64));
                Quantization.quantize(copy, 64, bits);
                tell(
                        "quantized-" + bits,
                        copy.forward(input.apply(9)).astype(DType.FLOAT32).sum());
            }
            tell("plain", model.forward(input.apply(9)).sum());
        }
    }
}
