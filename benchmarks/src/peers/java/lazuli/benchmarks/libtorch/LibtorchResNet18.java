package lazuli.benchmarks.libtorch;

import java.util.function.Supplier;
import lazuli.benchmarks.workload.ResNet18;
import org.openjdk.jmh.annotations.Param;

/** By libtorch, in either memory format. */
public class LibtorchResNet18 extends ResNet18 {
    /** Of the images; the layers keep to it. */
    @Param
    public MemoryFormat format = MemoryFormat.NCHW;

    @Override
    protected Supplier<Object> prepare() {
        return TrainingStep.of(Networks.resNet18(), format, batch);
    }
}
