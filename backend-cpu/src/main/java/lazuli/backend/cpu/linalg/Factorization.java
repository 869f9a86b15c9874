package lazuli.backend.cpu.linalg;

/** One factorization of matrices of one shape, which one thread computes one after another with memory of its own. */
@FunctionalInterface
public interface Factorization extends AutoCloseable {
    /**
     * Factors a matrix.
     *
     * @param operands the addresses of the row-major operands, results last, in the order that {@link Factorizations} tells
     * @return whether there is a result
     */
    boolean compute(long... operands);

    @Override
    default void close() {}
}
