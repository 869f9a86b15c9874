package lazuli.backend.cpu.vector;

import static lazuli.backend.cpu.memory.NativeMemory.ALL;

import java.lang.invoke.MethodHandles;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import lazuli.backend.cpu.loop.Element;
import lazuli.backend.cpu.loop.Half;
import lazuli.backend.cpu.loop.Loop;
import lazuli.backend.cpu.loop.Template;

/** Floats rounded to halves, a vector at a time; the elements after the last whole vector go to a scalar loop. */
public final class VectorHalfStoreLoop implements Loop {
    private static final Form FORM = Template.constant(MethodHandles.lookup(), Form.class);

    /** Stores a vector. */
    @FunctionalInterface
    private interface Target {
        void write(long address, FloatVector value);
    }

    private record Form(Half half, Target target, Loop rest) {}

    /** A loop compiled around {@code half}. */
    public static Loop of(Half half, Loop rest) {
        return Template.fill(MethodHandles.lookup(), Loop.class, new Form(half, target(half), rest));
    }

    private static Target target(Half half) {
        return switch (half) {
            case FLOAT16 -> (address, value) -> VectorHalves.setFloat16(address, value);
            case BFLOAT16 -> (address, value) -> VectorHalves.setBfloat16(address, value);
        };
    }

    @Override
    public void run(long to, long a, long b, long c, int n) {
        int whole = FloatVectorMath.SPECIES.loopBound(n);
        long i = 0;
        for (; i < whole; i += FloatVectorMath.SPECIES.length()) {
            FloatVector x = FloatVector.fromMemorySegment(
                    FloatVectorMath.SPECIES, ALL, a + i * Float.BYTES, ByteOrder.nativeOrder());
            FORM.target().write(to + i * Short.BYTES, x);
        }
        if (i < n) {
            FORM.rest().run(to + i * Short.BYTES, a + i * Float.BYTES, b, c, (int) (n - i));
        }
    }

    @Override
    public Element element() {
        return new Element.Store(FORM.half());
    }
}
