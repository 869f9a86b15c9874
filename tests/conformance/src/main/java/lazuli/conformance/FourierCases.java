package lazuli.conformance;

import static lazuli.core.Mx.*;

import java.util.List;
import java.util.function.UnaryOperator;
import lazuli.core.Array;
import lazuli.core.Complex;
import lazuli.core.DType;
import lazuli.core.Fft;
import lazuli.core.FftNorm;
import lazuli.core.Shape;

/** Fourier transforms of what float64 numbers become in single precision; the results are real, for the tests weigh only these. */
final class FourierCases {
    private FourierCases() {}

    static List<Case> all() {
        return List.of(
                two("fft", Shape.of(2, 5), x -> Fft.fft(x)),
                two("fft along an inner axis", Shape.of(4, 3), x -> Fft.fft(x, null, 0, FftNorm.ORTHO)),
                two("ifft cut", Shape.of(2, 6), x -> Fft.ifft(x, 4)),
                two("ifft filled", Shape.of(2, 3), x -> Fft.ifft(x, 7, -1, FftNorm.FORWARD)),
                one("rfft even", Shape.of(2, 6), x -> Fft.rfft(x)),
                one("rfft odd", Shape.of(5, 2), x -> Fft.rfft(x, null, 0)),
                one("rfft of one", Shape.of(2, 1), x -> Fft.rfft(x)),
                one("rfft of two", Shape.of(2, 2), x -> Fft.rfft(x)),
                two("irfft even", Shape.of(2, 4), x -> Fft.irfft(x)),
                two("irfft odd", Shape.of(3, 2), x -> Fft.irfft(x, 5, 0)),
                two("fft2", Shape.of(3, 4), x -> Fft.fft2(x)),
                two("ifftn", Shape.of(2, 2, 3), x -> Fft.ifftn(x, new int[] {3, 2}, new int[] {0, 2}, FftNorm.ORTHO)),
                one("rfft2", Shape.of(3, 4), x -> Fft.rfft2(x, new int[] {2, 5})),
                two("irfft2", Shape.of(3, 4), x -> Fft.irfft2(x)),
                one("fftshift", Shape.of(3, 4), x -> Fft.ifftshift(Fft.fftshift(x, new int[] {1}))));
    }

    private static Case one(String name, Shape shape, UnaryOperator<Array> function) {
        return Case.of(name, -1, 1, List.of(shape), x -> parts(function.apply(x.getFirst())));
    }

    /** A function of complex numbers, by real and imaginary parts. */
    private static Case two(String name, Shape shape, UnaryOperator<Array> function) {
        return Case.of(
                name,
                -1,
                1,
                List.of(shape, shape),
                x -> parts(function.apply(add(x.get(0), multiply(x.get(1).astype(DType.COMPLEX64), Complex.I)))));
    }

    private static List<Array> parts(Array y) {
        return List.of(real(y).astype(DType.FLOAT64), imag(y).astype(DType.FLOAT64));
    }
}
