package lazuli.conformance.golden;

import java.util.Objects;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Mx;

/** Arrays made from numbers. */
final class CreationFamily {
    private interface Window {
        Array of(int length);
    }

    private CreationFamily() {}

    static void register(Registry registry) {
        registry.single("mx.zeros", call -> Mx.zeros(call.shape("shape"), call.dtype("dtype", DType.FLOAT32)));
        registry.single("mx.ones", call -> Mx.ones(call.shape("shape"), call.dtype("dtype", DType.FLOAT32)));
        registry.single("mx.zeros_like", call -> Mx.zerosLike(call.array(0), dtype(call)));
        registry.single("mx.ones_like", call -> Mx.onesLike(call.array(0), dtype(call)));
        registry.single(
                "mx.full_like",
                call -> Mx.fullLike(call.array(0), Objects.requireNonNull(call.scalar("vals")), dtype(call)));
        registry.single("mx.full", CreationFamily::full);
        registry.single("mx.arange", CreationFamily::arange);
        registry.single(
                "mx.linspace",
                call -> Mx.linspace(
                        call.real("start", 0),
                        call.real("stop", 0),
                        call.integer("num", 50),
                        call.flag("endpoint", true),
                        call.dtype("dtype", DType.FLOAT32)));
        registry.single(
                "mx.eye",
                call -> Mx.eye(
                        call.integer("n", 0),
                        call.integer("m", call.integer("n", 0)),
                        call.integer("k", 0),
                        call.dtype("dtype", DType.FLOAT32)));
        registry.single("mx.identity", call -> Mx.identity(call.integer("n", 0), call.dtype("dtype", DType.FLOAT32)));
        registry.single(
                "mx.tri",
                call -> Mx.tri(
                        call.integer("n", 0),
                        call.integer("m", call.integer("n", 0)),
                        call.integer("k", 0),
                        call.dtype("dtype", DType.FLOAT32)));
        window(registry, "hanning", Mx::hanning);
        window(registry, "hamming", Mx::hamming);
        window(registry, "blackman", Mx::blackman);
        window(registry, "bartlett", Mx::bartlett);
    }

    private static void window(Registry registry, String name, Window window) {
        registry.single("mx." + name, call -> window.of(call.integer("M", 0)));
    }

    private static DType dtype(Call call) {
        return call.dtype("dtype", call.array(0).dtype());
    }

    private static Array full(Call call) {
        Array values = call.input("vals");
        if (values != null) {
            return Mx.full(call.shape("shape"), values, call.dtype("dtype", values.dtype()));
        }
        Number value = Objects.requireNonNull(call.scalar("vals"));
        return call.has("dtype")
                ? Mx.full(call.shape("shape"), value, call.dtype("dtype", DType.FLOAT32))
                : Mx.full(call.shape("shape"), value);
    }

    private static Array arange(Call call) {
        boolean integers = !(call.scalar("start") instanceof Double)
                && !(call.scalar("stop") instanceof Double)
                && !(call.scalar("step") instanceof Double);
        if (integers && !call.has("dtype")) {
            return Mx.arange(call.integer("start", 0), call.integer("stop", 0), call.integer("step", 1));
        }
        return Mx.arange(
                call.real("start", 0), call.real("stop", 0), call.real("step", 1), call.dtype("dtype", DType.FLOAT32));
    }
}
