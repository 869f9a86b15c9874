package lazuli.core.primitive;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import lazuli.core.Array;
import lazuli.core.CustomFunction;
import lazuli.core.FnN;
import lazuli.core.backend.Kernels;
import lazuli.core.graph.ArrayType;
import lazuli.core.graph.EvalContext;
import lazuli.core.graph.ShortWork;
import lazuli.core.transform.Vectorization;
import org.jspecify.annotations.Nullable;

/**
 * The results of a function with transforms of its own: of inputs that are the function's arguments and then its results the latter, as
 * they are. A transform that the user has not given goes through the results, as if this were not here.
 */
public record CustomTransforms(
        int arguments,
        CustomFunction.@Nullable Vjp vjp,
        CustomFunction.@Nullable Jvp jvp,
        CustomFunction.@Nullable Vmap vmap)
        implements Primitive {
    @Override
    public InputCount inputCount() {
        return InputCount.atLeast(arguments);
    }

    @Override
    public List<ArrayType> outputs(List<ArrayType> inputs) {
        return inputs.subList(arguments, inputs.size());
    }

    @Override
    public long work(List<ArrayType> inputs, List<ArrayType> outputs) {
        return ShortWork.TOO_LONG;
    }

    @Override
    public void eval(EvalContext at, Kernels kernels) {
        for (int i = arguments; i < at.inputs(); i++) {
            at.share(i - arguments, at.input(i));
        }
    }

    @Override
    public List<@Nullable Array> vjp(Backward at) {
        List<@Nullable Array> products = new ArrayList<>(at.none());
        CustomFunction.Vjp custom = vjp;
        if (custom == null) {
            for (int i = arguments; i < products.size(); i++) {
                products.set(i, at.hasCotangent(i - arguments) ? at.cotangent(i - arguments) : null);
            }
            return products;
        }
        List<Array> cotangents = new ArrayList<>();
        List<Array> outputs = new ArrayList<>();
        for (int i = 0; i < at.outputs(); i++) {
            cotangents.add(at.cotangent(i));
            outputs.add(at.output(i));
        }
        List<Array> given = custom.apply(at.primals().subList(0, arguments), cotangents, outputs);
        requireLike("vjp", "cotangents", at.primals().subList(0, arguments), given);
        for (int i = 0; i < arguments; i++) {
            products.set(i, given.get(i));
        }
        return products;
    }

    @Override
    public List<@Nullable Array> jvp(Forward at) {
        CustomFunction.Jvp custom = jvp;
        int count = at.primals().size();
        if (custom == null) {
            List<@Nullable Array> tangents = new ArrayList<>();
            for (int i = arguments; i < count; i++) {
                tangents.add(at.hasTangent(i) ? at.tangent(i) : null);
            }
            return tangents;
        }
        List<Array> tangents = new ArrayList<>();
        for (int i = 0; i < arguments; i++) {
            tangents.add(at.tangent(i));
        }
        List<Array> given = custom.apply(at.primals().subList(0, arguments), tangents);
        requireLike("jvp", "tangents", at.primals().subList(arguments, count), given);
        return new ArrayList<>(given);
    }

    private static void requireLike(String rule, String what, List<Array> expected, List<Array> given) {
        List<ArrayType> types = given.stream().map(Array::type).toList();
        if (!types.equals(expected.stream().map(Array::type).toList())) {
            throw new IllegalArgumentException("[custom_function] the %s gives %s %s for arrays %s"
                    .formatted(
                            rule,
                            what,
                            types,
                            expected.stream().map(Array::type).toList()));
        }
    }

    @Override
    public BatchedResult vmap(Batching at) {
        CustomFunction.Vmap custom = vmap;
        int count = at.inputs().size();
        if (custom == null && vjp == null && jvp == null) {
            return new BatchedResult(
                    at.inputs().subList(arguments, count), at.axes().subList(arguments, count));
        }
        if (custom == null) {
            return at.apply(ofBatch());
        }
        List<Array> inputs = at.inputs().subList(0, arguments);
        @Nullable Integer[] axes = new @Nullable Integer[arguments];
        for (int i = 0; i < arguments; i++) {
            axes[i] = at.isMapped(i) ? at.axes().get(i) : null;
        }
        BatchedResult result = custom.apply(inputs, Arrays.asList(axes));
        if (result.outputs().size() != count - arguments) {
            throw new IllegalArgumentException("[custom_function] the vmap gives %d outputs, the function %d"
                    .formatted(result.outputs().size(), count - arguments));
        }
        return result;
    }

    /** The same rules for a whole batch, which is the first axis of each array. */
    private CustomTransforms ofBatch() {
        CustomFunction.Vjp back = vjp;
        CustomFunction.Jvp forward = jvp;
        return new CustomTransforms(
                arguments,
                back == null ? null : (primals, cotangents, outputs) -> mapped(back, primals, cotangents, outputs),
                forward == null ? null : (primals, tangents) -> mapped(forward, primals, tangents),
                null);
    }

    private static List<Array> mapped(
            CustomFunction.Vjp rule, List<Array> primals, List<Array> cotangents, List<Array> outputs) {
        int middle = primals.size();
        int last = middle + cotangents.size();
        return mapped(
                all -> rule.apply(all.subList(0, middle), all.subList(middle, last), all.subList(last, all.size())),
                Stream.of(primals, cotangents, outputs).flatMap(List::stream).toList());
    }

    private static List<Array> mapped(CustomFunction.Jvp rule, List<Array> primals, List<Array> tangents) {
        int middle = primals.size();
        return mapped(
                all -> rule.apply(all.subList(0, middle), all.subList(middle, all.size())),
                Stream.of(primals, tangents).flatMap(List::stream).toList());
    }

    private static List<Array> mapped(FnN rule, List<Array> inputs) {
        int size = inputs.getFirst().shape().length(0);
        return Vectorization.vmap(rule, inputs, Collections.nCopies(inputs.size(), 0), size);
    }
}
