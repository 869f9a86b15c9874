package lazuli.backend.cpu.onednn;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.invoke.MethodHandle;
import java.util.EnumSet;
import java.util.Set;

/** Makes the primitives of pooling. */
final class PoolingPlans {
    private static final MethodHandle FORWARD = OneDnnLibrary.statusFunction(
            "dnnl_pooling_forward_primitive_desc_create",
            JAVA_LONG,
            JAVA_LONG,
            JAVA_INT,
            JAVA_INT,
            JAVA_LONG,
            JAVA_LONG,
            JAVA_LONG,
            JAVA_LONG,
            JAVA_LONG,
            JAVA_LONG,
            JAVA_LONG,
            JAVA_LONG);
    private static final MethodHandle BACKWARD = OneDnnLibrary.statusFunction(
            "dnnl_pooling_backward_primitive_desc_create",
            JAVA_LONG,
            JAVA_LONG,
            JAVA_INT,
            JAVA_LONG,
            JAVA_LONG,
            JAVA_LONG,
            JAVA_LONG,
            JAVA_LONG,
            JAVA_LONG,
            JAVA_LONG,
            JAVA_LONG,
            JAVA_LONG);

    private static final Set<Argument> TAKEN_FORWARD =
            EnumSet.of(Argument.SOURCE, Argument.DESTINATION, Argument.WORKSPACE, Argument.SCRATCHPAD);
    private static final Set<Argument> TAKEN_BACKWARD = EnumSet.of(
            Argument.SOURCE_GRADIENT, Argument.DESTINATION_GRADIENT, Argument.WORKSPACE, Argument.SCRATCHPAD);

    private PoolingPlans() {}

    static PrimitivePlan forward(PoolingKey key, Purpose purpose) {
        try (PoolingDescriptors shapes = new PoolingDescriptors(key);
                PrimitiveDescription forward = forward(key, shapes, purpose)) {
            return new PrimitivePlan(new Primitive(key, forward, TAKEN_FORWARD));
        }
    }

    static PrimitivePlan backward(PoolingKey key) {
        try (PoolingDescriptors shapes = new PoolingDescriptors(key);
                PrimitiveDescription forward = forward(key, shapes, Purpose.TRAINING);
                PrimitiveDescription backward = backward(key, shapes, forward.handle())) {
            return new PrimitivePlan(new Primitive(key, backward, TAKEN_BACKWARD));
        }
    }

    private static PrimitiveDescription forward(PoolingKey key, PoolingDescriptors shapes, Purpose purpose) {
        return new PrimitiveDescription(Creation.create("pooling_forward", key, result -> (int) FORWARD.invokeExact(
                result,
                Engine.HANDLE,
                purpose.propagation,
                key.kind().algorithm,
                shapes.source.handle(),
                shapes.destination.handle(),
                shapes.window.strides,
                shapes.window.kernel,
                shapes.window.dilation,
                shapes.window.paddingLow,
                shapes.window.paddingHigh,
                Attributes.PLAIN.handle())));
    }

    private static PrimitiveDescription backward(PoolingKey key, PoolingDescriptors shapes, long forward) {
        return new PrimitiveDescription(Creation.create("pooling_backward", key, result -> (int) BACKWARD.invokeExact(
                result,
                Engine.HANDLE,
                key.kind().algorithm,
                shapes.source.handle(),
                shapes.destination.handle(),
                shapes.window.strides,
                shapes.window.kernel,
                shapes.window.dilation,
                shapes.window.paddingLow,
                shapes.window.paddingHigh,
                forward,
                Attributes.PLAIN.handle())));
    }
}
