package lazuli.backend.cpu.fft;

import lazuli.backend.cpu.parallel.ParallelLoop;
import org.jspecify.annotations.Nullable;

/**
 * Lines as matrices of {@code rows.length()} rows: the columns are transformed, multiplied by {@code exp(-2 pi i row column / length)},
 * transposed, and transformed once more, which leaves the results in order. What does not fit the cache goes block by block, the
 * blocks on all cores.
 *
 * @param rows transforms columns of the matrix
 * @param columns transforms what were its rows
 * @param factors the factors between, or null for long lines, whose blocks make their own
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record FourStepFft(Columns rows, Columns columns, Roots roots, float @Nullable [] factors) implements Lines {
    /** Narrower columns would not fill vectors. */
    static final int LEAST_COLUMNS = 8;

    /** Up to here a line is transformed as a whole, on one core. */
    private static final int LONGEST_WHOLE = 1 << 15;

    /** Up to here the factors are kept. */
    private static final int LONGEST_TABLE = 1 << 21;

    /** Numbers of a block of columns. */
    private static final int BLOCK = 1 << 15;

    static FourStepFft of(int rows, int columns) {
        int length = rows * columns;
        Roots roots = new Roots(length);
        float[] factors = null;
        if (length <= LONGEST_TABLE) {
            factors = new float[2 * length];
            for (int row = 0; row < rows; row++) {
                roots.fill(factors, row * columns, columns, row, 0);
            }
        }
        return new FourStepFft(Columns.of(rows), Columns.of(columns), roots, factors);
    }

    @Override
    public int length() {
        return rows.length() * columns.length();
    }

    @Override
    public long bytes() {
        return factors == null ? 64L * (rows.length() + columns.length()) : 4L * factors.length;
    }

    @Override
    public void run(
            Butterflies butterflies,
            long from,
            long fromStride,
            long to,
            long toStride,
            long count,
            boolean inverse,
            float scale) {
        if (length() > LONGEST_WHOLE) {
            for (long line = 0; line < count; line++) {
                Job job = new Job(butterflies, from + line * fromStride, to + line * toStride, inverse, scale);
                inBlocks(job);
            }
            return;
        }
        long middleSize = 2L * length();
        long restSize = Math.max(rows.scratch(columns.length()), columns.scratch(rows.length()));
        try (Scratch scratch = Scratch.of(middleSize + restSize)) {
            for (long line = 0; line < count; line++) {
                Job job = new Job(butterflies, from + line * fromStride, to + line * toStride, inverse, scale);
                long middle = scratch.address();
                transformColumns(job, 0, columns.length(), middle, middle, middle + middleSize * Complex.BYTES);
                transformRows(
                        job,
                        0,
                        rows.length(),
                        middle,
                        middle + (long) length() * Complex.BYTES,
                        middle + middleSize * Complex.BYTES);
            }
        }
    }

    /** What to do with one line. */
    private record Job(Butterflies butterflies, long from, long to, boolean inverse, float scale) {}

    private void inBlocks(Job job) {
        int wide = blockOf(rows.length(), columns.length());
        int high = blockOf(columns.length(), rows.length());
        try (Scratch middle = Scratch.of(length())) {
            eachBlock(columns.length(), wide, rows.length() * (long) wide + rows.scratch(wide), (first, count, own) -> {
                long rest = own + (long) rows.length() * count * Complex.BYTES;
                transformColumns(job, first, count, own, middle.address(), rest);
            });
            eachBlock(
                    rows.length(),
                    high,
                    columns.length() * (long) high + columns.scratch(high),
                    (first, count, own) -> {
                        long rest = own + (long) columns.length() * count * Complex.BYTES;
                        transformRows(job, first, count, middle.address(), own, rest);
                    });
        }
    }

    /** How many columns of a length to take at once: whole cache lines of them. */
    private static int blockOf(int length, int count) {
        return Math.min(count, Math.max(LEAST_COLUMNS, BLOCK / length & -LEAST_COLUMNS));
    }

    private interface BlockBody {
        void run(int first, int count, long scratch);
    }

    private static void eachBlock(int size, int block, long scratchSize, BlockBody body) {
        ParallelLoop.run(Math.ceilDiv(size, block), 1, (from, to) -> {
            try (Scratch scratch = Scratch.of(scratchSize)) {
                for (long i = from; i < to; i++) {
                    int first = (int) i * block;
                    body.run(first, Math.min(block, size - first), scratch.address());
                }
            }
        });
    }

    /** Transforms columns into {@code block} and stores them, multiplied, in the matrix {@code middle}, which may be the same. */
    private void transformColumns(Job job, int first, int count, long block, long middle, long rest) {
        long stride = (long) columns.length() * Complex.BYTES;
        long offset = (long) first * Complex.BYTES;
        long blockStride = (long) count * Complex.BYTES;
        rows.run(job.butterflies(), job.from() + offset, stride, block, blockStride, count, job.inverse(), rest);
        float[] made = factors == null ? new float[2 * count] : factors;
        for (int row = 0; row < rows.length(); row++) {
            int at = row * columns.length() + first;
            if (factors == null) {
                roots.fill(made, 0, count, row, (long) row * first);
                at = 0;
            }
            long from = block + row * blockStride;
            long to = middle + offset + row * stride;
            job.butterflies().multiply(from, to, count, made, at, job.inverse(), job.scale());
        }
    }

    /** Transposes rows of the matrix into {@code block} and stores the transforms of its columns as columns of the result. */
    private void transformRows(Job job, int first, int count, long middle, long block, long rest) {
        long middleStride = (long) columns.length() * Complex.BYTES;
        long blockStride = (long) count * Complex.BYTES;
        Complex.transpose(middle + first * middleStride, middleStride, block, blockStride, count, columns.length());
        columns.run(
                job.butterflies(),
                block,
                blockStride,
                job.to() + (long) first * Complex.BYTES,
                (long) rows.length() * Complex.BYTES,
                count,
                job.inverse(),
                rest);
    }
}
