package lazuli.core.io;

import lazuli.core.DType;

/** The dtypes of safetensors. Eight-bit floats have no dtype of their own and load as their bits. */
enum SafetensorsType {
    BOOL(DType.BOOL),
    U8(DType.UINT8),
    U16(DType.UINT16),
    U32(DType.UINT32),
    U64(DType.UINT64),
    I8(DType.INT8),
    I16(DType.INT16),
    I32(DType.INT32),
    I64(DType.INT64),
    F16(DType.FLOAT16),
    BF16(DType.BFLOAT16),
    F32(DType.FLOAT32),
    F64(DType.FLOAT64),
    C64(DType.COMPLEX64),
    F8_E4M3(DType.UINT8),
    F8_E4M3FNUZ(DType.UINT8),
    F8_E5M2(DType.UINT8),
    F8_E5M2FNUZ(DType.UINT8),
    F8_E8M0(DType.UINT8);

    private final DType dtype;

    SafetensorsType(DType dtype) {
        this.dtype = dtype;
    }

    DType dtype() {
        return dtype;
    }

    static SafetensorsType named(String name) throws FormatException {
        for (SafetensorsType type : values()) {
            if (type.name().equals(name)) {
                return type;
            }
        }
        throw new UnsupportedException("Lazuli has no dtype '%s'", name);
    }

    /** The type that arrays of a dtype are written as: the first of it. */
    static SafetensorsType of(DType dtype) {
        for (SafetensorsType type : values()) {
            if (type.dtype == dtype) {
                return type;
            }
        }
        throw new AssertionError(dtype);
    }
}
