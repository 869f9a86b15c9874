package lazuli.core;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import lazuli.core.graph.Contents;

/** Copies of arrays' elements in row-major order. */
final class HostCopy {
    private static final long ALIGNMENT = 64;

    /** Some JVMs cannot make the last few. */
    private static final int LONGEST = Integer.MAX_VALUE - 8;

    private HostCopy() {}

    static float[] floats(Array array) {
        return Contents.read(
                fitting(array, ValueLayout.JAVA_FLOAT), segment -> segment.toArray(ValueLayout.JAVA_FLOAT));
    }

    static double[] doubles(Array array) {
        return Contents.read(
                fitting(array, ValueLayout.JAVA_DOUBLE), segment -> segment.toArray(ValueLayout.JAVA_DOUBLE));
    }

    static int[] ints(Array array) {
        return Contents.read(fitting(array, ValueLayout.JAVA_INT), segment -> segment.toArray(ValueLayout.JAVA_INT));
    }

    static long[] longs(Array array) {
        return Contents.read(fitting(array, ValueLayout.JAVA_LONG), segment -> segment.toArray(ValueLayout.JAVA_LONG));
    }

    static MemorySegment segment(Array array) {
        return Contents.read(array, segment -> {
            MemorySegment copy = Arena.ofAuto().allocate(segment.byteSize(), ALIGNMENT);
            return copy.copyFrom(segment);
        });
    }

    static byte[] bytes(Array array) {
        return Contents.read(fitting(array, ValueLayout.JAVA_BYTE), segment -> segment.toArray(ValueLayout.JAVA_BYTE));
    }

    /** The array, if Java arrays can be that long. */
    private static Array fitting(Array array, ValueLayout element) {
        long length = array.nbytes() / element.byteSize();
        if (length > LONGEST) {
            throw new ShapeException(
                    "copy", "%d elements are too many for a Java array: shape %s", length, array.shape());
        }
        return array;
    }
}
