package lazuli.backend.cpu.fft;

import java.util.ArrayList;
import java.util.List;
import lazuli.backend.cpu.memory.NativeMemory;

/** The transform of a length of small primes, of columns side by side: by passes, each over whole rows. */
record Columns(int length, List<Pass> passes) implements Plan {
    static Columns of(int length) {
        List<Pass> passes = new ArrayList<>();
        int before = 1;
        for (int radix : Radices.of(length)) {
            passes.add(Pass.of(radix, before, length / before / radix));
            before *= radix;
        }
        return new Columns(length, List.copyOf(passes));
    }

    @Override
    public long bytes() {
        return passes.stream().mapToLong(pass -> 4L * pass.twiddles().length).sum();
    }

    /** How many numbers of scratch {@link #run} takes. */
    long scratch(int columns) {
        return 2L * length * columns;
    }

    /** Transforms {@code columns} columns; strides are bytes from row to row. */
    void run(
            Butterflies butterflies,
            long from,
            long fromStride,
            long to,
            long toStride,
            int columns,
            boolean inverse,
            long scratch) {
        if (passes.isEmpty()) {
            NativeMemory.copy(from, to, (long) columns * Complex.BYTES);
            return;
        }
        long rowBytes = (long) columns * Complex.BYTES;
        long source = from;
        long sourceStride = fromStride;
        for (int i = 0; i < passes.size(); i++) {
            boolean last = i == passes.size() - 1;
            long target = last ? to : scratch + i % 2 * (length * rowBytes);
            long targetStride = last ? toStride : rowBytes;
            passes.get(i).run(butterflies, source, sourceStride, target, targetStride, columns, inverse);
            source = target;
            sourceStride = targetStride;
        }
    }
}
