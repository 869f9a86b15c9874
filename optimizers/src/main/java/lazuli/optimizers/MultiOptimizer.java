package lazuli.optimizers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import lazuli.core.Array;
import lazuli.core.Tree;
import lazuli.core.compile.StateSlots;
import lazuli.core.graph.Required;

/**
 * Several optimizers that share a model's parameters: the first takes those that the first filter accepts, the second those of the rest that
 * the second accepts, and the last all others. Its state is that of the others under {@code states.0}, {@code states.1}...
 */
public final class MultiOptimizer extends Optimizer {
    private static final String STATES = "states";

    private final List<Optimizer> optimizers;
    private final List<BiPredicate<String, Array>> filters;

    /**
     * Optimizers with their filters.
     *
     * @param filters of each but the last, of a parameter's path and gradient
     * @throws IllegalArgumentException if there is not one filter less than optimizers
     */
    public MultiOptimizer(List<? extends Optimizer> optimizers, List<BiPredicate<String, Array>> filters) {
        Required.arguments("multi_optimizer", "optimizers", optimizers);
        Required.arguments("multi_optimizer", "filters", filters);
        if (filters.size() != optimizers.size() - 1) {
            throw new IllegalArgumentException(
                    "[multi_optimizer] %d optimizers with %d filters".formatted(optimizers.size(), filters.size()));
        }
        this.optimizers = List.copyOf(optimizers);
        this.filters = List.copyOf(filters);
    }

    /** The optimizers in order. */
    @Override
    public String toString() {
        return "MultiOptimizer(%s)"
                .formatted(optimizers.stream().map(Object::toString).collect(Collectors.joining(", ")));
    }

    private List<Map<String, Array>> parts(Tree tree) {
        List<Map<String, Array>> parts = new ArrayList<>();
        optimizers.forEach(optimizer -> parts.add(new LinkedHashMap<>()));
        tree.flatten().forEach((path, array) -> {
            int index = 0;
            while (index < filters.size() && !filters.get(index).test(path, array)) {
                index++;
            }
            parts.get(index).put(path, array);
        });
        return parts;
    }

    @Override
    public void init(Tree parameters) {
        Required.argument("init", "parameters", parameters);
        List<Map<String, Array>> parts = parts(parameters);
        for (int i = 0; i < parts.size(); i++) {
            optimizers.get(i).init(Tree.unflatten(parts.get(i)));
        }
    }

    @Override
    public Tree applyGradients(Tree gradients, Tree parameters) {
        Required.argument("apply_gradients", "gradients", gradients);
        Required.argument("apply_gradients", "parameters", parameters);
        List<Map<String, Array>> parts = parts(gradients);
        Map<String, Array> after = new LinkedHashMap<>(gradients.flatten());
        for (int i = 0; i < parts.size(); i++) {
            Tree part = Tree.unflatten(parts.get(i));
            after.putAll(optimizers.get(i).applyGradients(part, parameters).flatten());
        }
        return gradients.withLeaves(new ArrayList<>(after.values()));
    }

    /** Sets the learning rate of all. */
    @Override
    public Optimizer learningRate(double rate) {
        optimizers.forEach(optimizer -> optimizer.learningRate(rate));
        return this;
    }

    /** The learning rate of the first. */
    @Override
    public Array learningRate() {
        return optimizers.getFirst().learningRate();
    }

    /** How many steps the first has taken. */
    @Override
    public Array step() {
        return optimizers.getFirst().step();
    }

    @Override
    public List<Array> pending() {
        return optimizers.stream()
                .flatMap(optimizer -> optimizer.pending().stream())
                .toList();
    }

    @Override
    public StateSlots slots() {
        return StateSlots.joined(optimizers);
    }

    @Override
    public Tree state() {
        return new Tree.Branch(Map.of(
                STATES,
                new Tree.Sequence(optimizers.stream().map(Optimizer::state).toList())));
    }

    @Override
    public Optimizer state(Tree state) {
        Required.argument("state", "state", state);
        if (!(state instanceof Tree.Branch branch)
                || !(branch.children().get(STATES) instanceof Tree.Sequence sequence)
                || sequence.children().size() != optimizers.size()) {
            throw new IllegalArgumentException(
                    "[multi_optimizer] a state has the states of %d optimizers".formatted(optimizers.size()));
        }
        for (int i = 0; i < optimizers.size(); i++) {
            optimizers.get(i).state(sequence.children().get(i));
        }
        return this;
    }
}
