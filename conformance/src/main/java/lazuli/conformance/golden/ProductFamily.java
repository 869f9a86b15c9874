package lazuli.conformance.golden;

import lazuli.core.Mx;

/** Matrix products and convolutions. */
final class ProductFamily {
    private ProductFamily() {}

    static void register(Registry registry) {
        registry.single("mx.matmul", call -> Mx.matmul(call.array(0), call.array(1)));
        registry.single(
                "mx.conv1d",
                call -> Mx.conv1d(
                        call.array(0),
                        call.array(1),
                        call.integer("stride", 1),
                        call.integer("padding", 0),
                        call.integer("dilation", 1),
                        call.integer("groups", 1)));
        registry.single(
                "mx.conv2d",
                call -> Mx.conv2d(
                        call.array(0),
                        call.array(1),
                        call.perAxis("stride", 2, 1),
                        call.perAxis("padding", 2, 0),
                        call.perAxis("dilation", 2, 1),
                        call.integer("groups", 1)));
        registry.single(
                "mx.conv3d",
                call -> Mx.conv3d(
                        call.array(0),
                        call.array(1),
                        call.perAxis("stride", 3, 1),
                        call.perAxis("padding", 3, 0),
                        call.perAxis("dilation", 3, 1),
                        call.integer("groups", 1)));
    }
}
