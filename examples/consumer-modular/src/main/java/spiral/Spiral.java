package spiral;

import static lazuli.core.Mx.*;

import java.util.List;
import lazuli.core.Array;
import lazuli.core.Device;
import lazuli.core.Fn2;
import lazuli.core.Linalg;
import lazuli.core.State;
import lazuli.nn.Losses;
import lazuli.nn.Nn;
import lazuli.optimizers.AdamW;

/** Tells two intertwined spirals apart, and which kernels did it. */
public class Spiral {
    private Spiral() {}

    /** Trains for 300 steps. */
    public static void main(String[] arguments) {
        Array turn = linspace(0.5, 3 * Math.PI, 500);
        Array spiral = stack(turn.multiply(cos(turn)), turn.multiply(sin(turn))).transpose();
        Array points = concatenate(List.of(spiral, spiral.negative())).divide(10);
        Array labels = repeat(arange(2), 500);
        var model = new SpiralNet();
        var optimizer = new AdamW(1e-2);
        var lossAndGrad = Nn.valueAndGrad(model, (x, y) -> Losses.crossEntropy(model.forward(x), y).mean());
        Fn2 step = compile((x, y) -> {
            var result = lossAndGrad.apply(x, y);
            optimizer.update(model, result.grads());
            return result.value();
        }, State.of(model, optimizer));
        for (int i = 1; i <= 300; i++) {
            step.apply(points, labels);
            eval(model, optimizer);
        }
        System.out.println("accuracy " + mean(equal(argmax(model.forward(points), -1), labels)).itemDouble());
        System.out.println("inverse " + Linalg.inv(eye(2).multiply(2)).mean().itemDouble());
        System.out.println("device " + Device.CPU.info().get("device_name"));
    }
}
