package lazuli.backend.cpu.loop;

import static lazuli.backend.cpu.memory.NativeMemory.getFloat;
import static lazuli.backend.cpu.memory.NativeMemory.setByte;

import java.lang.invoke.MethodHandles;

/** A relation between two floats; the result is a byte, 0 or 1. */
public final class FloatComparisonLoop implements Loop {
    private static final Operation OPERATION = Template.constant(MethodHandles.lookup(), Operation.class);

    /** What the loop does to each element. */
    @FunctionalInterface
    public interface Operation {
        boolean holds(float x, float y);
    }

    /** A loop compiled around {@code operation}, which should not capture anything. */
    public static Loop of(Operation operation) {
        return Template.fill(MethodHandles.lookup(), Loop.class, operation);
    }

    @Override
    public void run(long to, long a, long b, long c, int n) {
        for (long i = 0; i < n; i++) {
            boolean holds = OPERATION.holds(getFloat(a + 4 * i), getFloat(b + 4 * i));
            setByte(to + i, (byte) (holds ? 1 : 0));
        }
    }

    @Override
    public Element element() {
        return new Element.Function(Operation.class, OPERATION);
    }
}
