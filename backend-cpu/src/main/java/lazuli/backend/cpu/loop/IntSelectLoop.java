package lazuli.backend.cpu.loop;

import static lazuli.backend.cpu.memory.NativeMemory.getByte;
import static lazuli.backend.cpu.memory.NativeMemory.getInt;
import static lazuli.backend.cpu.memory.NativeMemory.setInt;

/** Takes 4-byte elements of {@code b} where the byte of {@code a} is nonzero, of {@code c} elsewhere. */
public final class IntSelectLoop implements Loop {
    @Override
    public void run(long to, long a, long b, long c, int n) {
        for (long i = 0; i < n; i++) {
            setInt(to + 4 * i, getByte(a + i) != 0 ? getInt(b + 4 * i) : getInt(c + 4 * i));
        }
    }

    @Override
    public Element element() {
        return new Element.Select();
    }
}
