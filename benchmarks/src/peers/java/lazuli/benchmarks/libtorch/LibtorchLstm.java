package lazuli.benchmarks.libtorch;

import ai.djl.nn.recurrent.LSTM;
import java.util.function.Supplier;
import lazuli.benchmarks.workload.Lstm;

/** By libtorch. */
public class LibtorchLstm extends Lstm {
    @Override
    protected Supplier<Object> prepare() {
        return RecurrentStep.of(
                LSTM.builder().setStateSize(features).setNumLayers(1).build(), batch, length, features);
    }
}
