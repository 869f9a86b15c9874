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

/** Elements of {@code b} where the byte of {@code a} is 1, of {@code c} where it is 0. */
final class VectorSelectLoop implements Loop {
    private static final Form FORM = Template.constant(MethodHandles.lookup(), Form.class);

    private record Form(VectorSpecies<?> species, Loop rest) {}

    static Loop of(VectorSpecies<?> species, Loop rest) {
        return Template.fill(MethodHandles.lookup(), Loop.class, new Form(species, rest));
    }

    @Override
    public void run(long to, long a, long b, long c, int n) {
        long elementSize = FORM.species().elementSize() / Byte.SIZE;
        long end = FORM.species().loopBound(n);
        long i = 0;
        for (; i < end; i += FORM.species().length()) {
            long offset = i * elementSize;
            long bits = MaskBytes.load(a + i, FORM.species().length());
            select(FORM.species(), bits, b + offset, c + offset)
                    .intoMemorySegment(ALL, to + offset, ByteOrder.nativeOrder());
        }
        if (i < n) {
            long offset = i * elementSize;
            FORM.rest().run(to + offset, a + i, b + offset, c + offset, (int) (n - i));
        }
    }

    @Override
    public Element element() {
        return new Element.Select();
    }

    private static <E> Vector<E> select(VectorSpecies<E> species, long bits, long b, long c) {
        Vector<E> chosen = species.fromMemorySegment(ALL, b, ByteOrder.nativeOrder());
        Vector<E> other = species.fromMemorySegment(ALL, c, ByteOrder.nativeOrder());
        return other.blend(chosen, VectorMask.fromLong(species, bits));
    }
}
