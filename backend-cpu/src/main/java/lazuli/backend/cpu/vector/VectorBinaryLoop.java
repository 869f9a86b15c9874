package lazuli.backend.cpu.vector;

import static lazuli.backend.cpu.memory.NativeMemory.ALL;

import java.lang.invoke.MethodHandles;
import java.nio.ByteOrder;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorSpecies;
import lazuli.backend.cpu.loop.Element;
import lazuli.backend.cpu.loop.Loop;
import lazuli.backend.cpu.loop.Template;

/** A function of two vectors, for lanes of any kind; the elements after the last whole vector go to a scalar loop. */
public final class VectorBinaryLoop implements Loop {
    private static final Form FORM = Template.constant(MethodHandles.lookup(), Form.class);

    /** What the loop does to each pair of vectors. */
    @FunctionalInterface
    public interface Operation {
        Vector<?> apply(Vector<?> x, Vector<?> y);
    }

    private record Form(VectorSpecies<?> species, Operation operation, Loop rest) {}

    static Loop of(VectorSpecies<?> species, Operation operation, Loop rest) {
        return Template.fill(MethodHandles.lookup(), Loop.class, new Form(species, operation, rest));
    }

    @Override
    public void run(long to, long a, long b, long c, int n) {
        long end = (long) FORM.species().loopBound(n) * FORM.species().elementSize() / Byte.SIZE;
        long i = 0;
        for (; i < end; i += FORM.species().vectorByteSize()) {
            Vector<?> x = FORM.species().fromMemorySegment(ALL, a + i, ByteOrder.nativeOrder());
            Vector<?> y = FORM.species().fromMemorySegment(ALL, b + i, ByteOrder.nativeOrder());
            FORM.operation().apply(x, y).intoMemorySegment(ALL, to + i, ByteOrder.nativeOrder());
        }
        int rest = n - FORM.species().loopBound(n);
        if (rest > 0) {
            FORM.rest().run(to + i, a + i, b + i, c, rest);
        }
    }

    @Override
    public Element element() {
        return new Element.Function(Operation.class, FORM.operation());
    }
}
