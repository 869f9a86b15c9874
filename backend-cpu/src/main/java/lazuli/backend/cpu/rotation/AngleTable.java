package lazuli.backend.cpu.rotation;

import lazuli.backend.cpu.math.FloatMath;
import lazuli.backend.cpu.memory.NativeMemory;
import lazuli.backend.cpu.parallel.ParallelLoop;
import lazuli.core.DType;
import lazuli.core.backend.Rotation;
import lazuli.core.backend.Tensor;
import lazuli.core.memory.Allocator;
import lazuli.core.memory.Buffer;

/** The cosines and sines of all angles: for each position the cosines of its pairs, then the sines. One table for all examples if they share an offset. */
final class AngleTable implements AutoCloseable {
    private static final int GRAIN_ANGLES = 1 << 10;

    private final Rotation rotation;
    private final Tensor offsets;
    private final Tensor frequencies;
    private final int positions;
    private final int half;
    private final boolean wide;
    private final boolean shared;
    private final Buffer buffer;

    private AngleTable(Rotation rotation, Tensor offsets, Tensor frequencies, int positions) {
        this.rotation = rotation;
        this.offsets = offsets;
        this.frequencies = frequencies;
        this.positions = positions;
        this.half = rotation.dims() / 2;
        this.wide = frequencies.dtype() == DType.FLOAT64;
        this.shared = haveOneValue(offsets);
        this.buffer = Allocator.host().allocate(lines() * lineBytes());
    }

    static AngleTable of(Rotation rotation, Tensor offsets, Tensor frequencies, int positions) {
        AngleTable table = new AngleTable(rotation, offsets, frequencies, positions);
        ParallelLoop.run(table.lines(), Math.max(1, GRAIN_ANGLES / table.half), (from, until) -> {
            for (long line = from; line < until; line++) {
                table.fill(line);
            }
        });
        return table;
    }

    private static boolean haveOneValue(Tensor offsets) {
        for (long i = 1; i < offsets.shape().size(); i++) {
            if (offset(offsets, i) != offset(offsets, 0)) {
                return false;
            }
        }
        return true;
    }

    private static long offset(Tensor offsets, long example) {
        return offsets.dtype() == DType.INT64
                ? NativeMemory.getLong(offsets.address() + example * Long.BYTES)
                : NativeMemory.getInt(offsets.address() + example * Integer.BYTES);
    }

    private long lines() {
        return (shared ? 1 : offsets.shape().size()) * positions;
    }

    private long lineBytes() {
        return 2L * half * (wide ? Double.BYTES : Float.BYTES);
    }

    /** Where the cosines for a position lie. */
    long cosines(long example, long position) {
        return buffer.address() + ((shared ? 0 : example * positions) + position) * lineBytes();
    }

    /** Where the sines for a position lie. */
    long sines(long example, long position) {
        return cosines(example, position) + lineBytes() / 2;
    }

    private void fill(long line) {
        double position = ((double) (line % positions) + offset(offsets, line / positions)) * rotation.scale();
        double sign = rotation.forward() ? 1 : -1;
        long at = buffer.address() + line * lineBytes();
        for (int i = 0; i < half; i++) {
            if (wide) {
                double angle = sign * position / NativeMemory.getDouble(frequencies.address() + 8L * i);
                NativeMemory.setDouble(at + 8L * i, Math.cos(angle));
                NativeMemory.setDouble(at + 8L * (half + i), Math.sin(angle));
            } else {
                double angle = sign * position / NativeMemory.getFloat(frequencies.address() + 4L * i);
                // Taken to one turn in float64, where large angles keep their digits.
                float small = (float) (angle - 2 * Math.PI * Math.rint(angle / (2 * Math.PI)));
                NativeMemory.setFloat(at + 4L * i, FloatMath.cos(small));
                NativeMemory.setFloat(at + 4L * (half + i), FloatMath.sin(small));
            }
        }
    }

    @Override
    public void close() {
        buffer.release();
    }
}
