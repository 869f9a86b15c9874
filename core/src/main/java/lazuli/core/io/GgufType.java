package lazuli.core.io;

import java.util.Map;
import lazuli.core.DType;

/** GGUF's types of tensors, as far as they can be read: plain ones, those that MLX keeps packed, and those that become float16. */
enum GgufType {
    F32(0, new Plain(DType.FLOAT32)),
    F16(1, new Plain(DType.FLOAT16)),
    Q4_0(2, new Packed(GgufPacking.Q4_0)),
    Q4_1(3, new Packed(GgufPacking.Q4_1)),
    Q5_0(6, new Decoded(GgufBlock.Q5_0)),
    Q5_1(7, new Decoded(GgufBlock.Q5_1)),
    Q8_0(8, new Packed(GgufPacking.Q8_0)),
    Q2_K(10, new Decoded(GgufBlock.Q2_K)),
    Q3_K(11, new Decoded(GgufBlock.Q3_K)),
    Q4_K(12, new Decoded(GgufBlock.Q4_K)),
    Q5_K(13, new Decoded(GgufBlock.Q5_K)),
    Q6_K(14, new Decoded(GgufBlock.Q6_K)),
    IQ4_NL(20, new Decoded(GgufBlock.IQ4_NL)),
    IQ4_XS(23, new Decoded(GgufBlock.IQ4_XS)),
    I8(24, new Plain(DType.INT8)),
    I16(25, new Plain(DType.INT16)),
    I32(26, new Plain(DType.INT32)),
    I64(27, new Plain(DType.INT64)),
    F64(28, new Plain(DType.FLOAT64)),
    BF16(30, new Plain(DType.BFLOAT16)),
    MXFP4(39, new Decoded(GgufBlock.MXFP4));

    /** How the elements are stored. */
    sealed interface Encoding {
        /** How many elements of the last axis are stored together. */
        int elements();

        /** In how many bytes. */
        int bytes();
    }

    /** As they are. */
    record Plain(DType dtype) implements Encoding {
        @Override
        public int elements() {
            return 1;
        }

        @Override
        public int bytes() {
            return dtype.size();
        }
    }

    /** In blocks that MLX's quantized operations take after a rearrangement. */
    record Packed(GgufPacking packing) implements Encoding {
        @Override
        public int elements() {
            return GgufPacking.ELEMENTS;
        }

        @Override
        public int bytes() {
            return packing.bytes();
        }
    }

    /** In blocks that are decoded. */
    record Decoded(GgufBlock block) implements Encoding {
        @Override
        public int elements() {
            return block.elements();
        }

        @Override
        public int bytes() {
            return block.bytes();
        }
    }

    /** ggml's names of the other types. */
    private static final Map<Long, String> UNREAD = Map.ofEntries(
            Map.entry(9L, "Q8_1"),
            Map.entry(15L, "Q8_K"),
            Map.entry(16L, "IQ2_XXS"),
            Map.entry(17L, "IQ2_XS"),
            Map.entry(18L, "IQ3_XXS"),
            Map.entry(19L, "IQ1_S"),
            Map.entry(21L, "IQ3_S"),
            Map.entry(22L, "IQ2_S"),
            Map.entry(29L, "IQ1_M"),
            Map.entry(34L, "TQ1_0"),
            Map.entry(35L, "TQ2_0"),
            Map.entry(40L, "NVFP4"));

    private final int code;
    private final Encoding encoding;

    GgufType(int code, Encoding encoding) {
        this.code = code;
        this.encoding = encoding;
    }

    int code() {
        return code;
    }

    Encoding encoding() {
        return encoding;
    }

    static GgufType of(long code) throws UnsupportedException {
        for (GgufType type : values()) {
            if (type.code == code) {
                return type;
            }
        }
        String name = UNREAD.get(code);
        throw new UnsupportedException(
                "GGUF's tensor type %d%s is not one that can be read", code, name == null ? "" : " (" + name + ")");
    }

    /** The type that arrays of a dtype are written as. */
    static GgufType of(DType dtype) throws FormatException {
        for (GgufType type : values()) {
            if (type.encoding.equals(new Plain(dtype))) {
                return type;
            }
        }
        throw new FormatException("GGUF has no tensors of %s", dtype);
    }
}
