package lazuli.backend.cpu.elementwise;

import java.util.concurrent.TimeUnit;
import lazuli.backend.cpu.parallel.ParallelLoop;

/**
 * The first blocks of a plan with kernels that have hardly run. Where there are few cores one thread computes them alone, so that the JIT has a core
 * to compile the kernels on: until then they are some twenty times slower, and what a second thread does meanwhile is not worth the wait. On two
 * cores the first evaluation of a chain of five on 4M elements took 94 ms instead of 122, medians of 24 processes by turns.
 */
final class ColdStart {
    /** With more threads those that compute leave the JIT enough. */
    private static final int FEW_THREADS = 4;

    /** Compiled scalar loops take up to so many times what the plan's cost says, interpreted ones and those that are profiled more. */
    private static final int SLOWEST_COMPILED = 8;

    private static final int TENTHS_OF_NANOSECONDS = 10;
    private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(80);

    private ColdStart() {}

    /** Computes blocks until they are quick, if the plan is cold; how many. */
    static long run(Plan plan, BlockRun run, long blocks) {
        if (ParallelLoop.threads() > FEW_THREADS || !plan.isCold()) {
            return 0;
        }
        long quick = (long) SLOWEST_COMPILED * plan.cost() * plan.blockLength() / TENTHS_OF_NANOSECONDS;
        long begin = System.nanoTime();
        long last = begin;
        for (long block = 0; block < blocks; block++) {
            run.run(block, block + 1);
            long now = System.nanoTime();
            if (now - last < quick || now - begin > PATIENCE_NANOS) {
                return block + 1;
            }
            last = now;
        }
        return blocks;
    }
}
