package lazuli.backend.gpu.elementwise;

import java.util.Locale;
import lazuli.core.backend.DeviceException;

/** When a program of several instructions runs as one kernel, as {@code -Dlazuli.gpu.fusion} says. Its results are the same to the bit in any case. */
public enum Fusion {
    /** Always: the first run waits for the compiler. */
    ALWAYS,
    /** Never: each instruction is a kernel, of a library that is compiled once for each dtype. */
    NEVER,
    /** When its kernel has been compiled, which another thread does meanwhile; the default. */
    BACKGROUND;

    private static final String PROPERTY = "lazuli.gpu.fusion";

    /** What the property says. */
    public static Fusion chosen() {
        String word = System.getProperty(PROPERTY, "background");
        for (Fusion each : values()) {
            if (each.name().toLowerCase(Locale.ROOT).equals(word)) {
                return each;
            }
        }
        throw new DeviceException(
                "[gpu] %s is %s; it may be one of always, never, background".formatted(PROPERTY, word));
    }
}
