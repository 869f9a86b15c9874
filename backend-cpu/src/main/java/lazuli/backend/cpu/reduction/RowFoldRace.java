package lazuli.backend.cpu.reduction;

import java.lang.foreign.MemorySegment;
import lazuli.backend.cpu.kernel.VectorWarmup;
import lazuli.backend.cpu.loop.RowFold;
import lazuli.backend.cpu.loop.WideRowFold;

/** The two forms of a fold at one kind of work, on scratch rows of one length. */
final class RowFoldRace implements VectorWarmup.VariantRace {
    /** What a fold can be asked for. */
    enum Work {
        PLACES,
        ANY_ROWS,
        READABLE_ROWS
    }

    /** The last rows are not readable: what is read behind a row is less than so many elements. */
    private static final int BEHIND = 64;

    /** A call that is measured does as much as so many others. */
    private static final int LONG_CALL = 16;

    private static final int LONG = 1024;

    private static final int BLOCKS = 24;

    private final Work work;
    private final RowFold loops;
    private final WideRowFold vectors;
    private final int length;
    private final int size;
    private final Runnable change;
    private long x;
    private long to;
    private long places;

    RowFoldRace(Work work, RowFold loops, WideRowFold vectors, int length, int size, Runnable change) {
        this.work = work;
        this.loops = loops;
        this.vectors = vectors;
        this.length = length;
        this.size = size;
        this.change = change;
    }

    @Override
    public int blocks() {
        return BLOCKS;
    }

    @Override
    public void place(MemorySegment memory, int unused) {
        x = memory.address();
        to = x + (long) rows(LONG) * length * size;
        places = to + (long) rows(LONG) * size;
    }

    private int rows(int n) {
        int rows = work == Work.READABLE_ROWS ? 2 + Math.ceilDiv(BEHIND, length) : 1;
        return n < LONG ? rows : rows * LONG_CALL;
    }

    @Override
    public void runPresent(int n) {
        if (work == Work.PLACES) {
            places(loops, rows(n));
        } else {
            loops.rows(x, (long) length * size, rows(n), length, to, places);
        }
    }

    @Override
    public void runChallenger(int n) {
        long rowBytes = (long) length * size;
        int rows = rows(n);
        switch (work) {
            case PLACES -> places(vectors, rows);
            case ANY_ROWS -> vectors.rows(x, rowBytes, rows, length, to, places);
            case READABLE_ROWS ->
                vectors.readableRows(x, rowBytes, vectors.readableRows(rowBytes, rows, length), length, to, places);
        }
    }

    private void places(RowFold fold, int rows) {
        for (int i = 0; i < rows; i++) {
            fold.places(x + (long) i * length * size, length, places);
        }
    }

    @Override
    public void change() {
        change.run();
    }
}
