import static lazuli.core.Mx.*;

import java.util.List;
import lazuli.core.*;
import lazuli.nn.*;
import lazuli.optimizers.AdamW;

/** Tells two intertwined spirals apart. */
public class Spiral {
    public static void main(String[] arguments) {
        Array turn = linspace(0.5, 3 * Math.PI, 500);
        Array spiral = stack(turn.multiply(cos(turn)), turn.multiply(sin(turn))).transpose();
        Array points = concatenate(List.of(spiral, spiral.negative())).divide(10);
        Array labels = repeat(arange(2), 500);
        var model = new Sequential(new Linear(2, 64), Activation.relu(), new Linear(64, 64), Activation.relu(), new Linear(64, 2));
        var optimizer = new AdamW(1e-2);
        var lossAndGrad = Nn.valueAndGrad(model, (x, y) -> Losses.crossEntropy(model.forward(x), y).mean());
        Fn2 step = compile((x, y) -> {
            var result = lossAndGrad.apply(x, y);
            optimizer.update(model, result.grads());
            return result.value();
        }, State.of(model, optimizer));
        for (int i = 1; i <= 300; i++) {
            Array loss = step.apply(points, labels);
            eval(model, optimizer);
            if (i % 100 == 0) System.out.printf("step %d: loss %.4f%n", i, loss.itemDouble());
        }
        System.out.println("accuracy " + mean(equal(argmax(model.forward(points), -1), labels)).itemDouble());
    }
}
