package lazuli.backend.cpu.vector;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import jdk.incubator.vector.VectorSpecies;
import lazuli.backend.cpu.loop.Loop;

/**
 * A function of one vector in stages, {@code result = last(stage(...stage(x)), x)}, each a loop of its own over a piece that stays in the
 * nearest cache. The JIT stops inlining at about forty vector operations and keeps what is left on the heap, so that longer
 * functions are many times faster in stages.
 */
record StagedLoop(VectorSpecies<?> species, List<Loop> stages, Loop last, Loop rest) implements Loop {
    private static final int PIECE = 512;

    private static final ThreadLocal<MemorySegment> SCRATCH =
            ThreadLocal.withInitial(() -> Arena.ofAuto().allocate((long) PIECE * Long.BYTES, Long.SIZE));

    @Override
    public void run(long to, long a, long b, long c, int n) {
        long size = species.elementSize() / Byte.SIZE;
        int whole = species.loopBound(n);
        if (whole > 0) {
            long scratch = SCRATCH.get().address();
            for (int i = 0; i < whole; i += PIECE) {
                runStages(to + i * size, a + i * size, scratch, Math.min(PIECE, whole - i));
            }
        }
        if (whole < n) {
            rest.run(to + whole * size, a + whole * size, b, c, n - whole);
        }
    }

    private void runStages(long to, long a, long scratch, int n) {
        long from = a;
        for (int i = 0; i < stages.size(); i++) {
            stages.get(i).run(scratch, from, from, from, n);
            from = scratch;
        }
        last.run(to, scratch, a, a, n);
    }
}
