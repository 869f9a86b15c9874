package lazuli.nn;

import static lazuli.core.Mx.*;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Random;
import lazuli.core.Shape;
import lazuli.core.ShapeException;
import lazuli.core.graph.Nodes;
import lazuli.core.primitive.network.Recurrence;
import lazuli.core.primitive.network.RecurrentCell;
import org.jspecify.annotations.Nullable;

/** What recurrent layers share: arrays (..., time, features) step by step. */
final class Steps {
    private Steps() {}

    /** A parameter drawn uniformly within {@code ±1 / sqrt(hiddenSize)}. */
    static Array parameter(int hiddenSize, int... lengths) {
        double scale = 1 / Math.sqrt(hiddenSize);
        return Random.uniform(-scale, scale, Shape.of(lengths));
    }

    /**
     * {@code x Wᵀ + b} for all steps at once, the time as the first axis: what a step reads and writes then lies together.
     *
     * @param x (..., time, input), at least one step
     * @return (time, ..., N hidden)
     */
    static Array projected(String operation, Array x, Array weight, @Nullable Array bias) {
        if (x.ndim() < 2
                || x.shape().length(-1) != weight.shape().length(-1)
                || x.shape().length(-2) == 0) {
            throw new ShapeException(
                    operation,
                    "(..., time, %d) with at least one step is wanted, not %s",
                    weight.shape().length(-1),
                    x.shape());
        }
        Array steps = moveaxis(x, -2, 0);
        return bias == null ? matmul(steps, weight.T()) : addmm(bias, steps, weight.T());
    }

    /**
     * All states, each (..., time, hidden): the hidden ones and, if there are some, those of the cell.
     *
     * @param projected as {@link #projected} gives it
     * @param weight (N hidden, hidden)
     * @param first the hidden state before the first step, (..., hidden); null for zeros
     * @param extra the cell's state before the first step, (..., hidden), or the shift, (hidden); null for zeros
     */
    static List<Array> all(
            RecurrentCell cell, Array projected, Array weight, @Nullable Array first, @Nullable Array extra) {
        int hidden = weight.shape().length(-1);
        int[] z = projected.shape().toArray();
        Shape batch = Shape.of(Arrays.copyOfRange(z, 1, z.length - 1));
        DType dtype = resultType(projected, weight);
        for (Array state : new @Nullable Array[] {first, extra}) {
            if (state != null) {
                requireStates(cell, state, hidden);
                batch = Shape.broadcast(name(cell), batch, state.shape().remove(state.ndim() - 1));
                dtype = resultType(state.dtype(), dtype);
            }
        }
        int rows = Math.toIntExact(batch.size());
        Array steps = spread(projected, batch).reshape(z[0], rows, z[z.length - 1]);
        List<Array> inputs = new ArrayList<>(List.of(steps, weight, state(first, batch, hidden)));
        if (cell.hasCell()) {
            inputs.add(state(extra, batch, hidden));
        }
        if (cell.hasShift()) {
            inputs.add(extra == null ? zeros(hidden) : extra);
        }
        DType common = dtype;
        inputs.replaceAll(input -> input.astype(common));
        int[] shape = batch.insert(0, z[0]).insert(batch.rank() + 1, hidden).toArray();
        return Nodes.all(new Recurrence(cell), inputs).subList(0, cell.hasCell() ? 2 : 1).stream()
                .map(states -> moveaxis(states.reshape(shape), 0, -2))
                .toList();
    }

    private static void requireStates(RecurrentCell cell, Array state, int hidden) {
        if (state.ndim() == 0 || state.shape().length(-1) != hidden) {
            throw new ShapeException(name(cell), "a state (..., %d) is wanted, not %s", hidden, state.shape());
        }
    }

    private static String name(RecurrentCell cell) {
        return cell == RecurrentCell.ELMAN ? "rnn" : cell.name().toLowerCase(Locale.ROOT);
    }

    /** A state may be one for all sequences, and there may be more states than sequences. */
    private static Array state(@Nullable Array given, Shape batch, int hidden) {
        Shape all = batch.insert(batch.rank(), hidden);
        Array state = given == null ? zeros(all.toArray()) : broadcastTo(given, all.toArray());
        return state.reshape(Math.toIntExact(batch.size()), hidden);
    }

    private static Array spread(Array projected, Shape batch) {
        int[] shape = projected.shape().toArray();
        Shape whole = batch.insert(0, shape[0]).insert(batch.rank() + 1, shape[shape.length - 1]);
        if (whole.equals(projected.shape())) {
            return projected;
        }
        int[] timeLast = batch.insert(batch.rank(), shape[0])
                .insert(batch.rank() + 1, shape[shape.length - 1])
                .toArray();
        return moveaxis(broadcastTo(moveaxis(projected, 0, -2), timeLast), -2, 0);
    }
}
