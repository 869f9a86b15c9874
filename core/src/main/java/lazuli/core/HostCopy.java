package lazuli.core;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import lazuli.core.graph.HostAccess;

/** Copies of arrays' elements in row-major order. */
final class HostCopy {
    private static final long ALIGNMENT = 64;

    /** Some JVMs cannot make the last few. */
    private static final int LONGEST = Integer.MAX_VALUE - 8;

    /** Of so many bytes nobody asks whether there is room. */
    private static final double SMALL = 1 << 24;

    private HostCopy() {}

    static float[] floats(Array array) {
        return HostAccess.read(
                fitting(array, ValueLayout.JAVA_FLOAT), segment -> segment.toArray(ValueLayout.JAVA_FLOAT));
    }

    static double[] doubles(Array array) {
        return HostAccess.read(
                fitting(array, ValueLayout.JAVA_DOUBLE), segment -> segment.toArray(ValueLayout.JAVA_DOUBLE));
    }

    static int[] ints(Array array) {
        return HostAccess.read(fitting(array, ValueLayout.JAVA_INT), segment -> segment.toArray(ValueLayout.JAVA_INT));
    }

    static long[] longs(Array array) {
        return HostAccess.read(
                fitting(array, ValueLayout.JAVA_LONG), segment -> segment.toArray(ValueLayout.JAVA_LONG));
    }

    static MemorySegment segment(Array array) {
        return HostAccess.read(array, segment -> {
            MemorySegment copy = Arena.ofAuto().allocate(segment.byteSize(), ALIGNMENT);
            return copy.copyFrom(segment);
        });
    }

    static byte[] bytes(Array array) {
        return HostAccess.read(
                fitting(array, ValueLayout.JAVA_BYTE), segment -> segment.toArray(ValueLayout.JAVA_BYTE));
    }

    /** The array, if Java arrays can be that long and the heap has room for one. */
    private static Array fitting(Array array, ValueLayout element) {
        requireHeap("copy", (double) array.nbytes(), array.shape());
        long length = array.nbytes() / element.byteSize();
        if (length > LONGEST) {
            throw new ShapeException(
                    "copy", "%d elements are too many for a Java array: shape %s", length, array.shape());
        }
        return array;
    }

    /**
     * Checks that the heap can have room for so many bytes, before anything is computed that has no place to go.
     *
     * @throws ShapeException if it cannot, even after a collection
     */
    static void requireHeap(String operation, double bytes, Shape shape) {
        if (bytes < SMALL || bytes < room()) {
            return;
        }
        System.gc();
        if (bytes >= room()) {
            throw new ShapeException(
                    operation,
                    "%.0f bytes for shape %s do not fit the Java heap, where %d are free",
                    bytes,
                    shape,
                    room());
        }
    }

    private static long room() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.maxMemory() - (runtime.totalMemory() - runtime.freeMemory());
    }
}
