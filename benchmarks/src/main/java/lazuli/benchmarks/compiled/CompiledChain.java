package lazuli.benchmarks.compiled;

import static lazuli.core.Mx.compile;

import lazuli.benchmarks.lazuli.LazuliChain;
import lazuli.core.Fn1;

/** By Lazuli, compiled. */
public class CompiledChain extends LazuliChain {
    @Override
    protected Fn1 form(Fn1 chain) {
        return compile(chain);
    }
}
