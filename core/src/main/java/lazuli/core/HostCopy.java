package lazuli.core;

import java.lang.foreign.ValueLayout;
import lazuli.core.graph.Contents;

/** Copies of arrays' elements on the Java heap, in row-major order. */
final class HostCopy {
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

    static byte[] bytes(Array array) {
        return Contents.read(array, segment -> segment.toArray(ValueLayout.JAVA_BYTE));
    }
}
