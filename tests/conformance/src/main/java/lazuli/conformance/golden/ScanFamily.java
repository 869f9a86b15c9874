package lazuli.conformance.golden;

import lazuli.core.Array;
import lazuli.core.Mx;

/** Scans and differences. */
final class ScanFamily {
    private interface Along {
        Array apply(Array x, int axis, boolean reverse, boolean inclusive);
    }

    private ScanFamily() {}

    static void register(Registry registry) {
        scan(registry, "cumsum", Mx::cumsum);
        scan(registry, "cumprod", Mx::cumprod);
        scan(registry, "cummax", Mx::cummax);
        scan(registry, "cummin", Mx::cummin);
        scan(registry, "logcumsumexp", Mx::logcumsumexp);
        registry.single("mx.diff", call -> Mx.diff(call.array(0), call.integer("n", 1), call.integer("axis", -1)));
    }

    private static void scan(Registry registry, String name, Along along) {
        registry.single("mx." + name, call -> {
            Array x = call.array(0).astype(call.dtype("dtype", call.array(0).dtype()));
            return along.apply(
                    call.has("axis") ? x : Mx.flatten(x),
                    call.integer("axis", 0),
                    call.flag("reverse", false),
                    call.flag("inclusive", true));
        });
    }
}
