package lazuli.backend.cpu.loop;

/** A fold that is quicker where it may read a little behind a row: what belongs to later rows it leaves out. */
public interface WideRowFold extends RowFold {
    /** How many of the rows have enough behind them, in later rows, to be read so. */
    long readableRows(long rowBytes, long rows, int length);

    /** {@link #rows} for as many as {@link #readableRows(long, long, int)} says, or fewer. */
    void readableRows(long x, long rowBytes, long rows, int length, long to, long places);
}
