package lazuli.examples.command;

import java.util.Locale;
import lazuli.nn.Module;

/** How large a model is, in a few words. */
public final class ModelSize {
    private ModelSize() {}

    /** Its parameters, those that are trained if these are fewer, and buffers such as running statistics if it has any. */
    public static String text(Module model) {
        long all = model.parameterCount();
        long trainable = model.trainableParameterCount();
        long buffers = model.bufferCount();
        return String.format(Locale.ROOT, "%,d parameters", all)
                + (trainable == all ? "" : String.format(Locale.ROOT, ", %,d of them trainable", trainable))
                + (buffers == 0 ? "" : String.format(Locale.ROOT, ", %,d elements of buffers", buffers));
    }
}
