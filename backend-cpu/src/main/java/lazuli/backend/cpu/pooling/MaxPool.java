package lazuli.backend.cpu.pooling;

import lazuli.backend.cpu.memory.NativeMemory;
import lazuli.backend.cpu.parallel.ParallelLoop;
import lazuli.backend.cpu.sort.Keys;
import lazuli.core.DType;
import lazuli.core.backend.PoolingGeometry;
import lazuli.core.backend.Tensor;

/** The largest element of each window and its position; any dtype that has an order, tensors row-major. */
public final class MaxPool {
    /** The index of a window that holds nothing but padding. */
    static final int NOWHERE = -1;

    private static final int GRAIN_ELEMENTS = 1 << 14;

    private final WindowMaximum floats;
    private final WindowMaximum doubles = new DoubleLoopMaximum();

    private MaxPool(WindowMaximum floats) {
        this.floats = floats;
    }

    /** By plain loops. */
    public static MaxPool loops() {
        return new MaxPool(new FloatLoopMaximum());
    }

    /** By the Vector API, which must be present. */
    public static MaxPool vectors() {
        return new MaxPool(new FloatVectorMaximum());
    }

    /** See {@link lazuli.core.backend.Kernels#maxPool}. */
    public void pool(PoolingGeometry geometry, Tensor input, Tensor to, Tensor indices) {
        WindowAxis[] axes = WindowAxis.three(geometry, input.shape(), to.shape());
        int channels = to.shape().length(-1);
        if (to.shape().size() == 0) {
            return;
        }
        long lines = (long) to.shape().length(0) * axes[0].windows() * axes[1].windows();
        int taps = axes[0].taps() * axes[1].taps() * axes[2].taps();
        long grain = Math.max(1, GRAIN_ELEMENTS / ((long) axes[2].windows() * channels * taps));
        ParallelLoop.run(lines, grain, (from, until) -> {
            Taps window = new Taps(taps);
            for (long line = from; line < until; line++) {
                poolLine(axes, line, channels, input, to, indices, window);
            }
        });
    }

    private void poolLine(
            WindowAxis[] axes, long line, int channels, Tensor input, Tensor to, Tensor indices, Taps window) {
        int size = to.dtype().size();
        WindowMaximum maximum = maximum(to.dtype());
        int y = (int) (line % axes[1].windows());
        int z = (int) (line / axes[1].windows() % axes[0].windows());
        long image = line / axes[1].windows() / axes[0].windows();
        long plane = (long) axes[0].input() * axes[1].input() * axes[2].input();
        long base = input.address() + image * plane * channels * size;
        for (int x = 0; x < axes[2].windows(); x++) {
            collect(axes, z, y, x, base, (long) channels * size, window);
            long first = (line * axes[2].windows() + x) * channels;
            if (window.count() == 0) {
                fill(to, indices, first, channels);
            } else {
                maximum.store(window, channels, to.address() + first * size, indices.address() + first * Integer.BYTES);
            }
        }
    }

    private static void collect(WindowAxis[] axes, int z, int y, int x, long base, long stride, Taps window) {
        window.clear();
        for (int i = axes[0].low(z); i < axes[0].high(z); i++) {
            for (int j = axes[1].low(y); j < axes[1].high(y); j++) {
                int line = (i * axes[1].input() + j) * axes[2].input();
                for (int k = axes[2].low(x); k < axes[2].high(x); k++) {
                    window.add(base + (line + k) * stride, line + k);
                }
            }
        }
    }

    private static void fill(Tensor to, Tensor indices, long first, int channels) {
        DType dtype = to.dtype();
        for (long i = first; i < first + channels; i++) {
            Keys.setLowest(dtype, to.address() + i * dtype.size());
            NativeMemory.setInt(indices.address() + i * Integer.BYTES, NOWHERE);
        }
    }

    private WindowMaximum maximum(DType dtype) {
        return switch (dtype) {
            case FLOAT32 -> floats;
            case FLOAT64 -> doubles;
            case BOOL, UINT8, UINT16, UINT32, UINT64, INT8, INT16, INT32, INT64, FLOAT16, BFLOAT16, COMPLEX64 ->
                new OrderedMaximum(dtype);
        };
    }
}
