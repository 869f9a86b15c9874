package lazuli.optimizers;

import java.util.List;
import java.util.Map;
import lazuli.core.Array;
import lazuli.core.compile.ArrayKeeper;
import org.jspecify.annotations.Nullable;

/** An optimizer's arrays as a trace sees them. */
final class OptimizerArrays implements ArrayKeeper<ParameterOptimizer> {
    static final OptimizerArrays ACCESS = new OptimizerArrays();

    private OptimizerArrays() {}

    @Override
    public Map<String, Array> arrays(ParameterOptimizer owner) {
        return owner.keptArrays();
    }

    @Override
    public void putBack(ParameterOptimizer owner, String path, @Nullable Array former) {
        owner.putBack(path, former);
    }

    @Override
    public String name(ParameterOptimizer owner, String path, List<Object> others) {
        return "%s's state %s".formatted(owner.getClass().getSimpleName(), path);
    }
}
