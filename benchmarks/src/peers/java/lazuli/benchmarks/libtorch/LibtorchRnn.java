package lazuli.benchmarks.libtorch;

import ai.djl.nn.recurrent.RNN;
import java.util.function.Supplier;
import lazuli.benchmarks.workload.Rnn;

/** By libtorch. */
public class LibtorchRnn extends Rnn {
    @Override
    protected Supplier<Object> prepare() {
        return RecurrentStep.of(
                RNN.builder().setActivation(RNN.Activation.TANH).setStateSize(features).setNumLayers(1).build(), batch, length, features);
    }
}
