package lazuli.benchmarks.compiled;

import lazuli.benchmarks.lazuli.LazuliSmallStep;
import lazuli.core.Fn2;
import lazuli.nn.Module;
import lazuli.nn.Nn;
import lazuli.optimizers.Optimizer;

/** By Lazuli, compiled. */
public class CompiledSmallStep extends LazuliSmallStep {
    @Override
    protected Fn2 form(Module model, Optimizer optimizer, Fn2 loss) {
        return Nn.trainStep(model, optimizer, loss);
    }
}
