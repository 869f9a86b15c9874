package lazuli.backend.cpu.loop;

import static lazuli.backend.cpu.memory.NativeMemory.setFloat;

import java.lang.invoke.MethodHandles;

/** Halves as floats. The result may not lie over the operand. */
public final class HalfLoadLoop implements Loop {
    private static final Form FORM = Template.constant(MethodHandles.lookup(), Form.class);

    /** Reads an element. */
    @FunctionalInterface
    private interface Source {
        float read(long address);
    }

    private record Form(Half half, Source source) {}

    /** A loop compiled around {@code half}. */
    public static Loop of(Half half) {
        return Template.fill(MethodHandles.lookup(), Loop.class, new Form(half, source(half)));
    }

    private static Source source(Half half) {
        return switch (half) {
            case FLOAT16 -> Half::getFloat16;
            case BFLOAT16 -> Half::getBfloat16;
        };
    }

    @Override
    public void run(long to, long a, long b, long c, int n) {
        for (long i = 0; i < n; i++) {
            setFloat(to + i * Float.BYTES, FORM.source().read(a + i * Short.BYTES));
        }
    }

    @Override
    public Element element() {
        return new Element.Load(FORM.half());
    }
}
