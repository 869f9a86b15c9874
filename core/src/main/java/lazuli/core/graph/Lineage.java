package lazuli.core.graph;

import java.util.List;
import lazuli.core.Array;
import lazuli.core.primitive.Primitive;
import org.jspecify.annotations.Nullable;

/**
 * What a node is computed from, at one moment: another thread's evaluation may make it data meanwhile.
 *
 * @param primitive null for data
 * @param inputs none for data
 */
public record Lineage(Node node, @Nullable Primitive primitive, List<Array> inputs) {
    /** The primitive of a node that is no data. */
    public Primitive applied() {
        if (primitive == null) {
            throw new IllegalStateException("data of type %s has no lineage".formatted(node.types()));
        }
        return primitive;
    }
}
