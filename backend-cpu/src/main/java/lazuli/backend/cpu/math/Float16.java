package lazuli.backend.cpu.math;

/** Half precision. */
public final class Float16 {
    private Float16() {}

    /** The nearest float that is a float16, ties to even. */
    public static float round(float x) {
        return Float.float16ToFloat(Float.floatToFloat16(x));
    }
}
