package lazuli.core.transform;

import static lazuli.core.operation.Creation.zerosLike;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.FnN;
import lazuli.core.JvpResult;
import lazuli.core.ShapeException;
import lazuli.core.graph.Lineage;
import lazuli.core.graph.Node;
import lazuli.core.graph.Nodes;
import lazuli.core.graph.Required;
import lazuli.core.graph.TraceScope;
import lazuli.core.graph.TransformScope;
import lazuli.core.primitive.Forward;
import lazuli.core.primitive.view.Identity;
import org.jspecify.annotations.Nullable;

/** Forward-mode differentiation: runs a function, then walks the graph it built from the inputs to the outputs. */
public final class ForwardMode {
    private ForwardMode() {}

    /** Outputs and their derivatives along given tangents of the inputs. */
    public static JvpResult jvp(FnN function, List<Array> primals, List<Array> tangents) {
        check(primals, tangents);
        JvpResult result = TransformScope.run(() -> {
            List<Array> tracers = primals.stream()
                    .map(primal -> Nodes.of(new Identity(), primal))
                    .toList();
            List<Array> outputs = Required.results("jvp", function.apply(tracers));
            return new JvpResult(outputs, forward(outputs, tracers, tangents));
        });
        return new JvpResult(TraceScope.keep(result.outputs()), TraceScope.keep(result.tangents()));
    }

    private static void check(List<Array> primals, List<Array> tangents) {
        if (primals.size() != tangents.size()) {
            throw new IllegalArgumentException(
                    "[jvp] %d inputs but %d tangents".formatted(primals.size(), tangents.size()));
        }
        for (int i = 0; i < primals.size(); i++) {
            if (!primals.get(i).shape().equals(tangents.get(i).shape())) {
                throw new ShapeException(
                        "jvp",
                        "input %d has shape %s but its tangent %s",
                        i,
                        primals.get(i).shape(),
                        tangents.get(i).shape());
            }
        }
    }

    private static List<Array> forward(List<Array> outputs, List<Array> tracers, List<Array> tangents) {
        Tape tape = Tape.between(tracers, outputs, false);
        IdentityHashMap<Node, List<@Nullable Array>> known = new IdentityHashMap<>();
        for (int i = 0; i < tracers.size(); i++) {
            known.put(Nodes.of(tracers.get(i)), List.of(tangents.get(i)));
        }
        for (Lineage lineage : tape.order()) {
            List<Array> inputs = lineage.inputs();
            List<@Nullable Array> incoming = new ArrayList<>(inputs.size());
            boolean varies = false;
            for (Array input : inputs) {
                Array tangent = tangentOf(known, input);
                incoming.add(tangent);
                varies |= tangent != null;
            }
            if (varies) {
                List<Array> made = Tape.outputsOf(lineage.node());
                known.put(lineage.node(), ofReals(made, lineage.applied().jvp(new Forward(inputs, incoming, made))));
            }
        }
        DType ofIntegers =
                tangents.stream().map(Array::dtype).reduce(DType::promote).orElse(DType.FLOAT32);
        List<Array> result = new ArrayList<>(outputs.size());
        for (Array output : outputs) {
            Array tangent = tangentOf(known, output);
            DType dtype = output.dtype().isDifferentiable() ? output.dtype() : ofIntegers;
            result.add(tangent == null ? zerosLike(output, dtype) : tangent);
        }
        return result;
    }

    /** Integers and truth values jump: wherever they have a derivative, it is zero. */
    private static List<@Nullable Array> ofReals(List<Array> outputs, List<@Nullable Array> tangents) {
        List<@Nullable Array> result = new ArrayList<>(tangents);
        for (int i = 0; i < result.size(); i++) {
            if (!outputs.get(i).dtype().isDifferentiable()) {
                result.set(i, null);
            }
        }
        return result;
    }

    private static @Nullable Array tangentOf(IdentityHashMap<Node, List<@Nullable Array>> known, Array array) {
        List<@Nullable Array> tangents = known.get(Nodes.of(array));
        return tangents == null ? null : tangents.get(Nodes.index(array));
    }
}
