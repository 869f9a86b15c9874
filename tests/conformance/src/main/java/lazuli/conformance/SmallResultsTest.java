package lazuli.conformance;

import static lazuli.core.Mx.add;
import static lazuli.core.Mx.array;
import static lazuli.core.Mx.eval;
import static lazuli.core.Mx.multiply;
import static lazuli.core.Mx.ones;
import static lazuli.core.Mx.reshape;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Device;
import lazuli.core.Memory;
import lazuli.core.Stream;
import lazuli.core.fault.Faults;
import lazuli.core.fault.Faults.InjectedFailure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Small arrays that are computed as one region share a page of memory; nobody notices. */
class SmallResultsTest {
    private static final int LINKS = 30;

    @AfterEach
    void noMoreFailures() {
        Faults.clear();
    }

    /** Sums 1, 2, 3..., of which the last one has been evaluated. */
    private static List<Array> chain(Array step) {
        List<Array> links = new ArrayList<>(List.of(step));
        for (int i = 1; i < LINKS; i++) {
            links.add(add(links.getLast(), step));
        }
        eval(links.getLast());
        return links;
    }

    @Test
    void eachHasItsValueAndServesOthers() {
        List<Array> links = chain(ones(3));
        for (int i = 0; i < LINKS; i++) {
            assertEquals(Array.Status.AVAILABLE, links.get(i).status());
            assertArrayEquals(new float[] {i + 1, i + 1, i + 1}, links.get(i).toFloatArray());
        }
        Array view = reshape(links.get(4), 3, 1);
        links.get(4).close();
        assertArrayEquals(new float[] {10, 10, 10}, multiply(view, 2).toFloatArray());
        assertThrows(IllegalStateException.class, () -> links.get(4).toFloatArray());
        assertArrayEquals(new float[] {6, 6, 6}, links.get(5).toFloatArray());
    }

    @Test
    void dtypesOfDifferentSizesLieSideBySide() {
        Array bytes = array(new int[] {1, 2, 3}).astype(DType.INT8);
        Array doubled = add(bytes, bytes);
        Array wide = doubled.astype(DType.FLOAT64);
        Array root = wide.sqrt();
        Array small = wide.astype(DType.FLOAT16);
        Array all = add(root, small);
        eval(all);
        assertArrayEquals(new int[] {2, 4, 6}, doubled.toIntArray());
        assertArrayEquals(new double[] {2, 4, 6}, wide.toDoubleArray());
        assertArrayEquals(new double[] {Math.sqrt(2), 2, Math.sqrt(6)}, root.toDoubleArray(), 1e-15);
        assertArrayEquals(new float[] {2, 4, 6}, small.toFloatArray());
    }

    /** Of the processor: other memory has no such pages. */
    @Test
    void thePageStaysAsLongAsOneOfThem() throws InterruptedException {
        try (Stream.Scope _ = Stream.on(Device.CPU)) {
            requireThatThePageStays();
        }
    }

    private static void requireThatThePageStays() throws InterruptedException {
        Array step = ones(4);
        eval(step);
        long before = LiveMemory.settled();
        Array kept = chain(step).get(7);
        MemorySegment shown = chain(step).get(8).asMemorySegment();
        long held = LiveMemory.settled() - before;
        assertTrue(held >= 2L * (LINKS - 1) * 64 && held <= 2 * 4096, held + " bytes for two pages");
        assertEquals(8f, kept.at(3).itemFloat());
        assertEquals(9f, shown.getAtIndex(ValueLayout.JAVA_FLOAT, 3));
        kept = step;
        shown = MemorySegment.NULL;
        assertTrue(LiveMemory.growth(before) <= 0, kept + " " + shown);
    }

    @Test
    void aFailureLeavesNothing() {
        Array step = ones(4);
        eval(step);
        List<Array> links = new ArrayList<>(List.of(step));
        for (int i = 1; i < LINKS; i++) {
            links.add(add(links.getLast(), step));
        }
        long before = Memory.active();
        Faults.inKernel(1);
        assertThrows(InjectedFailure.class, () -> eval(links.getLast()));
        assertEquals(before, Memory.active());
        assertEquals((float) LINKS, links.getLast().at(0).itemFloat());
    }
}
