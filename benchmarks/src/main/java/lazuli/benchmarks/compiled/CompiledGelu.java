package lazuli.benchmarks.compiled;

import static lazuli.core.Mx.compile;

import lazuli.benchmarks.lazuli.LazuliGelu;
import lazuli.core.Fn1;

/** By Lazuli, compiled. */
public class CompiledGelu extends LazuliGelu {
    @Override
    protected Fn1 form(Fn1 gelu) {
        return compile(gelu);
    }
}
