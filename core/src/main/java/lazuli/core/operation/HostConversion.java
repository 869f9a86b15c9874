package lazuli.core.operation;

import java.util.function.Supplier;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Device;
import lazuli.core.Stream;

/** Conversions of elements that the host gives or reads. The processor makes them even where the thread has named a GPU's stream: a GPU may lack the dtype. */
public final class HostConversion {
    private HostConversion() {}

    /** The same elements in another dtype, as {@link Elementwise#astype} converts them. */
    public static Array convert(Array x, DType dtype) {
        return x.dtype() == dtype ? x : onProcessor(() -> Elementwise.astype(x, dtype));
    }

    /** What is made of numbers that the host gives, by way of float64. */
    public static Array onProcessor(Supplier<Array> work) {
        if (!Stream.isNamed()) {
            return work.get();
        }
        try (Stream.Scope _ = Stream.on(Device.CPU)) {
            return work.get();
        }
    }
}
