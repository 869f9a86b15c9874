package lazuli.core.operation;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** The bytes of truth values that come from elsewhere: kernels rely on 0 and 1, and every byte but 0 stands for true. */
final class Booleans {
    private Booleans() {}

    static boolean areNormal(MemorySegment bytes) {
        for (long i = 0; i < bytes.byteSize(); i++) {
            if ((bytes.get(ValueLayout.JAVA_BYTE, i) & ~1) != 0) {
                return false;
            }
        }
        return true;
    }

    static void normalize(MemorySegment bytes) {
        for (long i = 0; i < bytes.byteSize(); i++) {
            bytes.set(ValueLayout.JAVA_BYTE, i, (byte) (bytes.get(ValueLayout.JAVA_BYTE, i) == 0 ? 0 : 1));
        }
    }
}
