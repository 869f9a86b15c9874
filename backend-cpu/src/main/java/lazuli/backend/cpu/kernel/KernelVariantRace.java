package lazuli.backend.cpu.kernel;

import java.lang.foreign.MemorySegment;
import lazuli.backend.cpu.loop.Loop;

/** The two forms of a kernel on scratch data. */
final class KernelVariantRace implements VectorWarmup.VariantRace {
    private final Kernel kernel;
    private final Loop vector;
    private long to;
    private long a;
    private long b;
    private long c;

    KernelVariantRace(Kernel kernel, Loop vector) {
        this.kernel = kernel;
        this.vector = vector;
    }

    @Override
    public int blocks() {
        return 4;
    }

    @Override
    public void place(MemorySegment memory, int length) {
        to = memory.address();
        a = to + (long) length * kernel.sizes().to();
        b = a + (long) length * kernel.sizes().a();
        c = b + (long) length * kernel.sizes().b();
    }

    @Override
    public void runPresent(int n) {
        kernel.scalar().run(to, a, b, c, n);
    }

    @Override
    public void runChallenger(int n) {
        vector.run(to, a, b, c, n);
    }

    @Override
    public void change() {
        kernel.use(vector);
    }
}
