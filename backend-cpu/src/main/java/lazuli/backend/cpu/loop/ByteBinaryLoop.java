package lazuli.backend.cpu.loop;

import static lazuli.backend.cpu.memory.NativeMemory.getByte;
import static lazuli.backend.cpu.memory.NativeMemory.setByte;

import java.lang.invoke.MethodHandles;

/** A function of two bytes that are 0 or 1, and so is the result. */
public final class ByteBinaryLoop implements Loop {
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
        for (long i = 0; i < n; i++) {
            setByte(to + i, (byte) OPERATION.apply(getByte(a + i), getByte(b + i)));
        }
    }
}
