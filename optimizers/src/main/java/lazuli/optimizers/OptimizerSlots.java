package lazuli.optimizers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lazuli.core.Array;
import lazuli.core.Tree;
import lazuli.core.compile.StateSlots;

/** The places of an optimizer's arrays, in the order of its state as a tree. */
final class OptimizerSlots implements StateSlots {
    private final ParameterOptimizer owner;
    private final List<Remembered> remembered;

    /** For each array, in the order in which the optimizer keeps them, which leaf it is. */
    private final int[] leaves;

    /** What is remembered about a parameter. */
    private record Remembered(String path, List<String> names) {}

    private OptimizerSlots(ParameterOptimizer owner, List<Remembered> remembered, int[] leaves) {
        this.owner = owner;
        this.remembered = remembered;
        this.leaves = leaves;
    }

    static StateSlots of(ParameterOptimizer owner) {
        List<Remembered> remembered = new ArrayList<>();
        owner.states()
                .forEach((path, state) -> remembered.add(
                        new Remembered(path, List.copyOf(state.arrays().keySet()))));
        Map<String, Array> kept = owner.keptArrays();
        List<String> order = List.copyOf(Tree.unflatten(kept).flatten().keySet());
        int[] leaves = kept.keySet().stream().mapToInt(order::indexOf).toArray();
        int arrays = 2 + remembered.stream().mapToInt(one -> one.names().size()).sum();
        // Paths that a tree changes, or names that clash, are left to the tree.
        boolean isPlain = leaves.length == arrays && kept.keySet().containsAll(order);
        return isPlain ? new OptimizerSlots(owner, remembered, leaves) : StateSlots.capturing(owner);
    }

    @Override
    public int count() {
        return leaves.length;
    }

    @Override
    public boolean read(Array[] arrays, int first) {
        owner.share();
        Map<String, ParameterState> states = owner.states();
        if (states.size() != remembered.size()) {
            return false;
        }
        arrays[first + leaves[0]] = owner.step();
        arrays[first + leaves[1]] = owner.learningRate();
        int next = 2;
        int parameter = 0;
        for (Map.Entry<String, ParameterState> entry : states.entrySet()) {
            Remembered known = remembered.get(parameter++);
            Map<String, Array> present = entry.getValue().arrays();
            if (!entry.getKey().equals(known.path) || present.size() != known.names.size()) {
                return false;
            }
            int name = 0;
            for (Map.Entry<String, Array> array : present.entrySet()) {
                if (!array.getKey().equals(known.names.get(name++))) {
                    return false;
                }
                arrays[first + leaves[next++]] = array.getValue();
            }
        }
        return true;
    }

    @Override
    public void write(Array[] before, Array[] after, int first) {
        owner.putBack(ParameterOptimizer.STEP, after[first + leaves[0]]);
        owner.putBack(ParameterOptimizer.LEARNING_RATE, after[first + leaves[1]]);
        int next = 2;
        for (ParameterState state : owner.states().values()) {
            for (Map.Entry<String, Array> array : state.arrays().entrySet()) {
                array.setValue(after[first + leaves[next++]]);
            }
        }
    }
}
