package lazuli.backend.cpu.loop;

import static lazuli.backend.cpu.memory.NativeMemory.getLong;
import static lazuli.backend.cpu.memory.NativeMemory.setLong;

import java.lang.invoke.MethodHandles;

/** A function of one long. */
public final class LongUnaryLoop implements Loop {
    private static final Operation OPERATION = Template.constant(MethodHandles.lookup(), Operation.class);

    /** What the loop does to each element. */
    @FunctionalInterface
    public interface Operation {
        long apply(long x);
    }

    /** A loop compiled around {@code operation}, which should not capture anything. */
    public static Loop of(Operation operation) {
        return Template.fill(MethodHandles.lookup(), Loop.class, operation);
    }

    @Override
    public void run(long to, long a, long b, long c, int n) {
        long end = 8L * n;
        for (long i = 0; i < end; i += 8) {
            setLong(to + i, OPERATION.apply(getLong(a + i)));
        }
    }

    @Override
    public Element element() {
        return new Element.Function(Operation.class, OPERATION);
    }
}
