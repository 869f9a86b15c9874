package lazuli.benchmarks.compiled;

import static lazuli.core.Mx.compileN;

import lazuli.benchmarks.lazuli.LazuliCrossEntropy;
import lazuli.core.FnN;

/** By Lazuli, compiled. */
public class CompiledCrossEntropy extends LazuliCrossEntropy {
    @Override
    protected FnN form(FnN lossAndGradient) {
        return compileN(lossAndGradient);
    }
}
