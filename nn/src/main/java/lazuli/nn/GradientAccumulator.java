package lazuli.nn;

import java.util.Iterator;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.Tree;
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
 * <p>For one thread at a time. Evaluate {@link #state()} after each batch, or the graphs of all batches stay.
 */
public final class GradientAccumulator {
    private @Nullable Tree sum;
    private int count;

    /**
     * Adds the gradients of a batch.
     *
     * @throws IllegalArgumentException if they are not of the form of those before
     */
    public void add(Tree gradients) {
        sum = sum == null ? gradients : added(sum, gradients);
        count++;
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
        return count;
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
        int batches = count;
        Tree mean = sum.map(array -> array.dtype().isDifferentiable() ? array.divide(batches) : array);
        sum = null;
        count = 0;
        return mean;
    }
}
