package lazuli.benchmarks.libtorch;

import ai.djl.ndarray.NDArray;
import java.util.function.Supplier;
import lazuli.benchmarks.workload.SmallAdds;

/** By libtorch. */
public class LibtorchSmallAdds extends SmallAdds {
    @Override
    protected Supplier<Object> prepare() {
        NDArray first = Libtorch.uniform(4);
        NDArray step = Libtorch.uniform(4);
        return Libtorch.scoped(
                () -> {
                    NDArray x = first;
                    for (int i = 0; i < count; i++) {
                        x = x.add(step);
                    }
                    return x;
                },
                first,
                step);
    }
}
