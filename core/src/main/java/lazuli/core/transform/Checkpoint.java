package lazuli.core.transform;

import static lazuli.core.operation.Creation.zerosLike;

import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import lazuli.core.Array;
import lazuli.core.CustomFunction;
import lazuli.core.FnN;
import lazuli.core.State;
import lazuli.core.Tree;
import lazuli.core.primitive.Depends;

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
        State random = RandomSequence.GLOBAL;
        return arguments -> random.exclusively(() -> {
            Tree keys = random.captureState();
            return CustomFunction.of(function)
                    .withVjp((primals, cotangents, outputs) -> withKeys(
                            keys,
                            // Only after the cotangents are there, so that the values do not live longer than they
                            // must.
                            () -> gradients(again, Depends.on(primals, cotangents), cotangents)))
                    .apply(arguments);
        });
    }

    /** Those of arguments without gradients, like indices, are zeros. */
    private static List<Array> gradients(FnN function, List<Array> primals, List<Array> cotangents) {
        List<Array> floating =
                primals.stream().filter(Checkpoint::isDifferentiable).toList();
        Iterator<Array> gradients = ReverseMode.vjp(
                        inputs -> {
                            Iterator<Array> next = inputs.iterator();
                            return function.apply(primals.stream()
                                    .map(primal -> isDifferentiable(primal) ? next.next() : primal)
                                    .toList());
                        },
                        floating,
                        cotangents)
                .gradients()
                .iterator();
        return primals.stream()
                .map(primal -> isDifferentiable(primal) ? gradients.next() : zerosLike(primal))
                .toList();
    }

    private static boolean isDifferentiable(Array array) {
        return array.dtype().isDifferentiable();
    }

    private static List<Array> withKeys(Tree keys, Supplier<List<Array>> body) {
        State random = RandomSequence.GLOBAL;
        return random.exclusively(() -> {
            Tree present = random.captureState();
            random.restoreState(keys);
            try {
                return body.get();
            } finally {
                random.restoreState(present);
            }
        });
    }
}
