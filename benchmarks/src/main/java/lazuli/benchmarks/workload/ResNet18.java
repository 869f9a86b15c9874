package lazuli.benchmarks.workload;

import org.openjdk.jmh.annotations.Param;

/** A training step of the CIFAR trainer's resnet18: loss, gradients, AdamW. The data is in memory. */
public abstract class ResNet18 extends Workload {
    /** Images of 32 x 32 x 3. */
    @Param("64")
    public int batch;
}
