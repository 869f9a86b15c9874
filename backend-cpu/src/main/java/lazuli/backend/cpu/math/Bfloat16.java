package lazuli.backend.cpu.math;

/** The upper half of a float's bits. */
public final class Bfloat16 {
    private Bfloat16() {}

    /** The float that an element's bits stand for. */
    public static float toFloat(short element) {
        return Float.intBitsToFloat(element << 16);
    }

    /** The element nearest to a float, ties to even. */
    public static short of(float x) {
        return (short) (Float.floatToRawIntBits(round(x)) >>> 16);
    }

    /** The nearest float that is a bfloat16, ties to even. */
    public static float round(float x) {
        int bits = Float.floatToRawIntBits(x);
        int rounded = (bits + 0x7FFF + ((bits >>> 16) & 1)) & 0xFFFF0000;
        return Float.isNaN(x) ? Float.NaN : Float.intBitsToFloat(rounded);
    }
}
