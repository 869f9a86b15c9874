package lazuli.core.transform;

import static lazuli.core.Mx.depends;

import java.util.List;
import java.util.function.Supplier;
import lazuli.core.Array;
import lazuli.core.CustomFunction;
import lazuli.core.FnN;
import lazuli.core.Random;
import lazuli.core.State;
import lazuli.core.Tree;

/** Functions that forget their intermediate values and compute them again when a gradient needs them. */
public final class Checkpoint {
    private Checkpoint() {}

    /** A function with the same values and derivatives, which keeps only its arguments for the backward pass. */
    public static FnN of(FnN function) {
        return of(function, function);
    }

    /**
     * The same, with another function in the backward pass that must compute what the first one did but need not have its side effects.
     * Random numbers are drawn with the same keys.
     */
    public static FnN of(FnN function, FnN again) {
        return arguments -> {
            Tree keys = Random.state().captureState();
            Random.state().restoreState(keys);
            return CustomFunction.of(function)
                    .withVjp((primals, cotangents, outputs) -> withKeys(
                            keys,
                            // Only after the cotangents are there, so that the values do not live longer than they
                            // must.
                            () -> ReverseMode.vjp(again, depends(primals, cotangents), cotangents)))
                    .apply(arguments);
        };
    }

    private static List<Array> withKeys(Tree keys, Supplier<ReverseMode.Result> body) {
        State random = Random.state();
        return random.exclusively(() -> {
            Tree present = random.captureState();
            random.restoreState(keys);
            try {
                return body.get().gradients();
            } finally {
                random.restoreState(present);
            }
        });
    }
}
