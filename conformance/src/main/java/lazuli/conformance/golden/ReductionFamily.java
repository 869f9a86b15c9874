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
        registry.single("mx.softmax", call -> Mx.softmax(call.array(0), call.axes(call.array(0))));
    }

    private static void reduction(Registry registry, String name, Over over) {
        registry.single(
                "mx." + name,
                call -> over.apply(call.array(0), call.axes(call.array(0)), call.flag("keepdims", false)));
    }
}
