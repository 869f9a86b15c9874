package lazuli.nn;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lazuli.core.Array;
import lazuli.core.Mx;
import lazuli.core.State;
import lazuli.core.Tree;
import lazuli.core.compile.ArrayKeeper;
import lazuli.core.compile.ArrayKeepers;
import lazuli.core.graph.Nodes;
import lazuli.core.graph.Required;
import org.jspecify.annotations.Nullable;

/**
 * Gradients of several small batches as those of one large one, for which there is no memory:
 *
 * <pre>{@code
 * for (Batch batch : batches) {
 *     sum.add(lossAndGrad.apply(batch.images(), batch.labels()).grads());
 *     eval(sum.state());
 *     if (sum.count() == 8) {
 *         optimizer.update(model, sum.takeMean());
 *     }
 * }
 * }</pre>
 *
 * <p>For one thread at a time. Evaluate {@link #state()} after each batch, or the graphs of all batches stay. A compiled function that adds
 * takes it among its state: {@code compile(f, State.of(model, sum))}.
 */
public final class GradientAccumulator implements State {
    private static final String SUM = "sum";
    private static final String COUNT = "count";

    private @Nullable Tree sum;
    /** An array, since a compiled function's calls count, too. */
    private Array count = Mx.array(0);

    /** Without gradients. */
    @SuppressWarnings("this-escape") // to a weak reference, which a trace on this thread reads at the earliest
    public GradientAccumulator() {
        ArrayKeepers.register(this, AccumulatedArrays.ACCESS);
    }

    /**
     * Adds the gradients of a batch.
     *
     * @throws IllegalArgumentException if they are not of the form of those before
     */
    public void add(Tree gradients) {
        Required.argument("gradient_accumulator", "gradients", gradients);
        sum = sum == null ? gradients : added(sum, gradients);
        // A number where it is known, so that no chain of additions grows.
        count = Nodes.of(count).isAvailable(Nodes.index(count)) ? Mx.array(count.itemInt() + 1) : count.add(1);
    }

    private static Tree added(Tree sum, Tree gradients) {
        if (!sum.flatten().keySet().equals(gradients.flatten().keySet())) {
            throw new IllegalArgumentException("[gradient_accumulator] gradients of %s after those of %s"
                    .formatted(gradients.flatten().keySet(), sum.flatten().keySet()));
        }
        List<Array> addends = gradients.leaves();
        Iterator<Array> next = addends.iterator();
        return sum.map(array -> array.add(next.next()));
    }

    /** How many batches have been added. */
    public int count() {
        return count.itemInt();
    }

    /** The sum so far, to be evaluated. */
    public Tree state() {
        return sum == null ? Tree.empty() : sum;
    }

    /**
     * The mean of the gradients, those of integers as they are; begins anew.
     *
     * @throws IllegalStateException if nothing has been added
     */
    public Tree takeMean() {
        if (sum == null) {
            throw new IllegalStateException("[gradient_accumulator] has no gradients to take the mean of");
        }
        Array batches = count;
        Tree mean = sum.map(
                array -> array.dtype().isDifferentiable() ? array.divide(batches.astype(array.dtype())) : array);
        sum = null;
        count = Mx.array(0);
        return mean;
    }

    /** Sum and count. */
    @Override
    public Tree captureState() {
        Map<String, Tree> children = new LinkedHashMap<>();
        children.put(COUNT, new Tree.Leaf(count));
        if (sum != null) {
            children.put(SUM, sum);
        }
        return new Tree.Branch(children);
    }

    @Override
    public void restoreState(Tree state) {
        Required.argument("gradient_accumulator", "state", state);
        if (!(state instanceof Tree.Branch(var children)) || !(children.get(COUNT) instanceof Tree.Leaf(var counted))) {
            throw new IllegalArgumentException("[gradient_accumulator] the state is a sum and a count, not " + state);
        }
        sum = children.get(SUM);
        count = counted;
    }

    /** The sum as a trace sees it. */
    private static final class AccumulatedArrays implements ArrayKeeper<GradientAccumulator> {
        static final AccumulatedArrays ACCESS = new AccumulatedArrays();

        @Override
        public Map<String, Array> arrays(GradientAccumulator owner) {
            return owner.state().flatten();
        }

        @Override
        public void putBack(GradientAccumulator owner, String path, @Nullable Array former) {
            if (former == null) {
                owner.sum = null;
            } else {
                owner.sum = owner.state().mapWithPath((own, array) -> own.equals(path) ? former : array);
            }
        }

        @Override
        public Runnable remembered(GradientAccumulator owner) {
            Array count = owner.count;
            return () -> owner.count = count;
        }

        @Override
        public String name(GradientAccumulator owner, String path, List<Object> others) {
            return "GradientAccumulator's sum " + path;
        }
    }
}
