package lazuli.backend.gpu.sort;

import lazuli.backend.gpu.kernel.DialectTypes;
import lazuli.backend.gpu.kernel.KernelSource;
import lazuli.core.DType;

/** How texts that include {@code order.h} know a dtype. */
public final class Keys {
    private Keys() {}

    /** The text with what it says of the dtype whose elements are ordered. */
    public static KernelSource define(KernelSource source, DType dtype) {
        return source.define("DTYPE", DialectTypes.stored(dtype))
                .define("T", DialectTypes.ofWidth(dtype.size()))
                .define("K", areWide(dtype) ? "i64" : "i32");
    }

    /** Whether keys have eight bytes. */
    static boolean areWide(DType dtype) {
        return dtype.size() > Integer.BYTES;
    }
}
