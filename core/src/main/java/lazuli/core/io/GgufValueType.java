package lazuli.core.io;

import java.util.Optional;
import lazuli.core.DType;
import org.jspecify.annotations.Nullable;

/** The types of values in GGUF's metadata. */
enum GgufValueType {
    UINT8(0, DType.UINT8),
    INT8(1, DType.INT8),
    UINT16(2, DType.UINT16),
    INT16(3, DType.INT16),
    UINT32(4, DType.UINT32),
    INT32(5, DType.INT32),
    FLOAT32(6, DType.FLOAT32),
    BOOL(7, DType.BOOL),
    STRING(8, null),
    ARRAY(9, null),
    UINT64(10, DType.UINT64),
    INT64(11, DType.INT64),
    FLOAT64(12, DType.FLOAT64);

    private final int code;
    private final @Nullable DType dtype;

    GgufValueType(int code, @Nullable DType dtype) {
        this.code = code;
        this.dtype = dtype;
    }

    int code() {
        return code;
    }

    /** The dtype of numbers; none for strings and arrays. */
    Optional<DType> dtype() {
        return Optional.ofNullable(dtype);
    }

    static GgufValueType of(long code) throws FormatException {
        for (GgufValueType type : values()) {
            if (type.code == code) {
                return type;
            }
        }
        throw new FormatException("GGUF has no type of values %d", code);
    }

    /** The type of a dtype's numbers. */
    static GgufValueType of(DType dtype) throws FormatException {
        for (GgufValueType type : values()) {
            if (type.dtype == dtype) {
                return type;
            }
        }
        throw new FormatException("GGUF has no metadata of %s", dtype);
    }
}
