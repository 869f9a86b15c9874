package lazuli.core;

import java.util.regex.Pattern;
import lazuli.core.graph.Required;

/**
 * How {@link Fast#metalKernel} makes a kernel of a body.
 *
 * @param header functions and definitions before the kernel
 * @param rowMajor whether inputs that lie otherwise are copied first; else the body must use their strides
 * @param atomicOutputs whether the outputs are pointers to atomic elements, float32, int32 or uint32; on Metal only
 */
public record KernelOptions(String header, boolean rowMajor, boolean atomicOutputs) {
    /** No header, row-major inputs, plain outputs. */
    public static final KernelOptions DEFAULTS = new KernelOptions("", true, false);

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** Checks that nothing is null. */
    public KernelOptions {
        Required.argument("kernel_options", "header", header);
    }

    /** With this text before the kernel. */
    public KernelOptions header(String text) {
        Required.argument("kernel_options", "text", text);
        return new KernelOptions(text, rowMajor, atomicOutputs);
    }

    /** With inputs copied where they are not in row-major order, or as they lie. */
    public KernelOptions rowMajor(boolean ensured) {
        return new KernelOptions(header, ensured, atomicOutputs);
    }

    /** With outputs of atomic elements, or plain ones. */
    public KernelOptions atomicOutputs(boolean atomic) {
        return new KernelOptions(header, rowMajor, atomic);
    }

    /** Refuses what is no name in a kernel's text. */
    static void requireName(String operation, String name) {
        if (!NAME.matcher(Required.argument(operation, "name", name)).matches()) {
            throw new ArgumentException(operation, "%s is no name for a kernel's text", name);
        }
    }
}
