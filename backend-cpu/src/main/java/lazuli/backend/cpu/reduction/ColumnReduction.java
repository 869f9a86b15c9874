package lazuli.backend.cpu.reduction;

import lazuli.backend.cpu.memory.NativeMemory;
import lazuli.backend.cpu.parallel.ParallelLoop;
import lazuli.core.memory.Allocator;
import lazuli.core.memory.Buffer;

/**
 * Reduces across rows of neighbouring elements that belong to different results: whole blocks are combined. Rows are dealt to groups of
 * a fixed size, whose results are combined in order, so that few long sums use all cores.
 */
final class ColumnReduction {
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

    void run(long from, long to) {
        long outer = kept.count() * blocks;
        long blockBytes = (long) BLOCK * accumulation.size();
        Buffer partial = Allocator.instance().allocate(outer * groups * blockBytes);
        try {
            long grain = Math.max(
                    1, GROUP_ELEMENTS / (Math.min(groupRows, rows.count()) * Math.min(columns.length(), BLOCK)));
            ParallelLoop.run(outer * groups, grain, (begin, end) -> groups(from, partial.address(), begin, end));
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

    private void groups(long from, long partial, long begin, long end) {
        Buffer scratch = Allocator.instance().allocate(2L * BLOCK * Long.BYTES);
        try {
            for (long item = begin; item < end; item++) {
                long outer = item / groups;
                long block = outer % blocks;
                long source = from + kept.fromOffset(outer / blocks) + block * BLOCK * accumulation.inputSize();
                group(
                        source,
                        item % groups,
                        partial + item * BLOCK * accumulation.size(),
                        width(block),
                        scratch.address());
            }
        } finally {
            scratch.release();
        }
    }

    private void group(long from, long group, long sum, int width, long scratch) {
        long first = group * groupRows;
        long last = Math.min(first + groupRows, rows.count());
        long moreScratch = scratch + (long) BLOCK * Long.BYTES;
        for (long row = first; row < last; row++) {
            long elements = accumulation.load(from + rows.fromOffset(row), scratch, moreScratch, width);
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
