package lazuli.backend.cpu.reduction;

import lazuli.backend.cpu.memory.NativeMemory;
import lazuli.backend.cpu.parallel.ParallelLoop;
import lazuli.core.memory.Allocator;
import lazuli.core.memory.Buffer;

/**
 * Reduces rows of neighbouring elements: blocks of a row are combined with each other, and the last block is folded. Elements of one
 * result are dealt to segments of a fixed size, whose results are folded in their turn, so that a single long sum uses all cores.
 */
final class RowReduction implements Walk {
    /** Long enough to hide the call of a kernel, short enough to fold and to stay in the first cache. */
    private static final int BLOCK = 512;

    private static final long SEGMENT = 1 << 16;

    private final Accumulation accumulation;
    private final Axes kept;
    private final Axes rows;
    private final long rowLength;
    private final long piecesPerRow;
    private final long piecesPerSegment;
    private final long segments;

    RowReduction(Accumulation accumulation, Axes kept, Axes rows, long rowLength) {
        this.accumulation = accumulation;
        this.kept = kept;
        this.rows = rows;
        this.rowLength = rowLength;
        this.piecesPerRow = Math.ceilDiv(rowLength, SEGMENT);
        this.piecesPerSegment = Math.max(1, SEGMENT / Math.min(rowLength, SEGMENT));
        this.segments = Math.ceilDiv(rows.count() * piecesPerRow, piecesPerSegment);
    }

    @Override
    public long parts() {
        return kept.count() * segments;
    }

    @Override
    public long rowLength() {
        return rowLength;
    }

    /** All of them, in row-major order. */
    @Override
    public int window(int best) {
        return best;
    }

    @Override
    public void run(Source source, long to) {
        if (segments == 1) {
            long grain = Math.max(1, source.grain() / (rows.count() * rowLength));
            ParallelLoop.run(kept.count(), grain, (begin, end) -> results(source, to, begin, end));
            return;
        }
        int size = accumulation.size();
        Buffer partial = Allocator.host().allocate(kept.count() * segments * size);
        try {
            ParallelLoop.run(
                    kept.count() * segments, 1, (begin, end) -> segments(source, partial.address(), begin, end));
            for (long i = 0; i < kept.count(); i++) {
                long block = partial.address() + i * segments * size;
                accumulation.fold(block, Math.toIntExact(segments));
                accumulation.store(block, to + kept.toOffset(i), 1);
            }
        } finally {
            partial.release();
        }
    }

    private interface Work {
        void with(Source.Reader reader, long block, long scratch, long moreScratch);
    }

    private void withScratch(Source source, long limit, Work work) {
        Buffer scratch = Allocator.host().allocate(3L * BLOCK * Long.BYTES);
        try (Source.Reader reader = source.reader(limit)) {
            long address = scratch.address();
            work.with(reader, address, address + (long) BLOCK * Long.BYTES, address + 2L * BLOCK * Long.BYTES);
        } finally {
            scratch.release();
        }
    }

    private void results(Source source, long to, long begin, long end) {
        withScratch(source, end * rows.count() * rowLength, (reader, block, scratch, moreScratch) -> {
            for (long i = begin; i < end; i++) {
                segment(reader, kept.fromOffset(i), 0, block, scratch, moreScratch);
                accumulation.store(block, to + kept.toOffset(i), 1);
            }
        });
    }

    private void segments(Source source, long partial, long begin, long end) {
        int size = accumulation.size();
        withScratch(source, Long.MAX_VALUE, (reader, block, scratch, moreScratch) -> {
            for (long i = begin; i < end; i++) {
                segment(reader, kept.fromOffset(i / segments), i % segments, block, scratch, moreScratch);
                NativeMemory.copy(block, partial + i * size, size);
            }
        });
    }

    /** Leaves the segment's result at the block's start. */
    private void segment(Source.Reader reader, long from, long segment, long block, long scratch, long moreScratch) {
        long firstPiece = segment * piecesPerSegment;
        long lastPiece = Math.min(firstPiece + piecesPerSegment, rows.count() * piecesPerRow);
        int filled = 0;
        for (long piece = firstPiece; piece < lastPiece; piece++) {
            long start = piece % piecesPerRow * SEGMENT;
            long length = Math.min(SEGMENT, rowLength - start);
            long offset = from + rows.fromOffset(piece / piecesPerRow) + start * accumulation.inputSize();
            for (long at = 0; at < length; at += BLOCK) {
                int count = (int) Math.min(BLOCK, length - at);
                long stored = reader.at(offset + at * accumulation.inputSize(), count);
                long elements = accumulation.load(stored, scratch, moreScratch, count);
                filled = add(block, filled, elements, count);
            }
        }
        accumulation.fold(block, filled);
    }

    private int add(long block, int filled, long elements, int count) {
        int common = Math.min(filled, count);
        accumulation.combine(block, elements, common);
        if (count > filled) {
            long done = (long) common * accumulation.size();
            NativeMemory.copy(elements + done, block + done, (long) (count - common) * accumulation.size());
        }
        return Math.max(filled, count);
    }
}
