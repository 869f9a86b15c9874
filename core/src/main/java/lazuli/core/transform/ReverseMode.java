package lazuli.core.transform;

import static lazuli.core.operation.Creation.onesLike;
import static lazuli.core.operation.Creation.zerosLike;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import lazuli.core.ArgumentException;
import lazuli.core.Array;
import lazuli.core.DTypeException;
import lazuli.core.FnN;
import lazuli.core.ShapeException;
import lazuli.core.Tree;
import lazuli.core.VjpResult;
import lazuli.core.graph.Lineage;
import lazuli.core.graph.Node;
import lazuli.core.graph.Nodes;
import lazuli.core.graph.Required;
import lazuli.core.graph.TraceScope;
import lazuli.core.graph.TransformScope;
import lazuli.core.primitive.Backward;
import lazuli.core.primitive.view.Identity;
import org.jspecify.annotations.Nullable;

/** Reverse-mode differentiation: runs a function, then walks the graph it built from the outputs back to the inputs. */
public final class ReverseMode {
    private ReverseMode() {}

    /** Outputs and products for given cotangents of the outputs. */
    public static VjpResult vjp(FnN function, List<Array> primals, List<Array> cotangents) {
        return run(function, primals, allOf(primals), outputs -> {
            if (outputs.size() != cotangents.size()) {
                throw new IllegalArgumentException(
                        "[vjp] %d outputs but %d cotangents".formatted(outputs.size(), cotangents.size()));
            }
            for (int i = 0; i < outputs.size(); i++) {
                if (!outputs.get(i).shape().equals(cotangents.get(i).shape())) {
                    throw new ShapeException(
                            "vjp",
                            "output %d has shape %s but its cotangent %s",
                            i,
                            outputs.get(i).shape(),
                            cotangents.get(i).shape());
                }
            }
            return new ArrayList<>(cotangents);
        });
    }

    /**
     * Outputs and the gradients of the first output, a scalar, for some arguments.
     *
     * @param arguments positions among the primals
     */
    public static VjpResult grad(FnN function, List<Array> primals, int[] arguments) {
        return run(function, primals, arguments, outputs -> {
            if (outputs.isEmpty()) {
                throw new ArgumentException("grad", "the function returns no arrays");
            }
            Array loss = outputs.getFirst();
            if (loss.shape().rank() != 0) {
                throw new ShapeException("grad", "the function must return a scalar, not shape %s", loss.shape());
            }
            if (!loss.dtype().isFloating()) {
                throw new DTypeException("grad", "the function must return a real number, not %s", loss.dtype());
            }
            List<@Nullable Array> cotangents = new ArrayList<>(Arrays.asList(new @Nullable Array[outputs.size()]));
            cotangents.set(0, onesLike(loss));
            return cotangents;
        });
    }

    /**
     * A function's outputs and the gradients of the first, a scalar, with respect to a tree.
     *
     * @param gradients of the tree's form
     * @param passedOver the paths of integers and bool in the tree, whose gradients are zeros
     */
    public record TreeResult(List<Array> outputs, Tree gradients, List<String> passedOver) {}

    /** Outputs and gradients of a function of a tree, of which integers and bool are passed over: the function gets them as they are. */
    public static TreeResult grad(Function<Tree, List<Array>> function, Tree tree) {
        List<Array> leaves = Required.argument("grad", "parameters", tree).leaves();
        List<String> passedOver = new ArrayList<>();
        tree.flatten().forEach((path, array) -> {
            if (!array.dtype().isDifferentiable()) {
                passedOver.add(path);
            }
        });
        int[] places = IntStream.range(0, leaves.size())
                .filter(i -> leaves.get(i).dtype().isDifferentiable())
                .toArray();
        VjpResult result = grad(inputs -> function.apply(tree.withLeaves(inputs)), leaves, places);
        Iterator<Array> gradients = result.gradients().iterator();
        Tree all = tree.map(array -> array.dtype().isDifferentiable() ? gradients.next() : zerosLike(array));
        return new TreeResult(result.outputs(), all, List.copyOf(passedOver));
    }

