package lazuli.backend.cpu.layout;

import static lazuli.backend.cpu.memory.NativeMemory.*;

/** Copies between strided regions, on the calling thread. Steps are in bytes; regions do not overlap. */
public final class StridedCopy {
    /** Shorter runs are copied by loops: the call of the library's copy costs more. */
    private static final int LONG_RUN = 128;

    private StridedCopy() {}

    /** Copies {@code rows} times {@code columns} elements. */
    public static void rows(
            int size,
            long to,
            long toRow,
            long toColumn,
            long from,
            long fromRow,
            long fromColumn,
            long rows,
            long columns) {
        if (toColumn == size && fromColumn == size && columns * size >= LONG_RUN) {
            for (long row = 0; row < rows; row++) {
                copy(from + row * fromRow, to + row * toRow, columns * size);
            }
        } else if (toColumn == size && fromColumn == 0 && columns * size >= LONG_RUN) {
            for (long row = 0; row < rows; row++) {
                fill(size, to + row * toRow, from + row * fromRow, columns);
            }
        } else if (toColumn == size && fromColumn == -size && columns * size >= LONG_RUN) {
            for (long row = 0; row < rows; row++) {
                move(from + row * fromRow, fromColumn, to + row * toRow, toColumn, columns, size);
            }
        } else {
            switch (size) {
                case Byte.BYTES -> bytes(to, toRow, toColumn, from, fromRow, fromColumn, rows, columns);
                case Short.BYTES -> shorts(to, toRow, toColumn, from, fromRow, fromColumn, rows, columns);
                case Integer.BYTES -> ints(to, toRow, toColumn, from, fromRow, fromColumn, rows, columns);
                default -> longs(to, toRow, toColumn, from, fromRow, fromColumn, rows, columns);
            }
        }
    }

    /** Stores the element at {@code from} {@code n} times, side by side. */
    public static void fill(int size, long to, long from, long n) {
        long filled = Math.min(n, LONG_RUN / size - 1);
        rows(size, to, 0, size, from, 0, 0, 1, filled);
        while (filled < n) {
            long next = Math.min(filled, n - filled);
            copy(to, to + filled * size, next * size);
            filled += next;
        }
    }

    private static void bytes(
            long to, long toRow, long toColumn, long from, long fromRow, long fromColumn, long rows, long columns) {
        for (long row = 0; row < rows; row++) {
            long target = to + row * toRow;
            long source = from + row * fromRow;
            for (long column = 0; column < columns; column++) {
                setByte(target, getByte(source));
                target += toColumn;
                source += fromColumn;
            }
        }
    }

    private static void shorts(
            long to, long toRow, long toColumn, long from, long fromRow, long fromColumn, long rows, long columns) {
        for (long row = 0; row < rows; row++) {
            long target = to + row * toRow;
            long source = from + row * fromRow;
            for (long column = 0; column < columns; column++) {
                setShort(target, getShort(source));
                target += toColumn;
                source += fromColumn;
            }
        }
    }

    private static void ints(
            long to, long toRow, long toColumn, long from, long fromRow, long fromColumn, long rows, long columns) {
        for (long row = 0; row < rows; row++) {
            long target = to + row * toRow;
            long source = from + row * fromRow;
            for (long column = 0; column < columns; column++) {
                setInt(target, getInt(source));
                target += toColumn;
                source += fromColumn;
            }
        }
    }

    private static void longs(
            long to, long toRow, long toColumn, long from, long fromRow, long fromColumn, long rows, long columns) {
        for (long row = 0; row < rows; row++) {
            long target = to + row * toRow;
            long source = from + row * fromRow;
            for (long column = 0; column < columns; column++) {
                setLong(target, getLong(source));
                target += toColumn;
                source += fromColumn;
            }
        }
    }
}
