package lazuli.core.backend;

/**
 * The service that a CPU backend registers for {@link java.util.ServiceLoader}. Of several on the class path the one with the highest
 * priority runs; the system property {@code lazuli.backend} names one instead.
 */
public interface Backend {
    /** The name that {@code lazuli.backend} selects it by. */
    String name();

    /** Higher ones win. */
    int priority();

    /** The kernels; called until it has given some once. What it throws must leave it able to try again. */
    CpuKernels cpuKernels();

    /** Ends its threads and frees what it keeps, when nothing is computed; whatever is asked of it or its kernels afterwards starts them again. */
    default void shutdown() {}
}
