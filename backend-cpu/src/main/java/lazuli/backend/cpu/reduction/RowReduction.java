package lazuli.backend.cpu.reduction;

import lazuli.backend.cpu.loop.RowFold;
import lazuli.backend.cpu.memory.NativeMemory;
import lazuli.backend.cpu.parallel.ParallelLoop;
import lazuli.core.memory.Allocator;
import lazuli.core.memory.Buffer;

/**
 * Reduces rows of neighbouring elements: chunks of a row are folded, and those of a long one combined in pairs. Elements of one result are dealt
 * to segments of a fixed size, whose results are folded in their turn, so that a single long sum uses all cores. An element of a sum goes through
 * 32 additions in its chunk at most and one for each doubling from there on.
 */
final class RowReduction implements Walk {
    private static final long SEGMENT = 1 << 16;

    /** Results of one call of the fold. */
    private static final int BATCH = 512;

    private final Accumulation accumulation;
    private final TieredRowFold fold;
    private final Axes kept;
    private final Axes rows;
    private final long rowLength;
    private final long piecesPerRow;
    private final long piecesPerSegment;
    private final long segments;

    RowReduction(Accumulation accumulation, Axes kept, Axes rows, long rowLength) {
        this.accumulation = accumulation;
        this.fold = accumulation.rowFold();
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
        return Math.max(fold.chunk(), best);
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

    private void results(Source source, long to, long begin, long end) {
        try (Scratch scratch = new Scratch(source, end * rows.count() * rowLength)) {
            boolean areNeighbours = kept.list().isEmpty()
                    || (kept.list().size() == 1 && kept.list().getFirst().to() == accumulation.resultSize());
            int batch = areNeighbours ? BATCH : 1;
            for (long i = begin; i < end; i += batch) {
                int count = (int) Math.min(batch, end - i);
                if (isRead(source)) {
                    scratch.rows(i, count);
                } else {
                    for (int k = 0; k < count; k++) {
                        scratch.segment(kept.fromOffset(i + k), 0, scratch.results + (long) k * accumulation.size());
                    }
                }
                accumulation.store(scratch.results, to + kept.toOffset(i), count);
            }
        }
    }

    /** Whether results are those of rows in memory, each a chunk or less, evenly apart. */
    private boolean isRead(Source source) {
        return source instanceof Source.Stored
                && accumulation.isLoaded()
                && rows.count() == 1
                && kept.list().size() <= 1
                && rowLength <= fold.chunk();
    }

    private void segments(Source source, long partial, long begin, long end) {
        int size = accumulation.size();
        try (Scratch scratch = new Scratch(source, Long.MAX_VALUE)) {
            for (long i = begin; i < end; i++) {
                scratch.segment(kept.fromOffset(i / segments), i % segments, partial + i * size);
            }
        }
    }

    /** What a thread works with. */
    private final class Scratch implements AutoCloseable {
        private final Source.Reader reader;
        private final Buffer memory;
        private final long results;
        private final long loaded;
        private final long moreLoaded;
        private final long gathered;
        private final long places;
        private final long stack;

        Scratch(Source source, long end) {
            long chunkBytes = (long) fold.chunk() * Long.BYTES;
            long placeBytes = (long) RowFold.ROWS * fold.places() * accumulation.size();
            long most = Math.min(piecesPerSegment * rowLength, SEGMENT);
            long resultBytes = (long) BATCH * accumulation.size();
            long stackBytes = PairwiseSum.bytes(accumulation, Math.ceilDiv(most, (long) fold.chunk()), fold.places());
            this.memory = Allocator.host().allocate(resultBytes + 3 * chunkBytes + placeBytes + stackBytes);
            this.results = memory.address();
            this.loaded = results + resultBytes;
            this.moreLoaded = loaded + chunkBytes;
            this.gathered = moreLoaded + chunkBytes;
            this.places = gathered + chunkBytes;
            this.stack = places + placeBytes;
            try {
                this.reader = source.reader(end);
            } catch (RuntimeException | Error failure) {
                memory.release();
                throw failure;
            }
        }

        /** Stores the results of so many rows, side by side. */
        void rows(long first, int count) {
            long apart = kept.list().isEmpty() ? 0 : kept.list().getFirst().from();
            fold.rows(reader.at(first * apart, 0), apart, count, (int) rowLength, results, places);
        }

        /** Stores a segment's result. */
        void segment(long from, long segment, long to) {
            long firstPiece = segment * piecesPerSegment;
            long lastPiece = Math.min(firstPiece + piecesPerSegment, rows.count() * piecesPerRow);
            if (firstPiece + 1 == lastPiece && pieceLength(firstPiece) <= fold.chunk()) {
                int length = (int) pieceLength(firstPiece);
                fold.rows(load(from + pieceOffset(firstPiece), length), 0, 1, length, to, places);
                return;
            }
            PairwiseSum sum = new PairwiseSum(accumulation, stack, fold.places());
            int filled = 0;
            for (long piece = firstPiece; piece < lastPiece; piece++) {
                long length = pieceLength(piece);
                long offset = from + pieceOffset(piece);
                for (long at = 0; at < length; ) {
                    int count = (int) Math.min(fold.chunk() - filled, length - at);
                    long elements = load(offset + at * accumulation.inputSize(), count);
                    at += count;
                    if (count == fold.chunk()) {
                        add(sum, elements, count);
                        continue;
                    }
                    NativeMemory.copy(
                            elements,
                            gathered + (long) filled * accumulation.size(),
                            (long) count * accumulation.size());
                    filled += count;
                    if (filled == fold.chunk()) {
                        add(sum, gathered, filled);
                        filled = 0;
                    }
                }
            }
            if (filled > 0) {
                add(sum, gathered, filled);
            }
            fold.rows(sum.sum(), 0, 1, sum.filled(), to, places);
        }

        private void add(PairwiseSum sum, long elements, int count) {
            fold.places(elements, count, sum.next());
            sum.add(Math.min(count, fold.places()));
        }

        private long pieceLength(long piece) {
            return Math.min(SEGMENT, rowLength - piece % piecesPerRow * SEGMENT);
        }

        private long pieceOffset(long piece) {
            return rows.fromOffset(piece / piecesPerRow) + piece % piecesPerRow * SEGMENT * accumulation.inputSize();
        }

        private long load(long offset, int count) {
            return accumulation.load(reader.at(offset, count), loaded, moreLoaded, count);
        }

        @Override
        public void close() {
            reader.close();
            memory.release();
        }
    }
}
