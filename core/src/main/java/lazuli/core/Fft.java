package lazuli.core;

import lazuli.core.graph.Required;
import lazuli.core.operation.FourierTransforms;
import org.jspecify.annotations.Nullable;

/**
 * Discrete Fourier transforms, of any length: element k is the sum over j of {@code x[j] exp(-2 pi i j k / n)}, and the inverse is the
 * same with conjugate exponentials. Results are complex64 or float32, as in MLX, and computed in float32 with exact twiddles: float64
 * and half inputs are converted first. All have derivatives of any order.
 */
public final class Fft {
    private Fft() {}

    /**
     * The transform along an axis: {@code out[k] = sum over j of x[j] exp(-2 pi i j k / n)}, times the factor that {@code norm} says.
     *
     * {@snippet :
     * Array y = Fft.fft(array(1f, 1f), null, -1, FftNorm.BACKWARD);
     * IO.println(y.real());       // prints: array([2, 0], dtype=float32)
     * }
     *
     * <p>Gradient: the same sums of the cotangent with conjugate exponentials; of a real x their real part.
     *
     * @param x any dtype
     * @param n to how many elements the axis is cut, or filled up with zeros; null for all it has
     * @return the shape of x with n along the axis; complex64
     * @throws ShapeException if the axis is out of range, or the length is not positive
     */
    public static Array fft(Array x, @Nullable Integer n, int axis, FftNorm norm) {
        Required.argument("fft", "x", x);
        Required.argument("fft", "norm", norm);
        return FourierTransforms.complex("fft", x, length(n), new int[] {axis}, norm, false);
    }

    /** {@link #fft(Array, Integer, int, FftNorm)} with {@link FftNorm#BACKWARD}. */
    public static Array fft(Array x, @Nullable Integer n, int axis) {
        return fft(x, n, axis, FftNorm.BACKWARD);
    }

    /** {@link #fft(Array, Integer, int, FftNorm)} along the last axis. */
    public static Array fft(Array x, @Nullable Integer n) {
        return fft(x, n, -1);
    }

    /** {@link #fft(Array, Integer, int, FftNorm)} along the last axis in its full length. */
    public static Array fft(Array x) {
        return fft(x, null);
    }

    /**
     * The inverse transform along an axis: {@code out[j] = sum over k of x[k] exp(2 pi i j k / n) / n}, with another factor if {@code norm} says so.
     *
     * {@snippet :
     * Array x = array(1f, 2f, 3f);
     * IO.println(Fft.ifft(Fft.fft(x), null, -1, FftNorm.BACKWARD).real().round(3));       // prints: array([1, 2, 3], dtype=float32)
     * }
     *
     * <p>Gradient: the same sums of the cotangent with conjugate exponentials; of a real x their real part.
     *
     * @param x any dtype
     * @param n to how many elements the axis is cut, or filled up with zeros; null for all it has
     * @return the shape of x with n along the axis; complex64
     * @throws ShapeException if the axis is out of range, or the length is not positive
     */
    public static Array ifft(Array x, @Nullable Integer n, int axis, FftNorm norm) {
        Required.argument("ifft", "x", x);
        Required.argument("ifft", "norm", norm);
        return FourierTransforms.complex("ifft", x, length(n), new int[] {axis}, norm, true);
    }

    /** {@link #ifft(Array, Integer, int, FftNorm)} with {@link FftNorm#BACKWARD}. */
    public static Array ifft(Array x, @Nullable Integer n, int axis) {
        return ifft(x, n, axis, FftNorm.BACKWARD);
    }

    /** {@link #ifft(Array, Integer, int, FftNorm)} along the last axis. */
    public static Array ifft(Array x, @Nullable Integer n) {
        return ifft(x, n, -1);
    }

    /** {@link #ifft(Array, Integer, int, FftNorm)} along the last axis in its full length. */
    public static Array ifft(Array x) {
        return ifft(x, null);
    }

    /**
     * The transform of real numbers along an axis: the first {@code n / 2 + 1} elements of {@link #fft(Array, Integer, int, FftNorm)}, whose
     * conjugates are the others.
     *
     * {@snippet :
     * IO.println(Fft.rfft(ones(8), null, -1, FftNorm.BACKWARD).shape());       // prints: (5,)
     * }
     *
     * <p>Gradient: the real part of the sums of the cotangent with conjugate exponentials.
     *
     * @param x any real dtype
     * @param n to how many elements the axis is cut, or filled up with zeros; null for all it has
     * @return the shape of x with {@code n / 2 + 1} along the axis; complex64
     * @throws ShapeException if the axis is out of range, or the length is not positive
     * @throws DTypeException of complex64
     */
    public static Array rfft(Array x, @Nullable Integer n, int axis, FftNorm norm) {
        Required.argument("rfft", "x", x);
        Required.argument("rfft", "norm", norm);
        return FourierTransforms.real("rfft", x, length(n), new int[] {axis}, norm);
    }

