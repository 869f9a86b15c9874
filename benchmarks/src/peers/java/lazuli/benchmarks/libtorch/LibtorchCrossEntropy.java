package lazuli.benchmarks.libtorch;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.training.GradientCollector;
import ai.djl.training.loss.Loss;
import java.util.function.Supplier;
import lazuli.benchmarks.workload.CrossEntropy;

/** By libtorch, with Deep Java Library's loss: a log-softmax, an element of each row, a mean. */
public class LibtorchCrossEntropy extends CrossEntropy {
    @Override
    protected Supplier<Object> prepare() {
        NDArray logits = Libtorch.uniform(rows, classes);
        NDArray labels = Libtorch.labels(rows, classes);
        logits.setRequiresGradient(true);
        Loss crossEntropy = Loss.softmaxCrossEntropyLoss();
        Engine engine = Engine.getEngine(Libtorch.ENGINE);
        return Libtorch.scoped(
                () -> {
                    try (GradientCollector collector = engine.newGradientCollector()) {
                        collector.backward(crossEntropy.evaluate(new NDList(labels), new NDList(logits)));
                    }
                    return logits.getGradient();
                },
                logits,
                labels);
    }
}
