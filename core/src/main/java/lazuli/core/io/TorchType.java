package lazuli.core.io;

import lazuli.core.DType;
import org.jspecify.annotations.Nullable;

/** PyTorch's names of dtypes, and of the storages that older files name instead. Eight-bit floats load as their bits. */
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
    FLOAT8_E5M2("float8_e5m2", null, DType.UINT8);

    private final String name;
    private final @Nullable String storage;
    private final DType dtype;

    TorchType(String name, @Nullable String storage, DType dtype) {
        this.name = name;
        this.storage = storage;
        this.dtype = dtype;
    }

    /** The dtype that a global like {@code torch.float32} or {@code torch.FloatStorage} names. */
    static DType dtype(Pickled value) throws FormatException {
        if (value instanceof Pickled.Global global && global.name().startsWith("torch.")) {
            String last = global.name().substring(global.name().lastIndexOf('.') + 1);
            for (TorchType type : values()) {
                if (last.equals(type.name) || last.equals(type.storage)) {
                    return type.dtype;
                }
            }
            throw new FormatException("Lazuli has no dtype for '%s'", global.name());
        }
        throw new FormatException("the pickle has a tensor without dtype");
    }
}