    /** {@link #rfft(Array, Integer, int, FftNorm)} with {@link FftNorm#BACKWARD}. */
    public static Array rfft(Array x, @Nullable Integer n, int axis) {
        return rfft(x, n, axis, FftNorm.BACKWARD);
    }

    /** {@link #rfft(Array, Integer, int, FftNorm)} along the last axis. */
    public static Array rfft(Array x, @Nullable Integer n) {
        return rfft(x, n, -1);
    }

    /** {@link #rfft(Array, Integer, int, FftNorm)} along the last axis in its full length. */
    public static Array rfft(Array x) {
        return rfft(x, null);
    }

    /**
     * The inverse of {@link #rfft(Array, Integer, int, FftNorm)}: the real numbers that have a spectrum with this first half. Imaginary parts of
     * its first element, and of the last one for an even {@code n}, do not count.
     *
     * @param x any dtype
     * @param n to how many elements the axis is cut, or filled up with zeros; null for twice one less than it has
     * @return float32
     * @throws ShapeException if the axis is out of range, or the resulting length is not positive
     */
    public static Array irfft(Array x, @Nullable Integer n, int axis, FftNorm norm) {
        Required.argument("irfft", "x", x);
        Required.argument("irfft", "norm", norm);
        return FourierTransforms.realInverse("irfft", x, length(n), new int[] {axis}, norm);
    }

    /** {@link #irfft(Array, Integer, int, FftNorm)} with {@link FftNorm#BACKWARD}. */
    public static Array irfft(Array x, @Nullable Integer n, int axis) {
        return irfft(x, n, axis, FftNorm.BACKWARD);
    }

    /** {@link #irfft(Array, Integer, int, FftNorm)} along the last axis. */
    public static Array irfft(Array x, @Nullable Integer n) {
        return irfft(x, n, -1);
    }

    /** {@link #irfft(Array, Integer, int, FftNorm)} along the last axis in its full length. */
    public static Array irfft(Array x) {
        return irfft(x, null);
    }

    /** {@link #fftn(Array, int[], int[], FftNorm)} over two axes. */
    public static Array fft2(Array x, int @Nullable [] s, int[] axes, FftNorm norm) {
        Required.argument("fft2", "x", x);
        Required.argument("fft2", "axes", axes);
        Required.argument("fft2", "norm", norm);
        return FourierTransforms.complex("fft2", x, s, axes, norm, false);
    }

    /** {@link #fft2(Array, int[], int[], FftNorm)} with {@link FftNorm#BACKWARD}. */
    public static Array fft2(Array x, int @Nullable [] s, int[] axes) {
        return fft2(x, s, axes, FftNorm.BACKWARD);
    }

    /** {@link #fft2(Array, int[], int[], FftNorm)} over the last two axes. */
    public static Array fft2(Array x, int @Nullable [] s) {
        return fft2(x, s, new int[] {-2, -1});
    }

    /** {@link #fft2(Array, int[], int[], FftNorm)} over the last two axes in their full lengths. */
    public static Array fft2(Array x) {
        return fft2(x, null);
    }

    /** {@link #ifftn(Array, int[], int[], FftNorm)} over two axes. */
    public static Array ifft2(Array x, int @Nullable [] s, int[] axes, FftNorm norm) {
        Required.argument("ifft2", "x", x);
        Required.argument("ifft2", "axes", axes);
        Required.argument("ifft2", "norm", norm);
        return FourierTransforms.complex("ifft2", x, s, axes, norm, true);
    }

    /** {@link #ifft2(Array, int[], int[], FftNorm)} with {@link FftNorm#BACKWARD}. */
    public static Array ifft2(Array x, int @Nullable [] s, int[] axes) {
        return ifft2(x, s, axes, FftNorm.BACKWARD);
    }

    /** {@link #ifft2(Array, int[], int[], FftNorm)} over the last two axes. */
    public static Array ifft2(Array x, int @Nullable [] s) {
        return ifft2(x, s, new int[] {-2, -1});
    }

    /** {@link #ifft2(Array, int[], int[], FftNorm)} over the last two axes in their full lengths. */
    public static Array ifft2(Array x) {
        return ifft2(x, null);
    }

