package lazuli.benchmarks.libtorch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.core.Embedding;
import java.util.function.Supplier;
import lazuli.benchmarks.workload.EmbeddingGradient;

/** By libtorch. */
public class LibtorchEmbeddingGradient extends EmbeddingGradient {
    @Override
    protected Supplier<Object> prepare() {
        NDArray table = Libtorch.uniform(rows, features);
        NDArray cotangent = Libtorch.uniform(count, features);
        table.setRequiresGradient(true);
        NDArray indices = table.getManager().randomInteger(0, rows, new Shape(count), DataType.INT64);
        NDArray words = Libtorch.differentiable(
                () -> Embedding.embedding(indices, table, SparseFormat.DENSE).singletonOrThrow());
        return () -> Libtorch.backward(words, cotangent, table);
    }
}
