package lazuli.backend.cpu.onednn;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.foreign.Arena;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** A call whose plan is known makes no garbage once it is compiled. */
class AllocationTest {
    private static final int CALLS = 5_000;
    private static final int MOST_ROUNDS = 60;

    private final OneDnn library = TestLibrary.require();
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void convolutionsAllocateNothing() {
        ConvolutionKey key = ConvolutionKeys.square(1, 4, 4, 4, 3, 1, 1);
        try (Arena arena = Arena.ofConfined()) {
            long memory = arena.allocate(1 << 16, 64).address();
            long scratchMemory = arena.allocate(1 << 20, 64).address();
            ScratchAllocator scratch = _ -> scratchMemory;
            assertAllocatesNothing(
                    () -> library.convolutions().forward(key, memory, memory + 8192, 0, memory + 16384, scratch));
        }
    }

    @Test
    void matrixProductsAllocateNothing() {
        MatmulKey key = MatmulKey.dense(
                ElementType.FLOAT32, 1, 4, 4, 4, MatrixLayout.rowMajor(4, 4), MatrixLayout.transposed(4, 4));
        try (Arena arena = Arena.ofConfined()) {
            long memory = arena.allocate(4096, 64).address();
            long scratchMemory = arena.allocate(1 << 20, 64).address();
            ScratchAllocator scratch = _ -> scratchMemory;
            assertAllocatesNothing(
                    () -> library.matmuls().multiply(key, memory, memory + 256, 0, memory + 512, scratch));
        }
    }

    private void assertAllocatesNothing(Runnable call) {
        double bytesPerCall = Double.POSITIVE_INFINITY;
        for (int round = 0; round < MOST_ROUNDS && bytesPerCall >= 1; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < CALLS; i++) {
                call.run();
            }
            bytesPerCall = (double) (threads.getCurrentThreadAllocatedBytes() - before) / CALLS;
        }
        double allocated = bytesPerCall;
        assertTrue(allocated < 1, () -> allocated + " bytes for each call");
    }
}
