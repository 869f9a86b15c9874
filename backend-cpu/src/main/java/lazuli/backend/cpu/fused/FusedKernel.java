package lazuli.backend.cpu.fused;

import lazuli.backend.cpu.kernel.VectorUse;
import lazuli.backend.cpu.kernel.VectorWarmup;
import lazuli.backend.cpu.warmup.WarmupCount;
import org.jspecify.annotations.Nullable;

/**
 * A group and, once that pays, its generated loop. The group's kernels, one after the other, compute it first: most of them are
 * compiled already. After much use a loop is generated and run on scratch data in the background until it is faster than they
 * are. Both give the same bits. Safe for use by several threads.
 */
public final class FusedKernel {
    private final Group group;

    /** Of an element, in tenths of a nanosecond. */
    private final int cost;

    // Read and written without synchronization: a thread that sees an old value takes the slower way once more.
    private @Nullable FusedLoop loop;
    private WarmupCount warmup = VectorWarmup.newCount();
    private boolean used;

    FusedKernel(Group group) {
        this.group = group;
        this.cost = group.cost();
        if (VectorUse.CHOSEN == VectorUse.AT_ONCE) {
            use(generate());
        }
    }

    /** What it computes, as text. */
    @Override
    public String toString() {
        return group.toString();
    }

    /**
     * Computes {@code n} elements, or returns false: then the kernels should.
     *
     * @param slots addresses of blocks
     * @param places which slots hold the group's operands, and then which hold what it stores
     */
    public boolean run(long[] slots, int[] places, int n) {
        FusedLoop current = loop;
        if (current == null) {
            count(n);
            return false;
        }
        if (!used) {
            used = true;
        }
        current.run(slots, places, 0, n);
        return true;
    }

    private void count(int n) {
        if (warmup.reaches((long) n * cost)) {
            VectorWarmup.request(new GeneratedLoop());
        }
    }

    /** A generated loop as what may take the place of the group's kernels. */
    private final class GeneratedLoop implements VectorWarmup.Candidate {
        @Override
        public VectorWarmup.VariantRace newRace() {
            return new FusedVariantRace(FusedKernel.this, group, generate());
        }

        @Override
        public void postpone() {
            warmup.postpone();
        }

        @Override
        public void giveUp() {
            warmup.giveUp();
        }
    }

    /** A new loop, on vectors if this process has them. */
    private FusedLoop generate() {
        return VectorUse.CHOSEN == VectorUse.NEVER ? scalar() : vector();
    }

    /** A new loop over single elements. */
    public FusedLoop scalar() {
        return LoopWriter.scalar(group);
    }

    /** A new loop over vectors; only for processes that have them. */
    public FusedLoop vector() {
        return LoopWriter.vector(group, scalar());
    }

    /** Changes to a loop. */
    public void use(FusedLoop other) {
        loop = other;
        FusedKernels.admit(this);
    }

    /** Whether the loop ran since this was last asked. */
    boolean wasUsed() {
        boolean was = used;
        used = false;
        return was;
    }

    /** Drops the loop, so that its class can be unloaded, and starts afresh. */
    public void forget() {
        loop = null;
        warmup = VectorWarmup.newCount();
    }
}
