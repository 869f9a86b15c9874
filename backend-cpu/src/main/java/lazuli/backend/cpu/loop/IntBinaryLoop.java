package lazuli.backend.cpu.loop;

import static lazuli.backend.cpu.memory.NativeMemory.getInt;
import static lazuli.backend.cpu.memory.NativeMemory.setInt;

import java.lang.invoke.MethodHandles;

/** A function of two ints. */
public final class IntBinaryLoop implements Loop {
    private static final Operation OPERATION = Template.constant(MethodHandles.lookup(), Operation.class);

    /** What the loop does to each element. */
    @FunctionalInterface
    public interface Operation {
        int apply(int x, int y);
    }

    /** A loop compiled around {@code operation}, which should not capture anything. */
    public static Loop of(Operation operation) {
        return Template.fill(MethodHandles.lookup(), Loop.class, operation);
    }

    @Override
    public void run(long to, long a, long b, long c, int n) {
        long end = 4L * n;
        for (long i = 0; i < end; i += 4) {
            setInt(to + i, OPERATION.apply(getInt(a + i), getInt(b + i)));
        }
    }

    @Override
    public Element element() {
        return new Element.Function(Operation.class, OPERATION);
    }
}
