package lazuli.conformance;

import java.util.List;
import lazuli.core.Array;
import lazuli.core.primitive.Backward;
import lazuli.core.primitive.BatchedResult;
import lazuli.core.primitive.Batching;
import lazuli.core.primitive.CustomPrimitive;
import lazuli.core.primitive.Forward;
import org.jspecify.annotations.Nullable;

/** A primitive of a test that is about its computation alone. */
interface NonDifferentiablePrimitive extends CustomPrimitive {
    @Override
    default List<@Nullable Array> vjp(Backward at) {
        return at.none();
    }

    @Override
    default List<@Nullable Array> jvp(Forward at) {
        return at.none();
    }

    @Override
    default BatchedResult vmap(Batching at) {
        return at.apply(this);
    }
}
