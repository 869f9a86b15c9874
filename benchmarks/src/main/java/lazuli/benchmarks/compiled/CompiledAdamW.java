package lazuli.benchmarks.compiled;

import static lazuli.core.Mx.compileN;

import lazuli.benchmarks.lazuli.LazuliAdamW;
import lazuli.core.FnN;
import lazuli.core.State;

/** By Lazuli, compiled. */
public class CompiledAdamW extends LazuliAdamW {
    @Override
    protected FnN form(FnN update, State state) {
        return compileN(update, state);
    }
}
