package lazuli.benchmarks.libtorch;

import ai.djl.nn.recurrent.GRU;
import java.util.function.Supplier;
import lazuli.benchmarks.workload.Gru;

/** By libtorch. */
public class LibtorchGru extends Gru {
    @Override
    protected Supplier<Object> prepare() {
        return RecurrentStep.of(
                GRU.builder().setStateSize(features).setNumLayers(1).build(), batch, length, features);
    }
}
