package lazuli.backend.cpu.fused;

import java.util.ArrayDeque;
import java.util.concurrent.ConcurrentHashMap;

/** The process' fused kernels, one for each group that programs have. The number that have loops is bounded. */
public final class FusedKernels {
    static final int MOST_LOOPS = 512;

    private static final int CAPACITY = 4096;

    private static final ConcurrentHashMap<Group, FusedKernel> MADE = new ConcurrentHashMap<>();

    /** Those that have loops, in the order in which they are asked whether they were used. */
    private static final ArrayDeque<FusedKernel> WITH_LOOPS = new ArrayDeque<>();

    private FusedKernels() {}

    /** The kernel of a group. */
    public static FusedKernel of(Group group) {
        FusedKernel kernel = MADE.get(group);
        if (kernel == null) {
            if (MADE.size() >= CAPACITY) {
                MADE.clear();
            }
            kernel = MADE.computeIfAbsent(group, FusedKernel::new);
        }
        return kernel;
    }

    /** Counts a kernel that has a loop now; another one, not used lately, may have to do without from here on. */
    static void admit(FusedKernel kernel) {
        synchronized (WITH_LOOPS) {
            WITH_LOOPS.remove(kernel);
            while (WITH_LOOPS.size() >= MOST_LOOPS) {
                FusedKernel oldest = WITH_LOOPS.removeFirst();
                if (oldest.wasUsed()) {
                    WITH_LOOPS.addLast(oldest);
                } else {
                    oldest.forget();
                }
            }
            WITH_LOOPS.addLast(kernel);
        }
    }

    /** How many kernels have loops. */
    static int loops() {
        synchronized (WITH_LOOPS) {
            return WITH_LOOPS.size();
        }
    }
}
