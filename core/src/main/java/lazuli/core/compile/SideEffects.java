package lazuli.core.compile;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import lazuli.core.Array;
import lazuli.core.TracingException;
import lazuli.core.graph.TransformScope;

/**
 * What a function changes while it is traced, beside its state: each call of the plain function would do so, those of the compiled one would
 * not, and what it leaves behind has no value.
 */
final class SideEffects {
    /** How many arrays a message names. */
    private static final int NAMED = 3;

    private SideEffects() {}

    /**
     * Runs a trace. Afterwards modules, optimizers and the global random sequence keep what they kept before, whatever happens.
     *
     * @param state the arrays of the state after the trace, which may be kept from then on
     * @throws TracingException if something else was changed
     */
    static <T> T refused(Supplier<T> trace, Function<T, List<Array>> state) {
        ArrayKeepers.Kept kept = ArrayKeepers.now();
        T traced;
        try {
            traced = trace.get();
        } catch (RuntimeException | Error failure) {
            kept.putBack(TransformScope::isOfCurrent);
            throw failure;
        }
        Set<Array> present = Collections.newSetFromMap(new IdentityHashMap<>());
        present.addAll(state.apply(traced));
        List<String> names = kept.putBack(TransformScope::isOfCurrent).stream()
                // What the state has put back already is not met here; what it has got in addition is.
                .filter(change -> !(change.isNew() && present.contains(change.array())))
                .map(ArrayKeepers.Change::name)
                .sorted()
                .toList();
        if (!names.isEmpty()) {
            throw new TracingException(message(names));
        }
        return traced;
    }

    private static String message(List<String> names) {
        String named = String.join(", ", names.subList(0, Math.min(NAMED, names.size())));
        String more = names.size() > NAMED ? " and %d more".formatted(names.size() - NAMED) : "";
        return ("[compile] the function replaces what is not among its state: %s%s. Give it what it changes,"
                        + " compile(f, State.of(model, optimizer, Random.state())), or use Nn.compile or Nn.trainStep, which do so; nothing"
                        + " has been changed")
                .formatted(named, more);
    }
}
