package lazuli.core.backend;

import java.util.List;
import lazuli.core.KernelOptions;

/**
 * A kernel that a user wrote.
 *
 * @param name part of the function's name
 * @param inputs what the body calls the inputs
 * @param outputs what it calls the outputs
 * @param body of the function
 */
public record CustomKernel(
        Language language, String name, List<String> inputs, List<String> outputs, String body, KernelOptions options) {
    /** What header and body are written in. */
    public enum Language {
        /** Metal Shading Language. */
        METAL,
        /** The words that backends for GPUs share. */
        PORTABLE
    }

    public CustomKernel {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /** The name of the operation that made it, for messages. */
    public String operation() {
        return switch (language) {
            case METAL -> "metal_kernel";
            case PORTABLE -> "gpu_kernel";
        };
    }
}
