package lazuli.backend.cpu.onednn;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.invoke.MethodHandle;

/** Asks the library how it would compute a convolution in each direction. */
final class ConvolutionDescriptions {
    private static final MethodHandle FORWARD = OneDnnLibrary.statusFunction(
            "dnnl_convolution_forward_primitive_desc_create",
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
            JAVA_LONG,
            JAVA_LONG);
    private static final MethodHandle BACKWARD_DATA = OneDnnLibrary.statusFunction(
            "dnnl_convolution_backward_data_primitive_desc_create",
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
    private static final MethodHandle BACKWARD_WEIGHTS = OneDnnLibrary.statusFunction(
            "dnnl_convolution_backward_weights_primitive_desc_create",
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
            JAVA_LONG,
            JAVA_LONG);

    /** Version 3.11 ends the process with a segmentation fault where a window sees nothing but padding and there is a bias. */
    private static final String CRASHES_ON_BIAS_ALONE = "brg_conv";

    private static final int TRAINING = 64;
    private static final int DIRECT = 1;
    private static final long NONE = 0;

    private ConvolutionDescriptions() {}

    static PrimitiveDescription create(
            ConvolutionKey key, ConvolutionDescriptors shapes, ConvolutionDirection direction) {
        return switch (direction) {
            case FORWARD -> forward(key, shapes);
            case BACKWARD_DATA -> {
                try (PrimitiveDescription forward = forward(key, shapes)) {
                    yield backwardData(key, shapes, forward.handle());
                }
            }
            case BACKWARD_WEIGHTS -> {
                try (PrimitiveDescription forward = forward(key, shapes)) {
                    yield backwardWeights(key, shapes, forward.handle());
                }
            }
        };
    }

    private static PrimitiveDescription forward(ConvolutionKey key, ConvolutionDescriptors shapes) {
        PrimitiveDescription description = new PrimitiveDescription(Creation.create(
                "convolution_forward", key, result -> (int) FORWARD.invokeExact(
                        result,
                        Engine.handle(),
                        TRAINING,
                        DIRECT,
                        shapes.source.handle(),
                        shapes.weights.handle(),
                        bias(key, shapes),
                        shapes.destination.handle(),
                        shapes.window.strides,
                        shapes.window.dilation,
                        shapes.window.paddingLow,
                        shapes.window.paddingHigh,
                        Attributes.plain().handle())));
        if (key.bias() && key.window().missesInput()) {
            try {
                description.skipImplementations(CRASHES_ON_BIAS_ALONE, key);
            } catch (OneDnnException e) {
                description.close();
                throw e;
            }
        }
        return description;
    }

    private static PrimitiveDescription backwardData(ConvolutionKey key, ConvolutionDescriptors shapes, long forward) {
        return new PrimitiveDescription(Creation.create(
                "convolution_backward_data", key, result -> (int) BACKWARD_DATA.invokeExact(
                        result,
                        Engine.handle(),
                        DIRECT,
                        shapes.source.handle(),
                        shapes.weights.handle(),
                        shapes.destination.handle(),
                        shapes.window.strides,
                        shapes.window.dilation,
                        shapes.window.paddingLow,
                        shapes.window.paddingHigh,
                        forward,
                        Attributes.plain().handle())));
    }

    private static PrimitiveDescription backwardWeights(
            ConvolutionKey key, ConvolutionDescriptors shapes, long forward) {
        return new PrimitiveDescription(Creation.create(
                "convolution_backward_weights", key, result -> (int) BACKWARD_WEIGHTS.invokeExact(
                        result,
                        Engine.handle(),
                        DIRECT,
                        shapes.source.handle(),
                        shapes.weights.handle(),
                        bias(key, shapes),
                        shapes.destination.handle(),
                        shapes.window.strides,
                        shapes.window.dilation,
                        shapes.window.paddingLow,
                        shapes.window.paddingHigh,
                        forward,
                        Attributes.plain().handle())));
    }

    private static long bias(ConvolutionKey key, ConvolutionDescriptors shapes) {
        return key.bias() ? shapes.bias.handle() : NONE;
    }
}
