package lazuli.benchmarks.libtorch;

import ai.djl.ndarray.NDArray;
import java.util.function.Supplier;
import lazuli.benchmarks.workload.Attention;

/** By libtorch, of matrix products and a softmax, for Deep Java Library does not offer libtorch's own. */
public class LibtorchAttention extends Attention {
    @Override
    protected Supplier<Object> prepare() {
        NDArray queries = Libtorch.uniform(heads, length, elements);
        NDArray keys = Libtorch.uniform(heads, length, elements);
        NDArray values = Libtorch.uniform(heads, length, elements);
        NDArray mask = Libtorch.laterKeys(length);
        double scale = 1 / Math.sqrt(elements);
        return Libtorch.scoped(
                () -> queries.matMul(keys.transpose(0, 2, 1))
                        .muli(scale)
                        .addi(mask)
                        .softmax(2)
                        .matMul(values),
                queries,
                keys,
                values,
                mask);
    }
}
