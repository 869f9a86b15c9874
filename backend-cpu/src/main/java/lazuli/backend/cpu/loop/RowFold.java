package lazuli.backend.cpu.loop;

/**
 * Folds rows of elements, each to one. Element i of a row goes to place {@code i % places}: there they are combined one after the other,
 * and then the places' halves with each other until one is left. So the order depends on the length alone, not on who folds or how wide
 * its vectors are.
 */
public interface RowFold {
    /** For how many rows there is scratch memory for places. */
    int ROWS = 8;

    /** Combines a row's elements, {@code length} of them at the address {@code x}, in places that are stored from address {@code to} on. */
    void places(long x, int length, long to);

    /**
     * Folds rows to one element each, stored side by side.
     *
     * @param x the first row's address
     * @param rowBytes from one row to the next
     * @param places scratch memory for the places of {@link #ROWS} rows
     */
    void rows(long x, long rowBytes, long rows, int length, long to, long places);
}
