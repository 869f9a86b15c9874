package lazuli.core;

import java.util.List;
import java.util.function.Supplier;
import lazuli.core.compile.StateSlots;
import lazuli.core.graph.Required;

/**
 * Arrays that a function reads and replaces though they are not among its arguments: a model's parameters, an optimizer's moments, the
 * random key. Given to {@link Mx#compile(Fn1, State)} they become inputs and outputs of the compiled function.
 *
 * <p>Modules, optimizers and {@link Random#state()} are states; an own one tells its arrays and takes new ones of the same or another form.
 */
public interface State {
    /** The arrays as they are now. */
    Tree captureState();

    /** The same for those who evaluate them and do not keep them: a state that gives up what it replaces need not spare these. */
    default List<Array> pending() {
        return captureState().leaves();
    }

    /** Puts arrays in place of the present ones. */
    void restoreState(Tree state);

    /**
     * What else changes what a function does: values that are no arrays, such as whether a model is in training. A compiled function is
     * traced again where they are not equal to those it was traced with.
     */
    default List<?> settings() {
        return List.of();
    }

    /**
     * Where the arrays are, for compiled functions, which ask once. What is returned here captures the state at each call; modules and
     * optimizers look at the places that they found the first time.
     */
    default StateSlots slots() {
        return StateSlots.capturing(this);
    }

    /** Runs {@code body} while nobody else uses the state; states that one thread uses at a time need nothing here. */
    default <T> T exclusively(Supplier<T> body) {
        return Required.argument("exclusively", "body", body).get();
    }

    /** Several states as one. */
    static State of(State... states) {
        List<State> parts = List.of(Required.arguments("state", "states", states));
        return new State() {
            @Override
            public Tree captureState() {
                return new Tree.Sequence(parts.stream().map(State::captureState).toList());
            }

            @Override
            public List<Array> pending() {
                return parts.stream().flatMap(part -> part.pending().stream()).toList();
            }

            @Override
            public void restoreState(Tree state) {
                Required.argument("state", "state", state);
                if (!(state instanceof Tree.Sequence sequence)
                        || sequence.children().size() != parts.size()) {
                    throw new IllegalArgumentException("[state] needs a sequence of %d trees".formatted(parts.size()));
                }
                for (int i = 0; i < parts.size(); i++) {
                    parts.get(i).restoreState(sequence.children().get(i));
                }
            }

            @Override
            public List<?> settings() {
                return parts.stream().map(State::settings).toList();
            }

            @Override
            public StateSlots slots() {
                return StateSlots.joined(parts);
            }

            @Override
            public <T> T exclusively(Supplier<T> body) {
                Supplier<T> all = body;
                for (State part : parts.reversed()) {
                    Supplier<T> inner = all;
                    all = () -> part.exclusively(inner);
                }
                return all.get();
            }
        };
    }
}
