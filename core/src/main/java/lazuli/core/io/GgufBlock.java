package lazuli.core.io;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import lazuli.core.DType;

/**
 * Blocks of quantized elements, after ggml's definition. Each element is a small integer; a group of elements, 16 or 32, has a scale and
 * mostly a minimum, which are small integers themselves, to be multiplied by the block's own scales.
 */
enum GgufBlock {
    /** Scale, 32 high bits, 32 nibbles. */
    Q5_0(32, 22) {
        @Override
        void decode(MemorySegment data, long at, float[] values) {
            float scale = half(data, at);
            for (int i = 0; i < values.length; i++) {
                values[i] = scale * (fiveBits(data, at + 2, i) - 16);
            }
        }
    },
    /** Scale, minimum, 32 high bits, 32 nibbles. */
    Q5_1(32, 24) {
        @Override
        void decode(MemorySegment data, long at, float[] values) {
            float scale = half(data, at);
            float minimum = half(data, at + 2);
            for (int i = 0; i < values.length; i++) {
                values[i] = scale * fiveBits(data, at + 4, i) + minimum;
            }
        }
    },
    /** 16 nibble pairs of scale and minimum, 256 elements of two bits, scale of the scales, scale of the minima. */
    Q2_K(256, 84) {
        @Override
        void decode(MemorySegment data, long at, float[] values) {
            float scale = half(data, at + 80);
            float minimum = half(data, at + 82);
            for (int group = 0; group < 16; group++) {
                int pair = unsigned(data, at + group);
                float groupScale = scale * (pair & 15);
                float groupMinimum = minimum * (pair >> 4);
                for (int i = group * 16; i < group * 16 + 16; i++) {
                    values[i] = groupScale * twoBits(data, at + 16, i) - groupMinimum;
                }
            }
        }
    },
    /** 256 high bits, 256 elements of two bits, 16 scales of six bits, scale of the scales. A high bit of 0 means minus 4. */
    Q3_K(256, 110) {
        @Override
        void decode(MemorySegment data, long at, float[] values) {
            float scale = half(data, at + 108);
            for (int group = 0; group < 16; group++) {
                int low = unsigned(data, at + 96 + group % 8) >> (group / 8 * 4) & 15;
                int high = unsigned(data, at + 104 + group % 4) >> (group / 4 * 2) & 3;
                float groupScale = scale * ((high << 4 | low) - 32);
                for (int i = group * 16; i < group * 16 + 16; i++) {
                    int bit = unsigned(data, at + i % 32) >> (i / 32) & 1;
                    values[i] = groupScale * (twoBits(data, at + 32, i) - 4 * (1 - bit));
                }
            }
        }
    },
    /** Scale of the scales, scale of the minima, 8 pairs of six bits, 256 nibbles. */
    Q4_K(256, 144) {
        @Override
        void decode(MemorySegment data, long at, float[] values) {
            float scale = half(data, at);
            float minimum = half(data, at + 2);
            for (int group = 0; group < 8; group++) {
                float groupScale = scale * sixBitScale(data, at + 4, group);
                float groupMinimum = minimum * sixBitMinimum(data, at + 4, group);
                for (int i = group * 32; i < group * 32 + 32; i++) {
                    values[i] = groupScale * fourBits(data, at + 16, i) - groupMinimum;
                }
            }
        }
    },
    /** As Q4_K, with 256 high bits before the nibbles. */
    Q5_K(256, 176) {
        @Override
        void decode(MemorySegment data, long at, float[] values) {
            float scale = half(data, at);
            float minimum = half(data, at + 2);
            for (int group = 0; group < 8; group++) {
                float groupScale = scale * sixBitScale(data, at + 4, group);
                float groupMinimum = minimum * sixBitMinimum(data, at + 4, group);
                for (int i = group * 32; i < group * 32 + 32; i++) {
                    int bit = unsigned(data, at + 16 + i % 32) >> group & 1;
                    values[i] = groupScale * (fourBits(data, at + 48, i) | bit << 4) - groupMinimum;
                }
            }
        }
    },
    /** 256 nibbles, 256 pairs of high bits, 16 signed scales, scale of the scales. */
    Q6_K(256, 210) {
        @Override
        void decode(MemorySegment data, long at, float[] values) {
            float scale = half(data, at + 208);
            for (int group = 0; group < 16; group++) {
                float groupScale = scale * data.get(ValueLayout.JAVA_BYTE, at + 192 + group);
                for (int i = group * 16; i < group * 16 + 16; i++) {
                    int low = unsigned(data, at + i / 128 * 64L + i % 64) >> (i % 128 / 64 * 4) & 15;
                    values[i] = groupScale * ((twoBits(data, at + 128, i) << 4 | low) - 32);
                }
            }
        }
    },
    /** Scale, 32 nibbles that stand for {@link #UNEVEN} integers. */
    IQ4_NL(32, 18) {
        @Override
        void decode(MemorySegment data, long at, float[] values) {
            uneven(data, at + 2, half(data, at), values, 0);
        }
    },
    /** Scale, 8 pairs of high bits and 8 nibbles of the groups' scales, 256 nibbles that stand for {@link #UNEVEN} integers. */
    IQ4_XS(256, 136) {
        @Override
        void decode(MemorySegment data, long at, float[] values) {
            float scale = half(data, at);
            for (int group = 0; group < 8; group++) {
                int low = unsigned(data, at + 4 + group / 2) >> (group % 2 * 4) & 15;
                int high = unsigned(data, at + 2 + group / 4) >> (group % 4 * 2) & 3;
                uneven(data, at + 8 + group * 16L, scale * ((high << 4 | low) - 32), values, group * 32);
            }
        }
    },
    /** Exponent of two, 32 nibbles that are floats of one bit each of sign and fraction and two of exponent. */
    MXFP4(32, 17) {
        @Override
        void decode(MemorySegment data, long at, float[] values) {
            float half = Math.scalb(1f, unsigned(data, at) - 128);
            for (int i = 0; i < values.length; i++) {
                values[i] = half * FOUR_BIT_FLOATS[nibble(data, at + 1, i)];
            }
        }

        // The values have at most two digits, but more exponents than float16.
        @Override
        DType dtype() {
            return DType.BFLOAT16;
        }
    };

