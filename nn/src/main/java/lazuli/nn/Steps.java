package lazuli.nn;

import static lazuli.core.Mx.*;

import java.util.List;
import lazuli.core.Array;
import lazuli.core.Random;
import lazuli.core.Shape;
import lazuli.core.ShapeException;
import org.jspecify.annotations.Nullable;

/** What recurrent layers share: arrays (..., time, features) step by step. */
final class Steps {
    private Steps() {}

    /** A parameter drawn uniformly within {@code ±1 / sqrt(hiddenSize)}. */
    static Array parameter(int hiddenSize, int... lengths) {
        double scale = 1 / Math.sqrt(hiddenSize);
        return Random.uniform(-scale, scale, Shape.of(lengths));
    }

    /** {@code x Wᵀ + b} for each step of (..., time, features), of which there is at least one. */
    static List<Array> projected(String operation, Array x, Array weight, @Nullable Array bias) {
        if (x.ndim() < 2
                || x.shape().length(-1) != weight.shape().length(-1)
                || x.shape().length(-2) == 0) {
            throw new ShapeException(
                    operation,
                    "(..., time, %d) with at least one step is wanted, not %s",
                    weight.shape().length(-1),
                    x.shape());
        }
        return unstack(bias == null ? matmul(x, weight.T()) : addmm(bias, x, weight.T()), x.ndim() - 2);
    }

    /** {@code h Wᵀ + c} for one step: a state may be a vector. */
    static Array carried(Array state, Array weight, Array addend) {
        return addend.add(matmul(state, weight.T()));
    }
}
