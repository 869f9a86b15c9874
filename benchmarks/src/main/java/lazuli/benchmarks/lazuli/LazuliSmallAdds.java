package lazuli.benchmarks.lazuli;

import static lazuli.benchmarks.lazuli.Results.computed;
import static lazuli.core.Mx.*;

import java.util.function.Supplier;
import lazuli.benchmarks.workload.SmallAdds;
import lazuli.core.Array;

/** By Lazuli. */
public class LazuliSmallAdds extends SmallAdds {
    @Override
    protected Supplier<Array> prepare() {
        Array first = array(1f, 2f, 3f, 4f);
        Array step = array(1f, 1f, 1f, 1f);
        return () -> {
            Array x = first;
            for (int i = 0; i < count; i++) {
                x = x.add(step);
            }
            return computed(x);
        };
    }
}
