package lazuli.backend.cpu.reduction;

import org.jspecify.annotations.Nullable;

/** A way through the elements: in which order they are combined, and what threads can do side by side. */
sealed interface Walk permits RowReduction, ColumnReduction {
    /** Reduces what a source has, and stores the results from address {@code to} on. */
    void run(Source source, long to);

    /** How many parts threads can do side by side. */
    long parts();

    /** How many elements lie side by side and are read one after the other. */
    long rowLength();

    /** How many elements, up to {@code best}, are read before others that lie elsewhere. */
    int window(int best);

    /** The way through elements of so many bytes; null if none of them lie side by side. */
    static @Nullable Walk of(Accumulation accumulation, Axes reduced, Axes kept) {
        int row = reduced.unitAxis(accumulation.inputSize());
        int column = kept.unitAxis(accumulation.inputSize());
        if (row >= 0) {
            return new RowReduction(
                    accumulation,
                    kept,
                    reduced.without(row),
                    reduced.list().get(row).length());
        }
        if (column >= 0) {
            return new ColumnReduction(
                    accumulation, kept.without(column), kept.list().get(column), reduced);
        }
        boolean isOne = reduced.list().isEmpty() && kept.list().isEmpty();
        return isOne ? new RowReduction(accumulation, kept, reduced, 1) : null;
    }
}
