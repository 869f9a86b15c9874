package lazuli.core.fault;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Lets the nth allocation or the nth kernel from now on fail, in the whole process; without a plan to do so it costs one read. */
public final class Faults {
    private static volatile @Nullable Faults allocations;
    private static volatile @Nullable Faults kernels;

    private final long failing;
    private final AtomicLong seen = new AtomicLong();

    private Faults(long failing) {
        this.failing = failing;
    }

    /** Thrown by the kernel that is to fail. */
    public static final class InjectedFailure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private InjectedFailure(long number) {
            super("kernel " + number + " was told to fail");
        }
    }

    /** Counts allocations from now on and lets the given one, counted from one, fail; none if it is zero. */
    public static Faults inAllocation(long number) {
        Faults faults = new Faults(number);
        allocations = faults;
        return faults;
    }

    /** Counts kernels from now on and lets the given one, counted from one, fail; none if it is zero. */
    public static Faults inKernel(long number) {
        Faults faults = new Faults(number);
        kernels = faults;
        return faults;
    }

    /** Ends all counting and failing. */
    public static void clear() {
        allocations = null;
        kernels = null;
    }

    /** How many allocations or kernels there have been. */
    public long seen() {
        return seen.get();
    }

    /** Asked before each allocation: whether it has to fail. */
    public static boolean failsAllocation() {
        Faults faults = allocations;
        return faults != null && faults.seen.incrementAndGet() == faults.failing;
    }

    /** Told before each kernel. */
    public static void beforeKernel() {
        Faults faults = kernels;
        if (faults != null && faults.seen.incrementAndGet() == faults.failing) {
            throw new InjectedFailure(faults.failing);
        }
    }
}
