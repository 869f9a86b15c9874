package lazuli.backend.cpu.loop;

import static lazuli.backend.cpu.memory.NativeMemory.getByte;
import static lazuli.backend.cpu.memory.NativeMemory.setByte;

/** Takes bytes of {@code b} where the byte of {@code a} is nonzero, of {@code c} elsewhere. */
public final class ByteSelectLoop implements Loop {
    @Override
    public void run(long to, long a, long b, long c, int n) {
        for (long i = 0; i < n; i++) {
            setByte(to + i, getByte(a + i) != 0 ? getByte(b + i) : getByte(c + i));
        }
    }
}
