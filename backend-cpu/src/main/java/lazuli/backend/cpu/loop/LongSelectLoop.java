package lazuli.backend.cpu.loop;

import static lazuli.backend.cpu.memory.NativeMemory.getByte;
import static lazuli.backend.cpu.memory.NativeMemory.getLong;
import static lazuli.backend.cpu.memory.NativeMemory.setLong;

/** Takes 8-byte elements of {@code b} where the byte of {@code a} is nonzero, of {@code c} elsewhere. */
public final class LongSelectLoop implements Loop {
    @Override
    public void run(long to, long a, long b, long c, int n) {
        for (long i = 0; i < n; i++) {
            setLong(to + 8 * i, getByte(a + i) != 0 ? getLong(b + 8 * i) : getLong(c + 8 * i));
        }
    }

    @Override
    public Element element() {
        return new Element.Select();
    }
}
