package lazuli.benchmarks.compiled;

import static lazuli.core.Mx.compile;

import lazuli.benchmarks.lazuli.LazuliSmallCall;
import lazuli.core.Fn2;

/** By Lazuli, compiled. */
public class CompiledSmallCall extends LazuliSmallCall {
    @Override
    protected Fn2 form(Fn2 sum) {
        return compile(sum);
    }
}
