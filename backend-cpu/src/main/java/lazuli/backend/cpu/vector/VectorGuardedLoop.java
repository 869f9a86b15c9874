package lazuli.backend.cpu.vector;

import static lazuli.backend.cpu.memory.NativeMemory.ALL;

import java.lang.invoke.MethodHandles;
import java.nio.ByteOrder;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;
import lazuli.backend.cpu.loop.Loop;
import lazuli.backend.cpu.loop.Template;

/** Runs one loop or, if some operand is one that it cannot handle, another. */
final class VectorGuardedLoop implements Loop {
    private static final Form FORM = Template.constant(MethodHandles.lookup(), Form.class);

    /** Finds the operands that the usual loop cannot handle. */
    @FunctionalInterface
    interface Guard {
        VectorMask<?> isUnusual(Vector<?> x);
    }

    private record Form(VectorSpecies<?> species, Guard guard, Loop usual, Loop unusual) {}

    static Loop of(VectorSpecies<?> species, Guard guard, Loop usual, Loop unusual) {
        return Template.fill(MethodHandles.lookup(), Loop.class, new Form(species, guard, usual, unusual));
    }

    @Override
    public void run(long to, long a, long b, long c, int n) {
        (isUsual(a, n) ? FORM.usual() : FORM.unusual()).run(to, a, b, c, n);
    }

    private static boolean isUsual(long a, int n) {
        long end = (long) FORM.species().loopBound(n) * FORM.species().elementSize() / Byte.SIZE;
        for (long i = 0; i < end; i += FORM.species().vectorByteSize()) {
            Vector<?> x = FORM.species().fromMemorySegment(ALL, a + i, ByteOrder.nativeOrder());
            if (FORM.guard().isUnusual(x).anyTrue()) {
                return false;
            }
        }
        return true;
    }
}
