package lazuli.core.io;

import lazuli.core.DType;
import org.jspecify.annotations.Nullable;

/** PyTorch's names of dtypes, and of the storages that older files name instead. Eight-bit and four-bit floats load as their bits. */
enum TorchType {
    BOOL("bool", "BoolStorage", DType.BOOL),
    UINT8("uint8", "ByteStorage", DType.UINT8),
    UINT16("uint16", null, DType.UINT16),
    UINT32("uint32", null, DType.UINT32),
    UINT64("uint64", null, DType.UINT64),
    INT8("int8", "CharStorage", DType.INT8),
    INT16("int16", "ShortStorage", DType.INT16),
    INT32("int32", "IntStorage", DType.INT32),
    INT64("int64", "LongStorage", DType.INT64),
    FLOAT16("float16", "HalfStorage", DType.FLOAT16),
    BFLOAT16("bfloat16", "BFloat16Storage", DType.BFLOAT16),
    FLOAT32("float32", "FloatStorage", DType.FLOAT32),
    FLOAT64("float64", "DoubleStorage", DType.FLOAT64),
    COMPLEX64("complex64", "ComplexFloatStorage", DType.COMPLEX64),
    FLOAT8_E4M3("float8_e4m3fn", null, DType.UINT8),
    FLOAT8_E5M2("float8_e5m2", null, DType.UINT8),
    FLOAT8_E4M3FNUZ("float8_e4m3fnuz", null, DType.UINT8),
    FLOAT8_E5M2FNUZ("float8_e5m2fnuz", null, DType.UINT8),
    FLOAT8_E8M0("float8_e8m0fnu", null, DType.UINT8),
    FLOAT4_PAIR("float4_e2m1fn_x2", null, DType.UINT8),
    COMPLEX32("complex32", null, Short.BYTES * 2),
    COMPLEX128("complex128", "ComplexDoubleStorage", Double.BYTES * 2),
    QUANTIZED_UINT8("quint8", "QUInt8Storage", Byte.BYTES),
    QUANTIZED_INT8("qint8", "QInt8Storage", Byte.BYTES),
    QUANTIZED_INT32("qint32", "QInt32Storage", Integer.BYTES),
    QUANTIZED_UINT4("quint4x2", "QUInt4x2Storage", Byte.BYTES),
    QUANTIZED_UINT2("quint2x4", "QUInt2x4Storage", Byte.BYTES);

    private final String name;
    private final @Nullable String storage;
    private final @Nullable DType dtype;
    private final int size;

    TorchType(String name, @Nullable String storage, DType dtype) {
        this.name = name;
        this.storage = storage;
        this.dtype = dtype;
        this.size = dtype.size();
    }

    /** One that Lazuli lacks, whose elements can only be passed over. */
    TorchType(String name, @Nullable String storage, int size) {
        this.name = name;
        this.storage = storage;
        this.dtype = null;
        this.size = size;
    }

    /** Bytes of an element. */
    int size() {
        return size;
    }

    /** The type that a global like {@code torch.float32} or {@code torch.FloatStorage} names. */
    static TorchType of(Pickled value) throws FormatException {
        if (value instanceof Pickled.Global global && global.name().startsWith("torch.")) {
            String last = global.name().substring(global.name().lastIndexOf('.') + 1);
            for (TorchType type : values()) {
                if (last.equals(type.name) || last.equals(type.storage)) {
                    return type;
                }
            }
            throw new UnsupportedException("Lazuli has no dtype for '%s'", global.name());
        }
        throw new FormatException("the pickle has a tensor without dtype");
    }

    /** The dtype of what such a global names. */
    static DType dtype(Pickled value) throws FormatException {
        TorchType type = of(value);
        if (type.dtype == null) {
            throw new UnsupportedException("Lazuli has no dtype for '%s'", ((Pickled.Global) value).name());
        }
        return type.dtype;
    }
}
