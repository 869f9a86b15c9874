package lazuli.core.io;

import java.nio.ByteOrder;
import lazuli.core.DType;

/** NumPy's short names of dtypes: a byte order, which is the machine's where it is left out, a kind, a width. */
final class NpyDescription {
    private static final String ORDERS = "<>=|";

    private NpyDescription() {}

    /** The name of a dtype in little-endian files. NumPy has no bfloat16: MLX and ml_dtypes write it as raw data of two bytes. */
    static String of(DType dtype) {
        return switch (dtype) {
            case BOOL -> "|b1";
            case UINT8 -> "|u1";
            case INT8 -> "|i1";
            case UINT16 -> "<u2";
            case UINT32 -> "<u4";
            case UINT64 -> "<u8";
            case INT16 -> "<i2";
            case INT32 -> "<i4";
            case INT64 -> "<i8";
            case FLOAT16 -> "<f2";
            case BFLOAT16 -> "<V2";
            case FLOAT32 -> "<f4";
            case FLOAT64 -> "<f8";
            case COMPLEX64 -> "<c8";
        };
    }

    static DType dtype(String description) throws UnsupportedException {
        char order = orderOf(description);
        for (DType dtype : DType.values()) {
            boolean anyOrder = dtype.size() == 1 || dtype == DType.BFLOAT16;
            if (of(dtype).substring(1).equals(kindOf(description)) && (order != '|' || anyOrder)) {
                return dtype;
            }
        }
        throw new UnsupportedException("Lazuli has no dtype '%s'%s", description, meaning(description));
    }

    private static char orderOf(String description) {
        char first = description.isEmpty() ? '=' : description.charAt(0);
        return ORDERS.indexOf(first) >= 0 ? first : '=';
    }

    private static String kindOf(String description) {
        return description.replaceFirst("^[" + ORDERS + "]", "");
    }

    /** What elements of a dtype are that has no numbers, as the end of a message. */
    private static String meaning(String description) {
        String kind = kindOf(description);
        return switch (kind.isEmpty() ? ' ' : kind.charAt(0)) {
            case 'O' -> ": Python objects";
            case 'U', 'S', 'a' -> ": text";
            case 'M' -> ": dates and times";
            case 'm' -> ": spans of time";
            case 'V' -> ": raw bytes";
            default -> "";
        };
    }

    static ByteOrder order(String description) {
        return switch (orderOf(description)) {
            case '>' -> ByteOrder.BIG_ENDIAN;
            case '=' -> ByteOrder.nativeOrder();
            default -> ByteOrder.LITTLE_ENDIAN;
        };
    }
}
