package lazuli.conformance.golden;

import lazuli.core.Array;
import lazuli.core.Mx;

/** Order along an axis, the last one unless the argument says null: then of all elements. */
final class SortingFamily {
    private SortingFamily() {}

    static void register(Registry registry) {
        registry.single("mx.sort", call -> Mx.sort(operand(call), axis(call)));
        registry.single("mx.argsort", call -> Mx.argsort(operand(call), axis(call)));
        registry.single("mx.partition", call -> Mx.partition(operand(call), call.integer("kth", 0), axis(call)));
        registry.single("mx.argpartition", call -> Mx.argpartition(operand(call), call.integer("kth", 0), axis(call)));
        registry.single("mx.topk", call -> Mx.topk(operand(call), call.integer("k", 1), axis(call)));
        registry.single(
                "mx.searchsorted",
                call -> Mx.searchsorted(
                        call.array(0), call.array(1), call.text("side", "left").equals("right")));
    }

    private static Array operand(Call call) {
        return call.arguments().path("axis").isNull() ? Mx.flatten(call.array(0)) : call.array(0);
    }

    private static int axis(Call call) {
        return call.integer("axis", -1);
    }
}
