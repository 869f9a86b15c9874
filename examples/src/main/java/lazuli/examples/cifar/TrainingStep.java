package lazuli.examples.cifar;

import static lazuli.core.Mx.compile;
import static lazuli.core.Mx.eval;

import lazuli.core.Array;
import lazuli.core.Fn2;
import lazuli.core.Random;
import lazuli.core.State;
import lazuli.nn.Losses;
import lazuli.nn.Nn;
import lazuli.optimizers.AdamW;

/** One step of training a fresh network with AdamW, as the measurements take it. */
final class TrainingStep {
    private final Classifier model;
    private final AdamW optimizer = new AdamW(3e-4f);
    private final Fn2 update;

    /** A step that is compiled, or plain. */
    TrainingStep(CifarModel kind, boolean compiled) {
        model = kind.create(10);
        var lossAndGrad = Nn.valueAndGrad(
                model, (x, y) -> Losses.crossEntropy(model.forward(x), y).mean());
        Fn2 plain = (images, labels) -> {
            var result = lossAndGrad.apply(images, labels);
            optimizer.update(model, result.grads());
            return result.value();
        };
        update = compiled ? compile(plain, State.of(model, optimizer, Random.state())) : plain;
    }

    /** Whether a command line's argument, {@code plain} or {@code compiled}, asks for compilation; so does none. */
    static boolean isCompiled(String[] arguments, int position) {
        return arguments.length <= position || !arguments[position].equals("plain");
    }

    /** Takes the step and waits for it; the loss. */
    double run(Array images, Array labels) {
        Array loss = update.apply(images, labels);
        eval(model, optimizer);
        return loss.itemDouble();
    }
}
