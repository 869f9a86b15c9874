package lazuli.conformance.golden;

import java.util.Arrays;
import lazuli.core.Array;
import lazuli.core.Mx;
import lazuli.core.Shape;

/** Shapes and the order of axes. */
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
        registry.single(
                "mx.concatenate",
                call -> call.arguments().path("axis").isNull()
                        ? Mx.concatenate(call.arrays().stream().map(Mx::flatten).toList())
                        : Mx.concatenate(call.arrays(), call.integer("axis", 0)));
        registry.single("mx.stack", call -> Mx.stack(call.arrays(), call.integer("axis", 0)));
        registry.single("mx.concat", call -> Mx.concat(call.arrays(), call.integer("axis", 0)));
        registry.single("mx.permute_dims", call -> Mx.permuteDims(call.array(0), call.integers("axes")));
        registry.single(
                "mx.unflatten", call -> Mx.unflatten(call.array(0), call.integer("axis", 0), call.integers("shape")));
        registry.put("mx.atleast_1d", call -> Mx.atleast1d(call.arrays().toArray(new Array[0])));
        registry.put("mx.atleast_2d", call -> Mx.atleast2d(call.arrays().toArray(new Array[0])));
        registry.put("mx.atleast_3d", call -> Mx.atleast3d(call.arrays().toArray(new Array[0])));
        registry.single("mx.contiguous", call -> Mx.contiguous(call.array(0)));
        registry.single("mx.as_strided", ShapeFamily::asStrided);
        registry.put(
                "mx.broadcast_arrays", call -> Mx.broadcastArrays(call.arrays().toArray(new Array[0])));
        registry.single("mx.broadcast_shapes", call -> {
            Shape[] shapes = Arrays.stream(call.lists("shapes")).map(Shape::of).toArray(Shape[]::new);
            int[] lengths = Mx.broadcastShapes(shapes).toArray();
            return Mx.array(lengths, Shape.of(lengths.length));
        });
    }

    private static Array asStrided(Call call) {
        long[] strides = Arrays.stream(call.integers("strides")).asLongStream().toArray();
        return Mx.asStrided(call.array(0), call.shape("shape"), strides, call.integer("offset", 0));
    }
}
