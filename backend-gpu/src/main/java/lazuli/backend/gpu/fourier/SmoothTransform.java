package lazuli.backend.gpu.fourier;

import java.util.List;
import lazuli.backend.gpu.device.Grid;
import lazuli.backend.gpu.device.Launch;
import lazuli.backend.gpu.kernel.KernelSource;
import lazuli.backend.gpu.kernel.Launcher;
import lazuli.core.DType;
import lazuli.core.Shape;
import lazuli.core.backend.Tensor;

/** Transforms whose lengths have small prime factors: in one step while a group has room for a line, in two or more beyond. */
final class SmoothTransform {
    private static final KernelSource SOURCE = KernelSource.file("fourier.kernel");
    private static final KernelSource STORE = KernelSource.file("bluestein.kernel");
    private static final int MOST_PASSES = 12;
    private static final int THREADS = 256;
    private static final int LANES = 32;

    /** Numbers that a thread holds. */
    private static final int HELD = 16;

    /** Numbers of a group's short lines. */
    private static final int GROUP_NUMBERS = 1024;

    /** The same of lines that lie side by side, which are read together. */
    private static final int BESIDE_NUMBERS = 2048;

    private final Launcher launcher;

    SmoothTransform(Launcher launcher) {
        this.launcher = launcher;
    }

    /** Lines that lie in one another: element e of line i has index {@code i * first + e * step}. */
    private record Stripes(int first, int step) {
        boolean isAcross() {
            return first < step;
        }

        void append(Launch launch) {
            launch.i32(first).i32(step);
        }
    }

    /** Transforms some lines of one length. */
    void run(Side from, Side to, int lines, int length, float scale) {
        if (length <= Radices.LONGEST) {
            Stripes plain = new Stripes(0, 1);
            step(from, to, plain, plain, length, length, lines, 1, false, scale);
            return;
        }
        int columns = Radices.split(length);
        int rows = length / columns;
        Tensor between = launcher.scratch(DType.COMPLEX64, Shape.of(lines, length));
        Side middle = Side.rows(between, lines, length);
        // Element j of a line is in row j / rows and column j % rows of a matrix: its columns are transformed, then
        // what became its rows.
        Stripes down = new Stripes(1, rows);
        step(from, middle, down, down, columns, length, lines, rows, true, 1);
        if (rows <= Radices.LONGEST) {
            Stripes along = new Stripes(rows, 1);
            step(middle, to, along, new Stripes(1, columns), rows, length, lines, columns, false, scale);
        } else {
            Tensor result = launcher.scratch(DType.COMPLEX64, Shape.of(lines, length));
            int all = Math.multiplyExact(lines, columns);
            run(Side.rows(between, all, rows), Side.rows(result, all, rows), all, rows, 1);
            store(result, to, lines, length, columns, scale);
        }
    }

    private void store(Tensor from, Side to, int lines, int length, int rows, float scale) {
        Launch launch = launcher.begin(STORE, "fourier_store").buffer(from).buffer(to.tensor());
        to.append(launch);
        launch.i32(0).i32(lines).i32(length).i32(length).i32(rows).i32(0).f32(scale);
        launcher.run(launch, Grid.of(Math.ceilDiv((long) lines * length, THREADS), THREADS));
    }

    private void step(
            Side from,
            Side to,
            Stripes fromStripes,
            Stripes toStripes,
            int length,
            int whole,
            int outer,
            int leads,
            boolean isTurned,
            float scale) {
        int lines = Math.multiplyExact(outer, leads);
        boolean isFromAcross = leads > 1 ? fromStripes.isAcross() : from.isAcross();
        boolean isToAcross = leads > 1 ? toStripes.isAcross() : to.isAcross();
        int numbers = isFromAcross || isToAcross ? BESIDE_NUMBERS : GROUP_NUMBERS;
        int groupLines = Math.clamp(numbers / length, 1, lines);
        Tensor roots = roots(length);
        Launch launch = launcher.begin(SOURCE, "fourier_lines");
        launch.buffer(from.tensor()).buffer(roots).buffer(to.tensor());
        from.append(launch);
        to.append(launch);
        fromStripes.append(launch);
        toStripes.append(launch);
        launch.i32(length).i32(whole).i32(lines).i32(leads).i32(groupLines);
        launch.i32(isFromAcross ? 1 : 0)
                .i32(isToAcross ? 1 : 0)
                .i32(isTurned ? 1 : 0)
                .f32(scale);
        List<Integer> radices = Radices.of(length);
        launch.i32(radices.size());
        for (int i = 0; i < MOST_PASSES; i++) {
            launch.i32(i < radices.size() ? radices.get(i) : 1);
        }
        int threads = Math.ceilDiv(groupLines * length, HELD / 2);
        launcher.run(
                launch,
                Grid.of(Math.ceilDiv(lines, groupLines), Math.min(THREADS, Math.ceilDiv(threads, LANES) * LANES)));
    }

    private Tensor roots(int length) {
        Tensor roots = launcher.scratch(DType.COMPLEX64, Shape.of(length));
        Launch launch = launcher.begin(SOURCE, "fourier_roots").buffer(roots).i32(length);
        launcher.run(launch, Grid.of(Math.ceilDiv(length, THREADS), THREADS));
        return roots;
    }
}
