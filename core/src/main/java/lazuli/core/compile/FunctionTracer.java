package lazuli.core.compile;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.FnN;
import lazuli.core.State;
import lazuli.core.Tree;
import lazuli.core.graph.ArrayType;
import lazuli.core.graph.Nodes;
import lazuli.core.graph.Required;
import lazuli.core.graph.TransformScope;
import lazuli.core.primitive.Placeholder;
import org.jspecify.annotations.Nullable;

/** Runs a function, and what it does with its state, on placeholders. */
final class FunctionTracer {
    private final FnN function;
    private final @Nullable State state;

    FunctionTracer(FnN function, @Nullable State state) {
        this.function = function;
        this.state = state;
    }

    /**
     * One run.
     *
     * @param placeholders of the arguments and then of the state's arrays
     * @param outputs what the function returned, and then what of the state is new
     */
    record Traced(List<Array> placeholders, List<Array> outputs, CallResults results) {}

    private record Run(List<Array> placeholders, List<Array> outputs, Tree state) {}

    /** The state's arrays now; none if the function has no state. */
    Tree captured() {
        return state == null ? Tree.empty() : state.captureState();
    }

    /**
     * Runs the function once; the state is what it was afterwards, whatever happens.
     *
     * @param arguments their types
     * @param before the state
     */
    Traced trace(List<ArrayType> arguments, Tree before) {
        return TransformScope.run(() -> {
            Run run = run(arguments, before);
            List<Array> outputs = new ArrayList<>(run.outputs());
            List<Array> ofState = run.placeholders()
                    .subList(arguments.size(), run.placeholders().size());
            List<Integer> after = after(run.state().leaves(), ofState, outputs);
            return new Traced(
                    run.placeholders(), outputs, CallResults.of(run.outputs().size(), run.state(), after));
        });
    }

    private Run run(List<ArrayType> arguments, Tree before) {
        List<Array> placeholders = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            placeholders.add(placeholder(arguments.get(i), "argument %d of a function under compile".formatted(i)));
        }
        List<Array> given = List.copyOf(placeholders);
        return SideEffects.refused(
                SideEffects.Purpose.COMPILE,
                () -> runWithState(placeholders, given, before),
                run -> run.state().leaves(),
                TransformScope::isOfCurrent);
    }

    private Run runWithState(List<Array> placeholders, List<Array> given, Tree before) {
        if (state == null) {
            return new Run(placeholders, Required.results("compile", function.apply(given)), Tree.empty());
        }
        IdentityHashMap<Array, Array> stand = new IdentityHashMap<>();
        before.flatten()
                .forEach((path, array) -> stand.computeIfAbsent(
                        array,
                        former -> placeholder(
                                former.type(), "the state's %s of a function under compile".formatted(path))));
        StateForm.distinct(before).forEach(array -> placeholders.add(stand.get(array)));
        try {
            state.restoreState(before.map(stand::get));
            List<Array> outputs = Required.results("compile", function.apply(given));
            return new Run(placeholders, outputs, state.captureState());
        } finally {
            state.restoreState(before);
        }
    }

    private static Array placeholder(ArrayType type, String role) {
        return Nodes.of(new Placeholder(type, role));
    }

    /** Which outputs are the state's arrays, as in {@link CallResults}; those that are new are added to the outputs. */
    private static List<Integer> after(List<Array> leaves, List<Array> placeholders, List<Array> outputs) {
        List<Integer> after = new ArrayList<>();
        IdentityHashMap<Array, Integer> made = new IdentityHashMap<>();
        for (Array leaf : leaves) {
            int former = indexOf(leaf, placeholders);
            // One array at several paths stays one.
            after.add(
                    former >= 0
                            ? Integer.valueOf(-1 - former)
                            : made.computeIfAbsent(leaf, _ -> {
                                outputs.add(leaf);
                                return outputs.size() - 1;
                            }));
        }
        return after;
    }

    @SuppressWarnings("ReferenceEquality") // a placeholder is what it is
    private static int indexOf(Array array, List<Array> placeholders) {
        for (int i = 0; i < placeholders.size(); i++) {
            if (Nodes.of(placeholders.get(i)) == Nodes.of(array)) {
                return i;
            }
        }
        return -1;
    }
}
