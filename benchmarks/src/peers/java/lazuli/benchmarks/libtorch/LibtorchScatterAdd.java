package lazuli.benchmarks.libtorch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.core.Embedding;
import java.util.function.Supplier;
import lazuli.benchmarks.workload.ScatterAdd;

/** By libtorch, as the gradient of an embedding: Deep Java Library does not offer the sum alone, and that of a gather is slower. */
public class LibtorchScatterAdd extends ScatterAdd {
    @Override
    protected Supplier<Object> prepare() {
        NDArray base = Libtorch.uniform(rows, columns);
        NDArray updates = Libtorch.uniform(count, columns);
        base.setRequiresGradient(true);
        NDArray indices = base.getManager().randomInteger(0, rows, new Shape(count), DataType.INT64);
        NDArray taken = Libtorch.differentiable(
                () -> Embedding.embedding(indices, base, SparseFormat.DENSE).singletonOrThrow());
        return () -> Libtorch.backward(taken, updates, base);
    }
}
