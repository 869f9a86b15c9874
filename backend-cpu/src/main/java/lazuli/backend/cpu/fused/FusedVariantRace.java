package lazuli.backend.cpu.fused;

import java.lang.foreign.MemorySegment;
import java.util.stream.IntStream;
import lazuli.backend.cpu.kernel.VectorWarmup;

/** A group's kernels, one after the other, against its loop: which has to be faster than they are in the form they have by now. */
final class FusedVariantRace implements VectorWarmup.VariantRace {
    private final FusedKernel kernel;
    private final Group group;
    private final FusedLoop loop;

    /** Addresses of the group's values, and then of what the loop stores. */
    private final long[] slots;

    private final int[] places;

    FusedVariantRace(FusedKernel kernel, Group group, FusedLoop loop) {
        this.kernel = kernel;
        this.group = group;
        this.loop = loop;
        int values = group.operands() + group.members().size();
        int stored = group.stored().size();
        this.slots = new long[values + stored];
        this.places = IntStream.concat(IntStream.range(0, group.operands()), IntStream.range(values, values + stored))
                .toArray();
    }

    @Override
    public int blocks() {
        return slots.length;
    }

    @Override
    public void place(MemorySegment memory, int length) {
        for (int i = 0; i < slots.length; i++) {
            slots[i] = memory.address() + (long) i * length * Long.BYTES;
        }
    }

    @Override
    public void runPresent(int n) {
        int to = group.operands();
        for (int i = 0; i < group.members().size(); i++) {
            Group.Member member = group.members().get(i);
            member.kernel().run(slots[to + i], slots[member.a()], slots[member.b()], slots[member.c()], n);
        }
    }

    @Override
    public void runChallenger(int n) {
        loop.run(slots, places, 0, n);
    }

    @Override
    public void change() {
        kernel.use(loop);
    }
}