    private interface Seeds {
        List<@Nullable Array> of(List<Array> outputs);
    }

    private static int[] allOf(List<Array> primals) {
        int[] all = new int[primals.size()];
        Arrays.setAll(all, i -> i);
        return all;
    }

    private static VjpResult run(FnN function, List<Array> primals, int[] arguments, Seeds seeds) {
        Required.arguments("grad", "inputs", primals);
        VjpResult result = TransformScope.run(() -> {
            List<Array> inputs = new ArrayList<>(primals);
            List<Array> tracers = new ArrayList<>();
            boolean[] seen = new boolean[primals.size()];
            for (int argument : arguments) {
                int position = checked(argument, primals);
                if (seen[position]) {
                    throw new ArgumentException(
                            "grad", "argument %d is named twice in %s", argument, Arrays.toString(arguments));
                }
                seen[position] = true;
                Array tracer = Nodes.of(new Identity(), primals.get(position));
                inputs.set(position, tracer);
                tracers.add(tracer);
            }
            List<Array> outputs = Required.results("grad", function.apply(inputs));
            return new VjpResult(outputs, backward(outputs, seeds.of(outputs), tracers));
        });
        return new VjpResult(TraceScope.keep(result.outputs()), TraceScope.keep(result.gradients()));
    }

    private static int checked(int argument, List<Array> primals) {
        int position = argument < 0 ? argument + primals.size() : argument;
        if (position < 0 || position >= primals.size()) {
            throw new IllegalArgumentException(
                    "[grad] there is no argument %d: the %d arguments are 0 to %d, or from the end -%2$d to -1"
                            .formatted(argument, primals.size(), primals.size() - 1));
        }
        if (!primals.get(position).dtype().isDifferentiable()) {
            throw new DTypeException(
                    "grad",
                    "argument %d is %s; only floating arrays have gradients",
                    argument,
                    primals.get(position).dtype());
        }
        return position;
    }

    private static List<Array> backward(List<Array> outputs, List<@Nullable Array> cotangents, List<Array> tracers) {
        Tape tape = Tape.between(tracers, outputs, false);
        IdentityHashMap<Node, @Nullable Array[]> pending = new IdentityHashMap<>();
        for (int i = 0; i < outputs.size(); i++) {
            Array cotangent = cotangents.get(i);
            if (cotangent != null && tape.dependsOnInputs(Nodes.of(outputs.get(i)))) {
                accumulate(pending, outputs.get(i), cotangent);
            }
        }
        for (Lineage lineage : tape.order().reversed()) {
            @Nullable Array[] arrived = pending.remove(lineage.node());
            if (arrived == null) {
                continue;
            }
            List<Array> inputs = lineage.inputs();
            boolean[] wanted = new boolean[inputs.size()];
            for (int i = 0; i < wanted.length; i++) {
                wanted[i] = tape.dependsOnInputs(Nodes.of(inputs.get(i)))
                        && inputs.get(i).dtype().isDifferentiable();
            }
            List<@Nullable Array> products = lineage.applied()
                    .vjp(new Backward(inputs, Tape.outputsOf(lineage.node()), Arrays.asList(arrived), wanted));
            for (int i = 0; i < wanted.length; i++) {
                Array product = i < products.size() ? products.get(i) : null;
                if (wanted[i] && product != null) {
                    accumulate(pending, inputs.get(i), product);
                }
            }
        }
        List<Array> gradients = new ArrayList<>(tracers.size());
        for (Array tracer : tracers) {
            @Nullable Array[] arrived = pending.get(Nodes.of(tracer));
            Array gradient = arrived == null ? null : arrived[0];
            gradients.add(gradient == null ? zerosLike(tracer) : gradient);
        }
        return gradients;
    }

    private static void accumulate(IdentityHashMap<Node, @Nullable Array[]> pending, Array array, Array cotangent) {
        @Nullable
        Array[] sums = pending.computeIfAbsent(
                Nodes.of(array), node -> new @Nullable Array[node.types().size()]);
        Array former = sums[Nodes.index(array)];
        sums[Nodes.index(array)] = former == null ? cotangent : former.add(cotangent);
    }
}
