package lazuli.conformance;

import static lazuli.core.Mx.array;
import static lazuli.core.Mx.compile;
import static lazuli.core.Mx.compileN;
import static lazuli.core.Mx.conv2d;
import static lazuli.core.Mx.cumsum;
import static lazuli.core.Mx.describe;
import static lazuli.core.Mx.eval;
import static lazuli.core.Mx.full;
import static lazuli.core.Mx.ones;
import static lazuli.core.Mx.sum;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.Fn1;
import lazuli.core.FnN;
import lazuli.core.Memory;
import lazuli.core.Shape;
import org.junit.jupiter.api.Test;

/** What a compiled call takes beside its arguments and outputs; sizes are far above what kernels that are being warmed in the background hold. */
class CompiledMemoryTest {
    private static final int LENGTH = 4096;
    private static final long BYTES = (long) LENGTH * LENGTH * Float.BYTES;

    @Test
    void aNumberThatSeveralLoopsReadTakesNoMemory() {
        Fn1 compiled = compile((Array x) -> cumsum(x.maximum(0), 0).maximum(0));
        assertArrayEquals(
                new float[] {1, 1, 4}, compiled.apply(array(1f, -2f, 3f)).toFloatArray());
        assertTrue(describe(compiled).contains("memory: 2 intermediate values of 24 bytes"), () -> describe(compiled));
    }

    @Test
    void aNumberIsThereForWhomeverElseReadsIt() {
        Fn1 compiled = compile((Array x) -> {
            Array zeros = x.multiply(0).equal(x).astype(x.dtype()).multiply(0);
            Array ones = ones(3);
            return cumsum(ones, 0).add(ones).add(zeros);
        });
        assertArrayEquals(
                new float[] {2, 3, 4}, compiled.apply(array(5f, 6f, 7f)).toFloatArray());
        Fn1 returns = compile((Array x) -> ones(5000).add(x));
        assertEquals(2, returns.apply(array(1f)).toFloatArray()[4999]);
    }

    @Test
    void intermediateValuesLieInTheMemoryOfOutputsToCome() {
        Fn1 compiled = compile((Array x) -> cumsum(cumsum(cumsum(x, 1), 1), 1));
        Array x = ones(LENGTH, LENGTH);
        eval(x);
        eval(compiled.apply(x));
        long before = Memory.active();
        Memory.resetPeak();
        Array y = compiled.apply(x).eval();
        long used = Memory.peak() - before;
        assertTrue(used < 5 * BYTES / 2, () -> "%d bytes for values of %d".formatted(used, BYTES));
        assertEquals(4, y.toFloatArray()[1]);
    }

    @Test
    void aWeightThatIsUsedOnceKeepsNoOtherLayout() {
        Array x = ones(1, 4, 4, 1024);
        Array weight = ones(1024, 3, 3, 1024).multiply(0.5);
        eval(x, weight);
        long before = Memory.active();
        double first = sum(conv2d(x, weight, 1, 1)).itemDouble();
        long grown = Memory.active() - before;
        assertTrue(grown < weight.size() * Float.BYTES, () -> "%d bytes are held".formatted(grown));
        for (int i = 0; i < 3; i++) {
            assertEquals(first, sum(conv2d(x, weight, 1, 1)).itemDouble());
        }
    }

    @Test
    void anOutputThatIsKeptDoesNotKeepTheOthers() throws InterruptedException {
        FnN function = compileN(
                inputs -> List.of(inputs.getFirst().add(1), inputs.getFirst().sum()));
        List<Array> input = List.of(ones(1 << 20));
        eval(function.apply(input).toArray(Array[]::new));
        long before = LiveMemory.settled();
        List<Array> kept = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            List<Array> outputs = function.apply(input);
            // One evaluation computes both; the handle of the large one is dropped after it in one case, and before it
            // in the other.
            if (i % 2 == 0) {
                eval(outputs.toArray(Array[]::new));
            }
            Array sum = outputs.getLast();
            outputs = List.of();
            assertEquals(1 << 20, sum.itemFloat());
            kept.add(sum);
        }
        long growth = LiveMemory.settled() - before;
        assertTrue(growth < 1 << 20, () -> "%,d bytes more for %d numbers".formatted(growth, kept.size()));
    }

    @Test
    void anOutputIsReadAfterTheOthersHaveDied() throws InterruptedException {
        FnN function = compileN(
                inputs -> List.of(inputs.getFirst().add(1), inputs.getFirst().multiply(3)));
        Array kept = function.apply(List.of(ones(1000))).getLast();
        eval(kept);
        LiveMemory.settled();
        eval(function.apply(List.of(full(Shape.of(1000), 7f))).toArray(Array[]::new));
        assertEquals(3000f, kept.sum().itemFloat());
    }
}
