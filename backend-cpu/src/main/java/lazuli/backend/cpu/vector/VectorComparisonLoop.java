package lazuli.backend.cpu.vector;

import static lazuli.backend.cpu.memory.NativeMemory.ALL;

import java.lang.invoke.MethodHandles;
import java.nio.ByteOrder;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;
import lazuli.backend.cpu.loop.Element;
import lazuli.backend.cpu.loop.Loop;
import lazuli.backend.cpu.loop.Template;

/** A relation between two vectors; the result is a byte per lane, 0 or 1. */
public final class VectorComparisonLoop implements Loop {
    private static final Form FORM = Template.constant(MethodHandles.lookup(), Form.class);

    /** What the loop asks of each pair of vectors. */
    @FunctionalInterface
    public interface Operation {
        VectorMask<?> holds(Vector<?> x, Vector<?> y);
    }

    private record Form(VectorSpecies<?> species, Operation operation, Loop rest) {}

    static Loop of(VectorSpecies<?> species, Operation operation, Loop rest) {
        return Template.fill(MethodHandles.lookup(), Loop.class, new Form(species, operation, rest));
    }

    @Override
    public void run(long to, long a, long b, long c, int n) {
        long elementSize = FORM.species().elementSize() / Byte.SIZE;
        long end = FORM.species().loopBound(n);
        long i = 0;
        for (; i < end; i += FORM.species().length()) {
            long offset = i * elementSize;
            Vector<?> x = FORM.species().fromMemorySegment(ALL, a + offset, ByteOrder.nativeOrder());
            Vector<?> y = FORM.species().fromMemorySegment(ALL, b + offset, ByteOrder.nativeOrder());
            MaskBytes.store(
                    FORM.operation().holds(x, y).toLong(),
                    to + i,
                    FORM.species().length());
        }
        if (i < n) {
            FORM.rest().run(to + i, a + i * elementSize, b + i * elementSize, c, (int) (n - i));
        }
    }

    @Override
    public Element element() {
        return new Element.Function(Operation.class, FORM.operation());
    }
}
