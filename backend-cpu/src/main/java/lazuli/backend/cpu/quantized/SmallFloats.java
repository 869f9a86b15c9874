package lazuli.backend.cpu.quantized;

/** Floats of four and eight bits, and powers of two in eight. */
final class SmallFloats {
    private static final float[] E2M1 = {0, 0.5f, 1, 1.5f, 2, 3, 4, 6, -0f, -0.5f, -1, -1.5f, -2, -3, -4, -6};
    private static final float[] E4M3 = table();

    private SmallFloats() {}

    /** The four-bit float of two exponent bits and one more. */
    static float e2m1(int code) {
        return E2M1[code];
    }

    /** The eight-bit float of four exponent bits and three more; NaN counts on to 480, as in MLX. */
    static float e4m3(int code) {
        return E4M3[code];
    }

    private static float[] table() {
        float[] table = new float[256];
        for (int code = 0; code < table.length; code++) {
            float magnitude = Float.float16ToFloat((short) ((code & 0x7F) << 7)) * 256;
            table[code] = code > 0x7F ? -magnitude : magnitude;
        }
        return table;
    }

    /** 2^(code - 127). */
    static float power(int code) {
        return Float.intBitsToFloat(code == 0 ? 1 << 22 : code << 23);
    }
}
