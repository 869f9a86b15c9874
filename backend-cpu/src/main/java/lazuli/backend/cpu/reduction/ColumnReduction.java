package lazuli.backend.cpu.reduction;

import lazuli.backend.cpu.memory.NativeMemory;
import lazuli.backend.cpu.parallel.ParallelLoop;
import lazuli.core.memory.Allocator;
import lazuli.core.memory.Buffer;

/**
 * Reduces across rows of neighbouring elements that belong to different results: whole blocks are combined. Rows are dealt to groups of
 * a fixed size, so that few long sums use all cores. The sums of short runs of rows, and those of groups, are added in pairs, so that a sum of a
 * million rows is as exact as one along a row.
 */
final class ColumnReduction implements Walk {
    private static final int BLOCK = 1024;
    private static final long GROUP_ELEMENTS = 1 << 16;

    /** Rows that are added up one by one. */
    private static final int RUN = 64;

    private final Accumulation accumulation;
    private final Axes kept;
    private final Axes.Axis columns;
    private final Axes rows;
    private final long blocks;
    private final long groupRows;
    private final long groups;

    ColumnReduction(Accumulation accumulation, Axes kept, Axes.Axis columns, Axes rows) {
        this.accumulation = accumulation;
        this.kept = kept;
        this.columns = columns;
        this.rows = rows;
        this.blocks = Math.ceilDiv(columns.length(), (long) BLOCK);
        this.groupRows = Math.max(1, GROUP_ELEMENTS / Math.min(columns.length(), BLOCK));
        this.groups = Math.ceilDiv(rows.count(), groupRows);
    }

    @Override
    public long parts() {
        return kept.count() * blocks * groups;
    }

    @Override
    public long rowLength() {
        return columns.length();
    }

    /** All of them in row-major order, or a block of one row and then of the next. */
    @Override
    public int window(int best) {
        return blocks == 1 ? Math.max(BLOCK, best) : BLOCK;
    }

    @Override
    public void run(Source source, long to) {
        long outer = kept.count() * blocks;
        long blockBytes = (long) BLOCK * accumulation.size();
        Buffer partial = Allocator.host().allocate(outer * groups * blockBytes);
        try {
            long grain = Math.max(
                    1, source.grain() / (Math.min(groupRows, rows.count()) * Math.min(columns.length(), BLOCK)));
            ParallelLoop.run(outer * groups, grain, (begin, end) -> groups(source, partial.address(), begin, end));
            ParallelLoop.run(outer, Math.max(1, GROUP_ELEMENTS / (groups * BLOCK)), (begin, end) -> {
                for (long item = begin; item < end; item++) {
                    finish(partial.address() + item * groups * blockBytes, to, item);
                }
            });
        } finally {
            partial.release();
        }
    }

    private long pairBytes() {
        long runs = Math.ceilDiv(Math.min(groupRows, rows.count()), (long) RUN);
        int width = (int) Math.min(BLOCK, columns.length());
        return PairwiseSum.bytes(accumulation, runs, width);
    }

    private int width(long block) {
        return (int) Math.min(BLOCK, columns.length() - block * BLOCK);
    }

    private void groups(Source source, long partial, long begin, long end) {
        Buffer scratch = Allocator.host().allocate(2L * BLOCK * Long.BYTES + pairBytes());
        try (Source.Reader reader = source.reader(elementsBefore(end))) {
            for (long item = begin; item < end; item++) {
                long outer = item / groups;
                long block = outer % blocks;
                group(
                        reader,
                        kept.fromOffset(outer / blocks) + block * BLOCK * accumulation.inputSize(),
                        item % groups,
                        partial + item * BLOCK * accumulation.size(),
                        width(block),
                        scratch.address());
            }
        } finally {
            scratch.release();
        }
    }

    /** In row-major order, if one block has all columns; else those of later rows may come before those of earlier ones. */
    private long elementsBefore(long item) {
        long rowsBefore = item / groups * rows.count() + item % groups * groupRows;
        return blocks == 1 ? rowsBefore * columns.length() : Long.MAX_VALUE;
    }

    /**
     * Rows are added one by one to a sum of at most {@link #RUN}; the sums of runs are added in pairs, those of pairs in pairs, and so on
     * (Higham, 1993): each element goes through RUN additions and one for each doubling of the runs, not through all rows.
     */
    private void group(Source.Reader reader, long from, long group, long sum, int width, long scratch) {
        long first = group * groupRows;
        long last = Math.min(first + groupRows, rows.count());
        long moreScratch = scratch + (long) BLOCK * Long.BYTES;
        PairwiseSum pairs = new PairwiseSum(accumulation, moreScratch + (long) BLOCK * Long.BYTES, width);
        for (long start = first; start < last; start += RUN) {
            long run = pairs.next();
            for (long row = start; row < Math.min(start + RUN, last); row++) {
                long stored = reader.at(from + rows.fromOffset(row), width);
                long elements = accumulation.load(stored, scratch, moreScratch, width);
                if (row == start) {
                    NativeMemory.copy(elements, run, (long) width * accumulation.size());
                } else {
                    accumulation.combine(run, elements, width);
                }
            }
            pairs.add();
        }
        NativeMemory.copy(pairs.sum(), sum, (long) width * accumulation.size());
    }

    /** Sums of groups are added in pairs likewise, in place. */
    private void finish(long partial, long to, long outer) {
        long block = outer % blocks;
        int width = width(block);
        long blockBytes = (long) BLOCK * accumulation.size();
        for (long distance = 1; distance < groups; distance *= 2) {
            for (long group = 0; group + distance < groups; group += 2 * distance) {
                long left = partial + group * blockBytes;
                accumulation.combine(left, left + distance * blockBytes, width);
            }
        }
        long target = to + kept.toOffset(outer / blocks) + block * BLOCK * columns.to();
        if (columns.to() == accumulation.resultSize()) {
            accumulation.store(partial, target, width);
        } else {
            for (int i = 0; i < width; i++) {
                accumulation.store(partial + (long) i * accumulation.size(), target + i * columns.to(), 1);
            }
        }
    }
}
