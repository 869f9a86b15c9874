package lazuli.core.operation;

import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Device;
import lazuli.core.Stream;

/** Conversions of elements that the host gives or reads. The processor makes them even where the thread has named a GPU's stream: a GPU may lack the dtype. */
public final class HostConversion {
    private HostConversion() {}

    /** The same elements in another dtype, as {@link Elementwise#astype} converts them. */
    public static Array convert(Array x, DType dtype) {
        if (x.dtype() == dtype || !Stream.isNamed()) {
            return Elementwise.astype(x, dtype);
        }
        try (Stream.Scope _ = Stream.on(Device.CPU)) {
            return Elementwise.astype(x, dtype);
        }
    }
}
