package lazuli.benchmarks.compiled;

import static lazuli.core.Mx.compile;

import lazuli.benchmarks.lazuli.LazuliSquaredError;
import lazuli.core.Fn2;

/** By Lazuli, compiled. */
public class CompiledSquaredError extends LazuliSquaredError {
    @Override
    protected Fn2 form(Fn2 error) {
        return compile(error);
    }
}
