package lazuli.backend.cpu.fused;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import lazuli.backend.cpu.kernel.Kernels;
import lazuli.backend.cpu.kernel.VectorWarmup;

/** A group's kernels, one after the other, against its loop: which has to be faster than they are in the form they have by now. */
final class FusedVariantRace implements VectorWarmup.VariantRace {
    private final FusedKernel kernel;
    private final Group group;
    private final FusedLoop loop;

    /** Addresses of the group's values, of its operands where these are halves, and of what the loop stores. */
    private final long[] slots;

    private final int[] places;

    FusedVariantRace(FusedKernel kernel, Group group, FusedLoop loop) {
        this.kernel = kernel;
        this.group = group;
        this.loop = loop;
        int values = group.operands() + group.members().size();
        int operands = group.operands();
        this.slots = new long[values + operands + group.stored().size()];
        this.places = new int[operands + group.stored().size()];
        Arrays.setAll(places, i -> i < operands && !group.loaded().get(i).isHalf() ? i : values + i);
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
        for (int i = 0; i < to; i++) {
            Storage storage = group.loaded().get(i);
            if (storage.isHalf()) {
                Kernels.widen(storage.dtype()).run(slots[i], slots[places[i]], 0, 0, n);
            }
        }
        for (int i = 0; i < group.members().size(); i++) {
            Group.Member member = group.members().get(i);
            member.kernel().run(slots[to + i], slots[member.a()], slots[member.b()], slots[member.c()], n);
        }
        for (int i = 0; i < group.stored().size(); i++) {
            Group.Result result = group.stored().get(i);
            if (result.storage().isHalf()) {
                Kernels.narrow(result.storage().dtype()).run(slots[places[to + i]], slots[result.value()], 0, 0, n);
            }
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
