package lazuli.conformance.golden;

import lazuli.core.Array;
import lazuli.core.Mx;

/** Reductions, sorting, softmax. */
final class ReductionFamily {
    private interface Over {
        Array apply(Array x, int[] axes, boolean keepDims);
    }

    private ReductionFamily() {}

    static void register(Registry registry) {
        reduction(registry, "sum", Mx::sum);
        reduction(registry, "prod", Mx::prod);
        reduction(registry, "max", Mx::max);
        reduction(registry, "min", Mx::min);
        reduction(registry, "all", Mx::all);
        reduction(registry, "any", Mx::any);
        reduction(registry, "mean", Mx::mean);
        reduction(registry, "logsumexp", Mx::logsumexp);
        registry.single(
                "mx.var",
                call -> Mx.var(
                        call.array(0),
                        call.axes(call.array(0)),
                        call.flag("keepdims", false),
                        call.integer("ddof", 0)));
        registry.single(
                "mx.std",
                call -> Mx.std(
                        call.array(0),
                        call.axes(call.array(0)),
                        call.flag("keepdims", false),
                        call.integer("ddof", 0)));
        reduction(registry, "median", Mx::median);
        reduction(registry, "count_nonzero", Mx::countNonzero);
        registry.single("mx.argmax", call -> argReduce(call, true));
        registry.single("mx.argmin", call -> argReduce(call, false));
        registry.single("mx.softmax", call -> Mx.softmax(call.array(0), call.axes(call.array(0))));
    }

    private static Array argReduce(Call call, boolean largest) {
        Array x = call.array(0);
        boolean keepDims = call.flag("keepdims", false);
        if (!call.has("axis")) {
            return largest ? Mx.argmax(x, keepDims) : Mx.argmin(x, keepDims);
        }
        int axis = call.integer("axis", 0);
        return largest ? Mx.argmax(x, axis, keepDims) : Mx.argmin(x, axis, keepDims);
    }

    private static void reduction(Registry registry, String name, Over over) {
        registry.single(
                "mx." + name,
                call -> over.apply(call.array(0), call.axes(call.array(0)), call.flag("keepdims", false)));
    }
}
