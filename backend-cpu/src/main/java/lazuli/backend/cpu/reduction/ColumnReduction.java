package lazuli.backend.cpu.reduction;

import lazuli.backend.cpu.memory.NativeMemory;
import lazuli.backend.cpu.parallel.ParallelLoop;
import lazuli.core.memory.Allocator;
import lazuli.core.memory.Buffer;

/**
 * Reduces across rows of neighbouring elements that belong to different results: whole blocks are combined. Rows are dealt to groups of
 * a fixed size, whose results are combined in order, so that few long sums use all cores.
 */
final class ColumnReduction implements Walk {
    private static final int BLOCK = 1024;
    private static final long GROUP_ELEMENTS = 1 << 16;

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
        Buffer partial = Allocator.instance().allocate(outer * groups * blockBytes);
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

    private int width(long block) {
        return (int) Math.min(BLOCK, columns.length() - block * BLOCK);
    }

    private void groups(Source source, long partial, long begin, long end) {
        Buffer scratch = Allocator.instance().allocate(2L * BLOCK * Long.BYTES);
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

    private void group(Source.Reader reader, long from, long group, long sum, int width, long scratch) {
        long first = group * groupRows;
        long last = Math.min(first + groupRows, rows.count());
        long moreScratch = scratch + (long) BLOCK * Long.BYTES;
        for (long row = first; row < last; row++) {
            long stored = reader.at(from + rows.fromOffset(row), width);
            long elements = accumulation.load(stored, scratch, moreScratch, width);
            if (row == first) {
                NativeMemory.copy(elements, sum, (long) width * accumulation.size());
            } else {
                accumulation.combine(sum, elements, width);
            }
        }
    }

    private void finish(long partial, long to, long outer) {
        long block = outer % blocks;
        int width = width(block);
        long blockBytes = (long) BLOCK * accumulation.size();
        for (long group = 1; group < groups; group++) {
            accumulation.combine(partial, partial + group * blockBytes, width);
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