    /** The integers of four bits that lie closer together around 0. */
    private static final byte[] UNEVEN = {-127, -104, -83, -65, -49, -35, -22, -10, 1, 13, 25, 38, 53, 69, 89, 113};

    /** Twice the values of four-bit floats. */
    private static final byte[] FOUR_BIT_FLOATS = {0, 1, 2, 3, 4, 6, 8, 12, 0, -1, -2, -3, -4, -6, -8, -12};

    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final int elements;
    private final int bytes;

    GgufBlock(int elements, int bytes) {
        this.elements = elements;
        this.bytes = bytes;
    }

    int elements() {
        return elements;
    }

    int bytes() {
        return bytes;
    }

    /** Decodes the block at a byte of the data into as many values as it has elements. */
    abstract void decode(MemorySegment data, long at, float[] values);

    /** What the values are rounded to. */
    DType dtype() {
        return DType.FLOAT16;
    }

    static float half(MemorySegment data, long at) {
        return Float.float16ToFloat(data.get(SHORT, at));
    }

    private static int unsigned(MemorySegment data, long at) {
        return Byte.toUnsignedInt(data.get(ValueLayout.JAVA_BYTE, at));
    }

    /** Element of 32 nibbles, the first 16 elements in the low ones. */
    private static int nibble(MemorySegment data, long at, int i) {
        return unsigned(data, at + i % 16) >> (i / 16 * 4) & 15;
    }

    private static void uneven(MemorySegment data, long at, float scale, float[] values, int first) {
        for (int i = 0; i < 32; i++) {
            values[first + i] = scale * UNEVEN[nibble(data, at, i)];
        }
    }

    /** Element of 32 high bits followed by nibbles, the first 16 elements in the low ones. */
    private static int fiveBits(MemorySegment data, long at, int i) {
        int bit = unsigned(data, at + i / 8) >> (i % 8) & 1;
        return bit << 4 | nibble(data, at + 4, i);
    }

    /** Element of 256 pairs of bits: 32 bytes hold four runs of 32 elements. */
    private static int twoBits(MemorySegment data, long at, int i) {
        return unsigned(data, at + i / 128 * 32L + i % 32) >> (i % 128 / 32 * 2) & 3;
    }

    /** Element of 256 nibbles: 32 bytes hold two runs of 32 elements. */
    private static int fourBits(MemorySegment data, long at, int i) {
        return unsigned(data, at + i / 64 * 32L + i % 32) >> (i % 64 / 32 * 4) & 15;
    }

    /** Of 12 bytes for eight pairs: the last four have low nibbles, and high bits on top of the first pairs' six. */
    private static int sixBitScale(MemorySegment data, long at, int group) {
        return group < 4
                ? unsigned(data, at + group) & 63
                : (unsigned(data, at + group + 4) & 15) | (unsigned(data, at + group - 4) >> 6 << 4);
    }

    private static int sixBitMinimum(MemorySegment data, long at, int group) {
        return group < 4
                ? unsigned(data, at + group + 4) & 63
                : (unsigned(data, at + group + 4) >> 4) | (unsigned(data, at + group) >> 6 << 4);
    }
}
