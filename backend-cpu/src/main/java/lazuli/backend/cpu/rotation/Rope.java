package lazuli.backend.cpu.rotation;

import static lazuli.backend.cpu.memory.NativeMemory.*;

import lazuli.backend.cpu.memory.Lines;
import lazuli.backend.cpu.parallel.ParallelLoop;
import lazuli.core.DType;
import lazuli.core.backend.Rotation;
import lazuli.core.backend.Tensor;

/** Rotary positions of float32 or float64 vectors whose elements lie side by side; the other axes have any strides. */
public final class Rope {
    private static final int GRAIN_ELEMENTS = 1 << 13;

    private Rope() {}

    /** See {@link lazuli.core.backend.Kernels#rope}. */
    public static void rotate(Rotation rotation, Tensor input, Tensor offsets, Tensor frequencies, Tensor to) {
        if (to.shape().size() == 0) {
            return;
        }
        int length = to.shape().length(-1);
        int positions = to.shape().length(-2);
        long rows = to.shape().size() / length;
        long rowsPerExample = rows / to.shape().length(0);
        boolean wide = to.dtype() == DType.FLOAT64;
        long bytes = (long) length * to.dtype().size();
        long turned = (long) rotation.dims() * to.dtype().size();
        int half = rotation.dims() / 2;
        int step = rotation.traditional() ? 2 : 1;
        int apart = rotation.traditional() ? 1 : half;
        Lines lines = Lines.of(input, to.shape().rank() - 1);
        try (AngleTable angles = AngleTable.of(rotation, offsets, frequencies, positions)) {
            ParallelLoop.run(rows, Math.max(1, GRAIN_ELEMENTS / length), (from, until) -> {
                for (long row = from; row < until; row++) {
                    long x = lines.address(row);
                    long y = to.address() + row * bytes;
                    long example = row / rowsPerExample;
                    long cosines = angles.cosines(example, row % positions);
                    long sines = angles.sines(example, row % positions);
                    if (wide) {
                        doubles(x, y, cosines, sines, half, step, apart);
                    } else {
                        floats(x, y, cosines, sines, half, step, apart);
                    }
                    copy(x + turned, y + turned, bytes - turned);
                }
            });
        }
    }

    private static void floats(long x, long to, long cosines, long sines, int half, int step, int apart) {
        for (int i = 0; i < half; i++) {
            long first = 4L * i * step;
            long second = first + 4L * apart;
            float a = getFloat(x + first);
            float b = getFloat(x + second);
            float cosine = getFloat(cosines + 4L * i);
            float sine = getFloat(sines + 4L * i);
            setFloat(to + first, a * cosine - b * sine);
            setFloat(to + second, a * sine + b * cosine);
        }
    }

    private static void doubles(long x, long to, long cosines, long sines, int half, int step, int apart) {
        for (int i = 0; i < half; i++) {
            long first = 8L * i * step;
            long second = first + 8L * apart;
            double a = getDouble(x + first);
            double b = getDouble(x + second);
            double cosine = getDouble(cosines + 8L * i);
            double sine = getDouble(sines + 8L * i);
            setDouble(to + first, a * cosine - b * sine);
            setDouble(to + second, a * sine + b * cosine);
        }
    }
}
