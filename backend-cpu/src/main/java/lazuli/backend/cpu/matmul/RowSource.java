package lazuli.backend.cpu.matmul;

/** A matrix whose rows become float32 as they are needed. */
@FunctionalInterface
public interface RowSource {
    /** Stores {@code count} elements of a row from {@code first} on, one after the other. */
    void numbers(long row, long first, int count, long to);
}
