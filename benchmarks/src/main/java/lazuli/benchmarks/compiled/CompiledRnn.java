package lazuli.benchmarks.compiled;

import static lazuli.core.Mx.compile;

import lazuli.benchmarks.lazuli.LazuliRnn;
import lazuli.core.Fn2;
import lazuli.core.State;

/** By Lazuli, compiled. */
public class CompiledRnn extends LazuliRnn {
    @Override
    protected Fn2 form(Fn2 step, State state) {
        return compile(step, state);
    }
}
