package lazuli.backend.cpu.matmul;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;

/** Multiply and add: in one rounding where the machine has an instruction for it, else in two, for fma would be emulated. */
public final class Fused {
    private static final boolean IN_HARDWARE = inHardware();

    private Fused() {}

    /** {@code a * b + c}. */
    public static float multiplyAdd(float a, float b, float c) {
        return IN_HARDWARE ? Math.fma(a, b, c) : a * b + c;
    }

    static double multiplyAdd(double a, double b, double c) {
        return IN_HARDWARE ? Math.fma(a, b, c) : a * b + c;
    }

    /** Whether it is in one rounding. */
    public static boolean isFused() {
        return IN_HARDWARE;
    }

    private static boolean inHardware() {
        try {
            HotSpotDiagnosticMXBean flags = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
            return flags != null
                    && Boolean.parseBoolean(flags.getVMOption("UseFMA").getValue());
        } catch (RuntimeException | LinkageError unknown) {
            return false;
        }
    }
}
