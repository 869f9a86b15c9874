package lazuli.core.compile;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import lazuli.core.Array;
import lazuli.core.TracingException;
import lazuli.core.graph.TransformScope;

/**
 * What a function changes while it is traced, beside its state: each call of the plain function would do so, those of the traced one would
 * not, and what it leaves behind has no value.
 */
public final class SideEffects {
    /** How many arrays a message names. */
    private static final int NAMED = 3;

    private SideEffects() {}

    /** What a function is traced for. */
    public enum Purpose {
        /** A compiled function's calls run what was traced. */
        COMPILE("[compile] the function replaces what is not among its state: %s. Give it what it changes,"
                + " compile(f, State.of(model, optimizer, Random.state())), or use Nn.compile or Nn.trainStep, which do so; nothing"
                + " has been changed"),
        /** A file holds what was traced. */
        EXPORT(
                "[export_function] the function replaces what no file holds, so that the calls of the imported one would all use what is there"
                        + " now: %s. Draw random numbers by a key that is an argument, call evaluate() of a model with running statistics or dropout,"
                        + " and return what is new; nothing has been changed"),
        /** All examples of a batch are one trace. */
        BATCH(
                "[vmap] the function keeps what it computes of one example, of which there are many: %s. Call evaluate() of a model with running"
                        + " statistics, or return what is new and keep it after vmap; nothing has been changed");

        private final String message;

        Purpose(String message) {
            this.message = message;
        }

        private TracingException refusal(List<String> names) {
            String named = String.join(", ", names.subList(0, Math.min(NAMED, names.size())));
            String more = names.size() > NAMED ? " and %d more".formatted(names.size() - NAMED) : "";
            return new TracingException(message.formatted(named + more));
        }
    }

    /** As the other one, for a function without state and all arrays that it makes. */
    static List<Array> refused(Purpose purpose, Supplier<List<Array>> trace) {
        return refused(purpose, trace, _ -> List.of(), TransformScope::isOfCurrent);
    }

    /**
     * Runs a trace. Afterwards modules, optimizers and the global random sequence keep what they kept before, whatever happens.
     *
     * @param state the arrays of the state after the trace, which may be kept from then on
     * @param isTraced whether an array that was made meanwhile must not be kept
     * @throws TracingException if something else was changed
     */
    public static <T> T refused(
            Purpose purpose, Supplier<T> trace, Function<T, List<Array>> state, Predicate<Array> isTraced) {
        ArrayKeepers.Kept kept = ArrayKeepers.now();
        T traced;
        try {
            traced = trace.get();
        } catch (RuntimeException | Error failure) {
            kept.putBack(isTraced);
            throw failure;
        }
        Set<Array> present = Collections.newSetFromMap(new IdentityHashMap<>());
        present.addAll(state.apply(traced));
        List<String> names = kept.putBack(isTraced).stream()
                // What the state has put back already is not met here; what it has got in addition is.
                .filter(change -> !(change.isNew() && present.contains(change.array())))
                .map(ArrayKeepers.Change::name)
                .sorted()
                .toList();
        if (!names.isEmpty()) {
            throw purpose.refusal(names);
        }
        return traced;
    }
}
