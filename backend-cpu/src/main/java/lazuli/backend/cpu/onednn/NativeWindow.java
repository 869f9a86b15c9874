package lazuli.backend.cpu.onednn;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.util.List;
import java.util.stream.LongStream;

/**
 * A window as the library takes it: addresses of native arrays. A single dimension gets a second before it, for the library
 * lacks its depthwise kernels for one and is 17 times slower (64 channels of length 1,024, batch 32).
 */
final class NativeWindow implements AutoCloseable {
    private final Arena arena = Arena.ofConfined();
    final long kernel;
    final long strides;
    /** The library counts the elements that are left out. */
    final long dilation;

    final long paddingLow;
    /** Only as much as the window reaches: the library refuses to pool with more than its size. */
    final long paddingHigh;

    NativeWindow(Window window) {
        kernel = allocate(window.kernel(), 1);
        strides = allocate(window.strides(), 1);
        dilation = allocate(
                window.dilation().stream().map(distance -> distance - 1).toList(), 0);
        paddingLow = allocate(window.paddingLow(), 0);
        paddingHigh = allocate(window.reachedPaddingHigh(), 0);
    }

    /** Some leading dimensions, then spatial ones. */
    static long[] dimensions(List<Integer> spatial, long... leading) {
        return LongStream.concat(LongStream.of(leading), extended(spatial, 1)).toArray();
    }

    private long allocate(List<Integer> values, long one) {
        return arena.allocateFrom(JAVA_LONG, extended(values, one).toArray()).address();
    }

    private static LongStream extended(List<Integer> values, long one) {
        LongStream all = values.stream().mapToLong(Integer::longValue);
        return values.size() == 1 ? LongStream.concat(LongStream.of(one), all) : all;
    }

    @Override
    public void close() {
        arena.close();
    }
}
