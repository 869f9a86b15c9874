package lazuli.benchmarks.libtorch;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.GradientCollector;
import java.util.function.Supplier;

/** Native memory, as Deep Java Library has it: arrays die with the manager that they are attached to. */
final class Libtorch {
    static final String ENGINE = "PyTorch";

    private static final NDManager INPUTS = NDManager.newBaseManager(Device.cpu(), ENGINE);

    private Libtorch() {}

    /** An array that lives until the end of the program, uniform in [-1, 1). */
    static NDArray uniform(long... shape) {
        return INPUTS.randomUniform(-1, 1, new Shape(shape));
    }

    /** Images or weights in one of the memory formats; both have the logical shape (N, C, H, W). */
    static NDArray uniformImages(MemoryFormat format, long n, long height, long width, long channels) {
        return switch (format) {
            case NCHW -> uniform(n, channels, height, width);
            case CHANNELS_LAST -> uniform(n, height, width, channels).transpose(0, 3, 1, 2);
        };
    }

    /** Class numbers below {@code classes}, as floats. */
    static NDArray labels(int count, int classes) {
        return INPUTS.arange(count).toType(DataType.FLOAT32, false).mod(classes);
    }

    /** What is added to scores (queries, keys) so that no query sees a later key. */
    static NDArray laterKeys(int length) {
        NDArray numbers = INPUTS.arange(length);
        return numbers.reshape(1, length)
                .gt(numbers.reshape(length, 1))
                .toType(DataType.FLOAT32, false)
                .mul(-1e30f);
    }

    /** What {@code work} makes from inputs that want gradients: it can be differentiated by {@link #backward} as often as wanted. */
    @SuppressWarnings("try") // what is computed while the collector is open is recorded
    static NDArray differentiable(Supplier<NDArray> work) {
        try (GradientCollector collector = Engine.getEngine(ENGINE).newGradientCollector()) {
            return work.get();
        }
    }

    /** Adds to the gradient of {@code input} what {@code cotangent} of {@code output} makes. */
    static NDArray backward(NDArray output, NDArray cotangent, NDArray input) {
        JniUtils.backward((PtNDArray) output, (PtNDArray) cotangent, true, false);
        return input;
    }

    /** The work, with a manager of its own for what is made from {@code inputs}, closed when the work is done. */
    static Supplier<Object> scoped(Supplier<?> work, NDArray... inputs) {
        return () -> {
            try (NDManager scope = INPUTS.newSubManager()) {
                scope.tempAttachAll(inputs);
                return work.get();
            }
        };
    }
}
