package lazuli.backend.cpu.linalg;

import java.util.List;
import java.util.function.Supplier;
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
     * Factors all matrices, each by one thread.
     *
     * @param factorization made for each thread that takes part
     */
    public void run(Supplier<Factorization> factorization) {
        long count = count();
        Tensor first = inputs.getFirst();
        long elements = first.shape().size() / count;
        ParallelLoop.run(count, Math.max(1, (long) (GRAIN / Math.max(1, work))), (from, to) -> {
            long[] operands = new long[inputs.size() + outputs.size()];
            try (Factorization own = factorization.get()) {
                for (long i = from; i < to; i++) {
                    address(operands, i, count);
                    boolean mayHave = !needsFinite || MatrixElements.areFinite(first.dtype(), operands[0], elements);
                    if (!mayHave || !own.compute(operands)) {
                        fillWithNaN(operands, count);
                    }
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

    private void address(long[] operands, long index, long count) {
        for (int i = 0; i < operands.length; i++) {
            Tensor operand = i < inputs.size() ? inputs.get(i) : outputs.get(i - inputs.size());
            operands[i] = operand.address() + index * (operand.byteSize() / count);
        }
    }

    private void fillWithNaN(long[] operands, long count) {
        for (int i = 0; i < outputs.size(); i++) {
            Tensor output = outputs.get(i);
            MatrixElements.fillNaN(
                    output.dtype(), operands[inputs.size() + i], output.shape().size() / count);
        }
    }
}
