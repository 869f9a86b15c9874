package lazuli.backend.cpu.loop;

import static lazuli.backend.cpu.memory.NativeMemory.getFloat;

import java.lang.invoke.MethodHandles;

/** Floats rounded to halves. The result may not lie over the operand. */
public final class HalfStoreLoop implements Loop {
    private static final Form FORM = Template.constant(MethodHandles.lookup(), Form.class);

    /** Stores an element. */
    @FunctionalInterface
    private interface Target {
        void write(long address, float value);
    }

    private record Form(Half half, Target target) {}

    /** A loop compiled around {@code half}. */
    public static Loop of(Half half) {
        return Template.fill(MethodHandles.lookup(), Loop.class, new Form(half, target(half)));
    }

    private static Target target(Half half) {
        return switch (half) {
            case FLOAT16 -> Half::setFloat16;
            case BFLOAT16 -> Half::setBfloat16;
        };
    }

    @Override
    public void run(long to, long a, long b, long c, int n) {
        for (long i = 0; i < n; i++) {
            FORM.target().write(to + i * Short.BYTES, getFloat(a + i * Float.BYTES));
        }
    }

    @Override
    public Element element() {
        return new Element.Store(FORM.half());
    }
}
