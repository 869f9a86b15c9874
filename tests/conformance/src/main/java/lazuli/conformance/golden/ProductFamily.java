package lazuli.conformance.golden;

import lazuli.core.Array;
import lazuli.core.Mx;

/** Matrix products. */
final class ProductFamily {
    private ProductFamily() {}

    static void register(Registry registry) {
        registry.single("mx.matmul", call -> Mx.matmul(call.array(0), call.array(1)));
        registry.single(
                "mx.addmm",
                call -> Mx.addmm(
                        call.array(0), call.array(1), call.array(2), call.real("alpha", 1), call.real("beta", 1)));
        registry.single("mx.inner", call -> Mx.inner(call.array(0), call.array(1)));
        registry.single("mx.outer", call -> Mx.outer(call.array(0), call.array(1)));
        registry.single("mx.kron", call -> Mx.kron(call.array(0), call.array(1)));
        registry.single("mx.vecdot", call -> Mx.vecdot(call.array(0), call.array(1), call.integer("axis", -1)));
        registry.single("mx.tensordot", ProductFamily::tensordot);
        registry.single(
                "mx.einsum",
                call -> Mx.einsum(call.text("subscripts", ""), call.arrays().toArray(new Array[0])));
    }

    private static Array tensordot(Call call) {
        if (!call.isList("axes")) {
            return Mx.tensordot(call.array(0), call.array(1), call.integer("axes", 2));
        }
        int[][] axes = call.lists("axes");
        return Mx.tensordot(call.array(0), call.array(1), axes[0], axes[1]);
    }
}
