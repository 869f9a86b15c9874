package lazuli.core;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import lazuli.core.graph.Contents;

/** Copies of arrays' elements in row-major order. */
final class HostCopy {
    private static final long ALIGNMENT = 64;

    private HostCopy() {}

    static float[] floats(Array array) {
        return Contents.read(array, segment -> segment.toArray(ValueLayout.JAVA_FLOAT));
    }

    static double[] doubles(Array array) {
        return Contents.read(array, segment -> segment.toArray(ValueLayout.JAVA_DOUBLE));
    }

    static int[] ints(Array array) {
        return Contents.read(array, segment -> segment.toArray(ValueLayout.JAVA_INT));
    }

    static long[] longs(Array array) {
        return Contents.read(array, segment -> segment.toArray(ValueLayout.JAVA_LONG));
    }

    static MemorySegment segment(Array array) {
        return Contents.read(array, segment -> {
            MemorySegment copy = Arena.ofAuto().allocate(segment.byteSize(), ALIGNMENT);
            return copy.copyFrom(segment);
        });
    }

    static byte[] bytes(Array array) {
        return Contents.read(array, segment -> segment.toArray(ValueLayout.JAVA_BYTE));
    }
}