    /** {@link #rfftn(Array, int[], int[], FftNorm)} over two axes. */
    public static Array rfft2(Array x, int @Nullable [] s, int[] axes, FftNorm norm) {
        Required.argument("rfft2", "x", x);
        Required.argument("rfft2", "axes", axes);
        Required.argument("rfft2", "norm", norm);
        return FourierTransforms.real("rfft2", x, s, axes, norm);
    }

    /** {@link #rfft2(Array, int[], int[], FftNorm)} with {@link FftNorm#BACKWARD}. */
    public static Array rfft2(Array x, int @Nullable [] s, int[] axes) {
        return rfft2(x, s, axes, FftNorm.BACKWARD);
    }

    /** {@link #rfft2(Array, int[], int[], FftNorm)} over the last two axes. */
    public static Array rfft2(Array x, int @Nullable [] s) {
        return rfft2(x, s, new int[] {-2, -1});
    }

    /** {@link #rfft2(Array, int[], int[], FftNorm)} over the last two axes in their full lengths. */
    public static Array rfft2(Array x) {
        return rfft2(x, null);
    }

    /** {@link #irfftn(Array, int[], int[], FftNorm)} over two axes. */
    public static Array irfft2(Array x, int @Nullable [] s, int[] axes, FftNorm norm) {
        Required.argument("irfft2", "x", x);
        Required.argument("irfft2", "axes", axes);
        Required.argument("irfft2", "norm", norm);
        return FourierTransforms.realInverse("irfft2", x, s, axes, norm);
    }

    /** {@link #irfft2(Array, int[], int[], FftNorm)} with {@link FftNorm#BACKWARD}. */
    public static Array irfft2(Array x, int @Nullable [] s, int[] axes) {
        return irfft2(x, s, axes, FftNorm.BACKWARD);
    }

    /** {@link #irfft2(Array, int[], int[], FftNorm)} over the last two axes. */
    public static Array irfft2(Array x, int @Nullable [] s) {
        return irfft2(x, s, new int[] {-2, -1});
    }

    /** {@link #irfft2(Array, int[], int[], FftNorm)} over the last two axes in their full lengths. */
    public static Array irfft2(Array x) {
        return irfft2(x, null);
    }

    /**
     * The transform over several axes: complex64.
     *
     * @param s to how many elements each axis is cut, or filled up with zeros; null for all it has
     * @param axes null for the last ones, as many as {@code s} has, or all
     * @throws ShapeException if the lengths do not fit the axes or one is not positive, or an axis is out of range or given twice
     */
    public static Array fftn(Array x, int @Nullable [] s, int @Nullable [] axes, FftNorm norm) {
        Required.argument("fftn", "x", x);
        Required.argument("fftn", "norm", norm);
        return FourierTransforms.complex("fftn", x, s, axes, norm, false);
    }

    /** {@link #fftn(Array, int[], int[], FftNorm)} with {@link FftNorm#BACKWARD}. */
    public static Array fftn(Array x, int @Nullable [] s, int @Nullable [] axes) {
        return fftn(x, s, axes, FftNorm.BACKWARD);
    }

    /** {@link #fftn(Array, int[], int[], FftNorm)} over the last axes. */
    public static Array fftn(Array x, int @Nullable [] s) {
        return fftn(x, s, null);
    }

    /** {@link #fftn(Array, int[], int[], FftNorm)} over all axes. */
    public static Array fftn(Array x) {
        return fftn(x, null);
    }

    /**
     * The inverse transform over several axes: complex64.
     *
     * @param s to how many elements each axis is cut, or filled up with zeros; null for all it has
     * @param axes null for the last ones, as many as {@code s} has, or all
     * @throws ShapeException if the lengths do not fit the axes or one is not positive, or an axis is out of range or given twice
     */
    public static Array ifftn(Array x, int @Nullable [] s, int @Nullable [] axes, FftNorm norm) {
        Required.argument("ifftn", "x", x);
        Required.argument("ifftn", "norm", norm);
        return FourierTransforms.complex("ifftn", x, s, axes, norm, true);
    }

    /** {@link #ifftn(Array, int[], int[], FftNorm)} with {@link FftNorm#BACKWARD}. */
    public static Array ifftn(Array x, int @Nullable [] s, int @Nullable [] axes) {
        return ifftn(x, s, axes, FftNorm.BACKWARD);
    }

    /** {@link #ifftn(Array, int[], int[], FftNorm)} over the last axes. */
    public static Array ifftn(Array x, int @Nullable [] s) {
        return ifftn(x, s, null);
    }

    /** {@link #ifftn(Array, int[], int[], FftNorm)} over all axes. */
    public static Array ifftn(Array x) {
        return ifftn(x, null);
    }

