package lazuli.core.graph;

import java.util.ArrayList;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.FnN;
import lazuli.core.Shape;
import lazuli.core.backend.ElementwiseProgram;
import lazuli.core.primitive.Placeholder;

/** Elementwise functions of arrays as programs, for primitives that compute in several steps: the formula is written once, as of arrays. */
public final class Formula {
    private Formula() {}

    /**
     * The program of a formula.
     *
     * @param inputs the dtypes of the formula's arguments, in whose order the program takes them
     * @param formula made of elementwise operations alone
     */
    public static ElementwiseProgram program(List<DType> inputs, FnN formula) {
        return TraceScope.within(() -> {
            List<Array> arguments = new ArrayList<>();
            for (DType dtype : inputs) {
                arguments.add(
                        Nodes.of(new Placeholder(new ArrayType(Shape.SCALAR, dtype), "an argument of a formula")));
            }
            List<Array> results = formula.apply(arguments);
            List<Node> nodes = TopologicalOrder.of(results, node -> !(node.primitive() instanceof Placeholder)).stream()
                    .map(Lineage::node)
                    .toList();
            List<Integer> outputs = results.stream()
                    .map(result -> inputs.size() + nodes.indexOf(Nodes.of(result)))
                    .toList();
            return new Region(arguments, nodes).program(outputs);
        });
    }
}
