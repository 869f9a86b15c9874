package lazuli.conformance.golden;

import lazuli.core.DType;
import lazuli.core.Mx;

/** Shapes, order of axes, creation. */
final class ShapeFamily {
    private ShapeFamily() {}

    static void register(Registry registry) {
        registry.single("mx.reshape", call -> Mx.reshape(call.array(0), call.integers("shape")));
        registry.single("mx.transpose", call -> Mx.transpose(call.array(0), call.integers("axes")));
        registry.single(
                "mx.swapaxes", call -> Mx.swapaxes(call.array(0), call.integer("axis1", 0), call.integer("axis2", 0)));
        registry.single(
                "mx.moveaxis",
                call -> Mx.moveaxis(call.array(0), call.integer("source", 0), call.integer("destination", 0)));
        registry.single("mx.expand_dims", call -> Mx.expandDims(call.array(0), call.integers("axis")));
        registry.single("mx.squeeze", call -> Mx.squeeze(call.array(0), call.integers("axis")));
        registry.single(
                "mx.flatten",
                call -> Mx.flatten(call.array(0), call.integer("start_axis", 0), call.integer("end_axis", -1)));
        registry.single("mx.broadcast_to", call -> Mx.broadcastTo(call.array(0), call.integers("shape")));
        registry.single("mx.concatenate", call -> Mx.concatenate(call.arrays(), call.integer("axis", 0)));
        registry.single("mx.stack", call -> Mx.stack(call.arrays(), call.integer("axis", 0)));
        registry.single("mx.zeros", call -> Mx.zeros(call.shape("shape"), call.dtype("dtype", DType.FLOAT32)));
        registry.single("mx.ones", call -> Mx.ones(call.shape("shape"), call.dtype("dtype", DType.FLOAT32)));
    }
}
