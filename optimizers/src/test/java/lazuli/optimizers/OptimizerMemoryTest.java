package lazuli.optimizers;

import static lazuli.core.Mx.*;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Memory;
import lazuli.core.Shape;
import lazuli.core.Tree;
import lazuli.core.memory.OutOfMemoryException;
import org.junit.jupiter.api.Test;

/** What an optimizer's former state takes, and who may still read it. */
class OptimizerMemoryTest {
    private static final int LENGTH = 1 << 20;
    private static final long BYTES = (long) LENGTH * Float.BYTES;

    private static Tree tree(Array array) {
        return Tree.unflatten(Map.of("w", array));
    }

    private static Array only(Tree tree) {
        return tree.leaves().getFirst();
    }

    @Test
    void formerMomentsGoWithoutCollection() {
        long others = Memory.active();
        Optimizer optimizer = new AdamW(0.1);
        Array gradient = ones(LENGTH).eval();
        Array parameter = ones(LENGTH).eval();
        long[] taken = new long[21];
        for (int step = 0; step < taken.length; step++) {
            Array next = only(optimizer.applyGradients(tree(gradient), tree(parameter)));
            next.eval();
            eval(optimizer);
            parameter.close();
            parameter = next;
            taken[step] = Memory.active() - others;
        }
        gradient.close();
        parameter.close();
        // The median, for kernels that are tried in the background have memory of their own now and then.
        Arrays.sort(taken);
        long usual = taken[taken.length / 2];
        assertTrue(usual < 5 * BYTES, "two arrays and two moments of %,d take %,d".formatted(BYTES, usual));
    }

    @Test
    void aStateThatSomebodyHasStays() {
        Optimizer optimizer = new Adam(0.1);
        Tree parameters = tree(ones(3).eval());
        Tree gradients = tree(array(new float[] {1, 2, 3}));
        optimizer.applyGradients(gradients, parameters);
        eval(optimizer);
        Tree state = optimizer.state();
        optimizer.applyGradients(gradients, parameters);
        eval(optimizer);
        assertArrayEquals(
                new float[] {0.1f, 0.2f, 0.3f}, state.flatten().get("w.m").toFloatArray(), 1e-6f);
        float[] goneOn = optimizer.state().flatten().get("w.m").toFloatArray();
        optimizer.state(state);
        optimizer.applyGradients(gradients, parameters);
        eval(optimizer);
        assertArrayEquals(goneOn, optimizer.state().flatten().get("w.m").toFloatArray());
        assertArrayEquals(
                new float[] {0.1f, 0.2f, 0.3f}, state.flatten().get("w.m").toFloatArray(), 1e-6f);
    }

    /** Remembers what others have, too. */
    private static final class Remembering extends ParameterOptimizer {
        Remembering() {
            super(1);
        }

        @Override
        protected void initSingle(Array parameter, ParameterState state) {}

        @Override
        protected Array applySingle(Array gradient, Array parameter, ParameterState state) {
            Array next = parameter.subtract(gradient);
            state.put("gradient", gradient);
            state.put("before", parameter);
            state.put("after", next);
            return next;
        }
    }

    @Test
    void whatOthersHaveAsWellStays() {
        Optimizer optimizer = new Remembering();
        Array first = array(new float[] {10, 20});
        Array one = array(new float[] {1, 2});
        Array second = only(optimizer.applyGradients(tree(one), tree(first)));
        second.eval();
        eval(optimizer);
        Array third = only(optimizer.applyGradients(tree(array(new float[] {3, 4})), tree(second)));
        third.eval();
        eval(optimizer);
        only(optimizer.applyGradients(tree(one), tree(third))).eval();
        eval(optimizer);
        assertArrayEquals(new float[] {10, 20}, first.toFloatArray());
        assertArrayEquals(new float[] {1, 2}, one.toFloatArray());
        assertArrayEquals(new float[] {9, 18}, second.toFloatArray());
        assertArrayEquals(new float[] {6, 14}, third.toFloatArray());
    }

    /** The step has been computed when what stands behind it fails. */
    @Test
    void aStepThatWasRolledBackCanBeEvaluatedAgain() {
        assertArrayEquals(threeSteps(false), threeSteps(true));
    }

    private static float[] threeSteps(boolean failing) {
        Optimizer optimizer = new AdamW(0.1);
        Array parameter = arange(5_000).astype(DType.FLOAT32).eval();
        Array gradient = full(Shape.of(5_000), 0.5).eval();
        for (int step = 0; step < 3; step++) {
            parameter = only(optimizer.applyGradients(tree(gradient), tree(parameter)));
            if (step == 1) {
                parameter.eval();
                eval(optimizer);
            }
        }
        if (failing) {
            Array large = matmul(parameter.reshape(5_000, 1), parameter.reshape(1, 5_000));
            List<Array> all = new ArrayList<>(optimizer.pending());
            all.add(parameter);
            all.add(large);
            long former = Memory.setLimit(Memory.active() + (10L << 20));
            try {
                assertThrows(OutOfMemoryException.class, () -> eval(all.toArray(Array[]::new)));
            } finally {
                Memory.setLimit(former);
            }
        }
        parameter.eval();
        return concatenate(List.of(parameter, optimizer.state().flatten().get("w.v")), 0)
                .toFloatArray();
    }
}
