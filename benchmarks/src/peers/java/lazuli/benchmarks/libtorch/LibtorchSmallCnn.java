package lazuli.benchmarks.libtorch;

import java.util.function.Supplier;
import lazuli.benchmarks.workload.SmallCnn;
import org.openjdk.jmh.annotations.Param;

/** By libtorch, in either memory format. */
public class LibtorchSmallCnn extends SmallCnn {
    /** Of the images; the layers keep to it. */
    @Param
    public MemoryFormat format = MemoryFormat.NCHW;

    @Override
    protected Supplier<Object> prepare() {
        return TrainingStep.of(Networks.smallCnn(), format, batch);
    }
}
