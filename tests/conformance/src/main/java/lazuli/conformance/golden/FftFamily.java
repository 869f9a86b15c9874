package lazuli.conformance.golden;

import java.util.Locale;
import lazuli.core.Array;
import lazuli.core.Fft;
import lazuli.core.FftNorm;
import org.jspecify.annotations.Nullable;

/** Fourier transforms. */
final class FftFamily {
    private interface OneAxis {
        Array apply(Array x, @Nullable Integer n, int axis, FftNorm norm);
    }

    private interface SeveralAxes {
        Array apply(Array x, int @Nullable [] s, int @Nullable [] axes, FftNorm norm);
    }

    private FftFamily() {}

    static void register(Registry registry) {
        one(registry, "fft", Fft::fft);
        one(registry, "ifft", Fft::ifft);
        one(registry, "rfft", Fft::rfft);
        one(registry, "irfft", Fft::irfft);
        several(registry, "fft2", (x, s, axes, norm) -> Fft.fft2(x, s, lastTwo(axes), norm));
        several(registry, "ifft2", (x, s, axes, norm) -> Fft.ifft2(x, s, lastTwo(axes), norm));
        several(registry, "rfft2", (x, s, axes, norm) -> Fft.rfft2(x, s, lastTwo(axes), norm));
        several(registry, "irfft2", (x, s, axes, norm) -> Fft.irfft2(x, s, lastTwo(axes), norm));
        several(registry, "fftn", Fft::fftn);
        several(registry, "ifftn", Fft::ifftn);
        several(registry, "rfftn", Fft::rfftn);
        several(registry, "irfftn", Fft::irfftn);
        registry.single("mx.fft.fftshift", call -> Fft.fftshift(call.array(0), optional(call, "axes")));
        registry.single("mx.fft.ifftshift", call -> Fft.ifftshift(call.array(0), optional(call, "axes")));
        registry.single("mx.fft.fftfreq", call -> Fft.fftfreq(call.integer("n", 0), call.real("d", 1)));
        registry.single("mx.fft.rfftfreq", call -> Fft.rfftfreq(call.integer("n", 0), call.real("d", 1)));
    }

    private static void one(Registry registry, String name, OneAxis function) {
        registry.single(
                "mx.fft." + name,
                call -> function.apply(
                        call.array(0),
                        call.has("n") ? (Integer) call.integer("n", 0) : null,
                        call.integer("axis", -1),
                        norm(call)));
    }

    private static void several(Registry registry, String name, SeveralAxes function) {
        registry.single(
                "mx.fft." + name,
                call -> function.apply(call.array(0), optional(call, "s"), optional(call, "axes"), norm(call)));
    }

    private static FftNorm norm(Call call) {
        return FftNorm.valueOf(call.text("norm", "backward").toUpperCase(Locale.ROOT));
    }

    private static int[] lastTwo(int @Nullable [] axes) {
        return axes == null ? new int[] {-2, -1} : axes;
    }

    private static int @Nullable [] optional(Call call, String name) {
        return call.has(name) ? call.integers(name) : null;
    }
}
