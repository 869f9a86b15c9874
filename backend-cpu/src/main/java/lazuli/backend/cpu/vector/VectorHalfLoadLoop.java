package lazuli.backend.cpu.vector;

import static lazuli.backend.cpu.memory.NativeMemory.ALL;

import java.lang.invoke.MethodHandles;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import lazuli.backend.cpu.loop.Element;
import lazuli.backend.cpu.loop.Half;
import lazuli.backend.cpu.loop.Loop;
import lazuli.backend.cpu.loop.Template;

/** Halves as floats, a vector at a time; the elements after the last whole vector go to a scalar loop. */
public final class VectorHalfLoadLoop implements Loop {
    private static final Form FORM = Template.constant(MethodHandles.lookup(), Form.class);

    /** Reads a vector. */
    @FunctionalInterface
    private interface Source {
        FloatVector read(long address);
    }

    private record Form(Half half, Source source, Loop rest) {}

    /** A loop compiled around {@code half}. */
    public static Loop of(Half half, Loop rest) {
        return Template.fill(MethodHandles.lookup(), Loop.class, new Form(half, source(half), rest));
    }

    private static Source source(Half half) {
        return switch (half) {
            case FLOAT16 -> address -> VectorHalves.getFloat16(address);
            case BFLOAT16 -> address -> VectorHalves.getBfloat16(address);
        };
    }

    @Override
    public void run(long to, long a, long b, long c, int n) {
        int whole = FloatVectorMath.SPECIES.loopBound(n);
        long i = 0;
        for (; i < whole; i += FloatVectorMath.SPECIES.length()) {
            FORM.source()
                    .read(a + i * Short.BYTES)
                    .intoMemorySegment(ALL, to + i * Float.BYTES, ByteOrder.nativeOrder());
        }
        if (i < n) {
            FORM.rest().run(to + i * Float.BYTES, a + i * Short.BYTES, b, c, (int) (n - i));
        }
    }

    @Override
    public Element element() {
        return new Element.Load(FORM.half());
    }
}