    /**
     * The transform of real numbers over several axes, half of it along the last of these: complex64.
     *
     * @param s to how many elements each axis is cut, or filled up with zeros; null for all it has
     * @param axes null for the last ones, as many as {@code s} has, or all
     * @throws ShapeException if the lengths do not fit the axes or one is not positive, or an axis is out of range or given twice
     */
    public static Array rfftn(Array x, int @Nullable [] s, int @Nullable [] axes, FftNorm norm) {
        Required.argument("rfftn", "x", x);
        Required.argument("rfftn", "norm", norm);
        return FourierTransforms.real("rfftn", x, s, axes, norm);
    }

    /** {@link #rfftn(Array, int[], int[], FftNorm)} with {@link FftNorm#BACKWARD}. */
    public static Array rfftn(Array x, int @Nullable [] s, int @Nullable [] axes) {
        return rfftn(x, s, axes, FftNorm.BACKWARD);
    }

    /** {@link #rfftn(Array, int[], int[], FftNorm)} over the last axes. */
    public static Array rfftn(Array x, int @Nullable [] s) {
        return rfftn(x, s, null);
    }

    /** {@link #rfftn(Array, int[], int[], FftNorm)} over all axes. */
    public static Array rfftn(Array x) {
        return rfftn(x, null);
    }

    /**
     * The inverse of {@link #rfftn(Array, int[], int[], FftNorm)}: float32.
     *
     * @param s to how many elements each axis is cut, or filled up with zeros; null for all it has, the last one twice one less
     * @param axes null for the last ones, as many as {@code s} has, or all
     * @throws ShapeException if the lengths do not fit the axes or one is not positive, or an axis is out of range or given twice
     */
    public static Array irfftn(Array x, int @Nullable [] s, int @Nullable [] axes, FftNorm norm) {
        Required.argument("irfftn", "x", x);
        Required.argument("irfftn", "norm", norm);
        return FourierTransforms.realInverse("irfftn", x, s, axes, norm);
    }

    /** {@link #irfftn(Array, int[], int[], FftNorm)} with {@link FftNorm#BACKWARD}. */
    public static Array irfftn(Array x, int @Nullable [] s, int @Nullable [] axes) {
        return irfftn(x, s, axes, FftNorm.BACKWARD);
    }

    /** {@link #irfftn(Array, int[], int[], FftNorm)} over the last axes. */
    public static Array irfftn(Array x, int @Nullable [] s) {
        return irfftn(x, s, null);
    }

    /** {@link #irfftn(Array, int[], int[], FftNorm)} over all axes. */
    public static Array irfftn(Array x) {
        return irfftn(x, null);
    }

    /** A spectrum with the frequency zero in the middle of the axes: each is rolled by half its length; null for all axes. */
    public static Array fftshift(Array x, int @Nullable [] axes) {
        Required.argument("fftshift", "x", x);
        return FourierTransforms.shift("fftshift", x, axes, false);
    }

    /** {@link #fftshift(Array, int[])} along all axes. */
    public static Array fftshift(Array x) {
        return fftshift(x, null);
    }

    /** The inverse of {@link #fftshift(Array, int[])}. */
    public static Array ifftshift(Array x, int @Nullable [] axes) {
        Required.argument("ifftshift", "x", x);
        return FourierTransforms.shift("ifftshift", x, axes, true);
    }

    /** {@link #ifftshift(Array, int[])} along all axes. */
    public static Array ifftshift(Array x) {
        return ifftshift(x, null);
    }

    /**
     * The frequencies of {@link #fft(Array)}'s elements for {@code n} samples: {@code 0, 1, ..., -2, -1} over {@code n d}; float32.
     *
     * @param d the distance of samples
     * @throws ShapeException if n is not positive or d is 0
     */
    public static Array fftfreq(int n, double d) {
        return FourierTransforms.frequencies("fftfreq", n, d, false);
    }

    /** {@link #fftfreq(int, double)} for samples at distance 1. */
    public static Array fftfreq(int n) {
        return fftfreq(n, 1);
    }

    /**
     * The frequencies of {@link #rfft(Array)}'s elements for {@code n} samples: {@code 0, 1, ..., n / 2} over {@code n d}; float32.
     *
     * @param d the distance of samples
     * @throws ShapeException if n is not positive or d is 0
     */
    public static Array rfftfreq(int n, double d) {
        return FourierTransforms.frequencies("rfftfreq", n, d, true);
    }

    /** {@link #rfftfreq(int, double)} for samples at distance 1. */
    public static Array rfftfreq(int n) {
        return rfftfreq(n, 1);
    }

    private static int @Nullable [] length(@Nullable Integer n) {
        return n == null ? null : new int[] {n};
    }
}
