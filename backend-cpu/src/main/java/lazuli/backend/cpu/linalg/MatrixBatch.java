package lazuli.backend.cpu.linalg;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import lazuli.backend.cpu.parallel.ParallelLoop;
import lazuli.core.backend.Tensor;

/**
 * A batch of matrices to factor. All tensors are row-major.
 *
 * @param inputs the last two axes of the first one are the matrices
 * @param outputs filled with NaN for a matrix that has no result
 * @param needsFinite whether a matrix with NaN or infinities has none: iterations on it might not end
 * @param work multiplications for one matrix
 */
public record MatrixBatch(List<Tensor> inputs, List<Tensor> outputs, boolean needsFinite, double work) {
    /** Multiplications that are worth another thread. */
    private static final double GRAIN = 20_000;

    /**
     * Factors all matrices.
     *
     * @param parallelFrom the work from which a single matrix keeps all cores busy, so that they are taken one after another
     * @param factorization made for each thread that takes part
     */
    public void run(double parallelFrom, Supplier<Factorization> factorization) {
        long count = count();
        long grain = work >= parallelFrom ? count : Math.max(1, (long) (GRAIN / Math.max(1, work)));
        ParallelLoop.run(count, grain, (from, to) -> {
            try (Factorization own = factorization.get()) {
                for (long i = from; i < to; i++) {
                    compute(own, i, count);
                }
            }
        });
    }

    private long count() {
        Tensor first = inputs.getFirst();
        long count = 1;
        for (int axis = 0; axis < first.shape().rank() - 2; axis++) {
            count *= first.shape().length(axis);
        }
        return count;
    }

    private void compute(Factorization factorization, long index, long count) {
        long[] addresses = Stream.concat(inputs.stream(), outputs.stream())
                .mapToLong(operand -> address(operand, index, count))
                .toArray();
        Tensor first = inputs.getFirst();
        boolean hasResult = !needsFinite
                || MatrixElements.areFinite(
                        first.dtype(), addresses[0], first.shape().size() / count);
        if (!hasResult || !factorization.compute(addresses)) {
            for (Tensor output : outputs) {
                MatrixElements.fillNaN(
                        output.dtype(),
                        address(output, index, count),
                        output.shape().size() / count);
            }
        }
    }

    private static long address(Tensor operand, long index, long count) {
        return operand.address() + index * (operand.byteSize() / count);
    }
}
