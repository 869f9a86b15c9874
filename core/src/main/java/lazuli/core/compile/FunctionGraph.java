package lazuli.core.compile;

import java.util.ArrayList;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.FnN;
import lazuli.core.graph.ArrayType;
import lazuli.core.graph.Nodes;
import lazuli.core.graph.TraceScope;
import lazuli.core.primitive.Primitive;
import lazuli.core.primitive.creation.AxisSize;

/**
 * What of a traced function can leave this process: steps of known primitives, which name no streams. Values have numbers: the arguments
 * first, then the constants, then what each step makes.
 *
 * @param arguments their types
 * @param constants arrays that the function used and that depend on no argument
 * @param steps in an order in which they can be computed
 * @param outputs the values that the function returns
 */
public record FunctionGraph(List<ArrayType> arguments, List<Array> constants, List<Step> steps, List<Integer> outputs) {

    /**
     * A primitive applied to values.
     *
     * @param types of its outputs
     */
    public record Step(Primitive primitive, List<Integer> inputs, List<ArrayType> types) {}

    /** Unmodifiable copies. */
    public FunctionGraph {
        arguments = List.copyOf(arguments);
        constants = List.copyOf(constants);
        steps = List.copyOf(steps);
        outputs = List.copyOf(outputs);
    }

    /**
     * Runs a function once, on stand-ins for its arguments.
     *
     * @param shapeless whether what the library computes from lengths is to stay a step, see {@link AxisSize}
     * @throws lazuli.core.ExportException if it uses a primitive that only this program knows
     * @throws IllegalStateException if the function reads or evaluates an array that depends on its arguments
     */
    public static FunctionGraph of(FnN function, List<ArrayType> arguments, boolean shapeless) {
        String role = "argument %d of a function under export";
        return Inlining.forFiles(
                shapeless
                        ? Shapeless.trace(() -> Trace.of(function, arguments, role))
                        : Trace.of(function, arguments, role));
    }

    /** The types of all values. */
    public List<ArrayType> types() {
        List<ArrayType> types = new ArrayList<>(arguments);
        constants.forEach(constant -> types.add(constant.type()));
        steps.forEach(step -> types.addAll(step.types()));
        return types;
    }

    /** The function's outputs for arrays of the arguments' types. */
    public List<Array> replay(List<Array> inputs) {
        return TraceScope.keep(TraceScope.within(() -> {
            List<Array> values = new ArrayList<>(inputs);
            values.addAll(constants);
            for (Step step : steps) {
                List<Array> chosen = step.inputs().stream().map(values::get).toList();
                values.addAll(
                        step.primitive() instanceof AxisSize count
                                ? List.of(count.constant(chosen.getFirst().shape()))
                                : Nodes.all(step.primitive(), chosen));
            }
            return outputs.stream().map(values::get).toList();
        }));
    }
}
