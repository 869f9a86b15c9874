package lazuli.benchmarks.lazuli;

import static lazuli.core.Mx.eval;

import java.util.List;
import java.util.function.Supplier;
import lazuli.benchmarks.workload.AdamW;
import lazuli.core.Array;
import lazuli.core.FnN;
import lazuli.core.Random;
import lazuli.core.Shape;
import lazuli.core.State;
import lazuli.nn.Module;

/** By Lazuli. */
public class LazuliAdamW extends AdamW {
    @Override
    protected Supplier<Array> prepare() {
        Parameters model = new Parameters(uniform());
        var optimizer = new lazuli.optimizers.AdamW(1e-3);
        List<Array> gradients = List.of(uniform());
        FnN update = form(
                given -> {
                    optimizer.update(model, model.parameters().withLeaves(given));
                    return List.of();
                },
                State.of(model, optimizer));
        return () -> {
            update.apply(gradients);
            eval(model, optimizer);
            return model.array;
        };
    }

    private Array uniform() {
        Array array = Random.uniform(-1.0, 1.0, Shape.of(length));
        eval(array);
        return array;
    }

    /** What runs in place of the function as it is written. */
    protected FnN form(FnN update, State state) {
        return update;
    }

    private static final class Parameters extends Module {
        private Array array;

        Parameters(Array array) {
            this.array = array;
        }
    }
}
