package lazuli.backend.cpu.fft;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lazuli.backend.cpu.Elements;
import lazuli.backend.cpu.Expect;
import lazuli.backend.cpu.Layout;
import lazuli.backend.cpu.Threads;
import lazuli.backend.cpu.memory.NativeMemory;
import lazuli.core.DType;
import lazuli.core.backend.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against sums in double by the definition; errors are root mean squares relative to that of the spectrum. */
class FourierTransformsTest {
    private static final FourierTransforms[] ALL = {FourierTransforms.loops(), FourierTransforms.vectors()};

    private static final double TOLERANCE = 5e-7;

    /** Elements of long spectra that are compared. */
    private static final int SAMPLES = 16;

    static IntStream lengths() {
        return IntStream.concat(
                IntStream.rangeClosed(1, 80),
                IntStream.of(
                        144, 169, 210, 243, 256, 360, 427, 500, 512, 625, 1000, 1009, 1024, 1331, 1536, 2048, 2187,
                        3721, 4096, 4099, 5040, 8192, 10007, 15625, 16384, 16807, 30030, 32768, 65536, 65537, 100000));
    }

    static Stream<Integer> realLengths() {
        return lengths().filter(length -> length < 2100).boxed();
    }

    private static Tensor complex(long seed, int... lengths) {
        return Layout.ROW_MAJOR.random(new Random(seed), DType.COMPLEX64, lengths);
    }

    /** Element k of the transform of a line whose elements lie {@code stride} numbers apart. */
    private static double[] sum(long line, int length, long stride, long k, boolean inverse) {
        double real = 0;
        double imaginary = 0;
        for (int j = 0; j < length; j++) {
            double angle = (inverse ? 2 : -2) * Math.PI * (j * k % length) / length;
            double re = Complex.real(line + j * stride * Complex.BYTES);
            double im = Complex.imaginary(line + j * stride * Complex.BYTES);
            real += re * Math.cos(angle) - im * Math.sin(angle);
            imaginary += re * Math.sin(angle) + im * Math.cos(angle);
        }
        return new double[] {real, imaginary};
    }

    /** Compares some or all elements of a transformed line. */
    private static void check(
            long from, long to, int length, int results, long stride, boolean inverse, double scale, String what) {
        double error = 0;
        double size = 0;
        int step = Math.max(1, results / SAMPLES | 1);
        for (int k = 0; k < results; k += step) {
            double[] expected = sum(from, length, stride, k, inverse);
            double re = expected[0] * scale - Complex.real(to + k * stride * Complex.BYTES);
            double im = expected[1] * scale - Complex.imaginary(to + k * stride * Complex.BYTES);
            error += re * re + im * im;
            size += scale * scale * (expected[0] * expected[0] + expected[1] * expected[1]);
        }
        double relative = Math.sqrt(error / size);
        assertTrue(relative <= TOLERANCE, () -> "%s of length %d: error %.3g".formatted(what, length, relative));
    }

    @ParameterizedTest
    @MethodSource("lengths")
    void linesMatchTheDefinition(int length) {
        int lines = length > 4096 ? 1 : 11;
        Tensor x = complex(length, lines, length);
        for (FourierTransforms transforms : ALL) {
            for (boolean inverse : new boolean[] {false, true}) {
                Tensor y = Layout.ROW_MAJOR.allocate(DType.COMPLEX64, lines, length);
                double scale = inverse ? 1.0 / length : 1;
                transforms.complex(x, y, 1, inverse, scale);
                for (int line = 0; line < lines; line += 5) {
                    long offset = (long) line * length * Complex.BYTES;
                    check(x.address() + offset, y.address() + offset, length, length, 1, inverse, scale, "line");
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7, 8, 12, 31, 60, 67, 128, 500, 1009, 1024, 8192})
    void innerAxesMatchTheDefinition(int length) {
        for (int inner : new int[] {1, 3, 9, 40}) {
            Tensor x = complex(length, 2, length, inner);
            for (FourierTransforms transforms : ALL) {
                Tensor y = Layout.ROW_MAJOR.allocate(DType.COMPLEX64, 2, length, inner);
                transforms.complex(x, y, 1, false, 0.5);
                for (int column : new int[] {0, inner / 2, length * inner + inner - 1}) {
                    long offset = (long) column * Complex.BYTES;
                    check(x.address() + offset, y.address() + offset, length, length, inner, false, 0.5, "column");
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("realLengths")
    void realLinesAreHalfOfTheComplexOnes(int length) {
        int half = length / 2 + 1;
        Tensor x = Layout.ROW_MAJOR.random(new Random(length), DType.FLOAT32, 3, length);
        Tensor wide = Layout.ROW_MAJOR.allocate(DType.COMPLEX64, 3, length);
        for (long i = 0; i < 3L * length; i++) {
            Complex.set(wide.address() + i * Complex.BYTES, NativeMemory.getFloat(x.address() + i * Float.BYTES), 0);
        }
        for (FourierTransforms transforms : ALL) {
            Tensor y = Layout.ROW_MAJOR.allocate(DType.COMPLEX64, 3, half);
            transforms.toSpectrum(x, y, 1, 2);
            for (int line = 0; line < 3; line++) {
                long from = wide.address() + (long) line * length * Complex.BYTES;
                long to = y.address() + (long) line * half * Complex.BYTES;
                check(from, to, length, half, 1, false, 2, "real line");
            }
            Tensor back = Layout.ROW_MAJOR.allocate(DType.FLOAT32, 3, length);
            transforms.fromSpectrum(y, back, 1, 0.5 / length);
            Expect.near(at -> Elements.get(x, at), back, 3e-6);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 6, 7, 16})
    void realInnerAxesMatchLines(int length) {
        int half = length / 2 + 1;
        for (FourierTransforms transforms : ALL) {
            Tensor x = Layout.ROW_MAJOR.random(new Random(length), DType.FLOAT32, 2, length, 3);
            Tensor y = Layout.ROW_MAJOR.allocate(DType.COMPLEX64, 2, half, 3);
            transforms.toSpectrum(x, y, 1, 1);
            for (int column = 0; column < 3; column++) {
                Tensor line = Layout.ROW_MAJOR.allocate(DType.FLOAT32, length);
                for (int i = 0; i < length; i++) {
                    Elements.set(line, Elements.get(x, 1, i, column), i);
                }
                Tensor expected = Layout.ROW_MAJOR.allocate(DType.COMPLEX64, half);
                transforms.toSpectrum(line, expected, 0, 1);
                int at = column;
                Tensor got = y.view(expected.shape(), new long[] {3}, (long) half * 3 + at);
                Expect.near(index -> Elements.get(expected, index), got, 0);
            }
            Tensor back = Layout.ROW_MAJOR.allocate(DType.FLOAT32, 2, length, 3);
            transforms.fromSpectrum(y, back, 1, 1.0 / length);
            Expect.near(at -> Elements.get(x, at), back, 1e-6);
        }
    }

    @Test
    void imaginaryPartsOfSelfConjugateElementsDoNotCount() {
        for (int length : new int[] {1, 2, 5, 6, 64}) {
            Tensor x = complex(length, length / 2 + 1);
            Tensor y = Layout.ROW_MAJOR.allocate(DType.FLOAT32, length);
            FourierTransforms.loops().fromSpectrum(x, y, 0, 1);
            NativeMemory.setFloat(x.address() + Float.BYTES, 1000);
            if (length % 2 == 0) {
                NativeMemory.setFloat(x.address() + (long) length / 2 * Complex.BYTES + Float.BYTES, -1000);
            }
            Tensor again = Layout.ROW_MAJOR.allocate(DType.FLOAT32, length);
            FourierTransforms.loops().fromSpectrum(x, again, 0, 1);
            Expect.sameBits(y, again);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {6, 61, 64, 67, 427, 1000, 1024, 4099, 65536})
    void bitsDependNeitherOnThreadsNorOnVectors(int length) {
        Tensor x = complex(length, 19, length);
        Tensor loops = Layout.ROW_MAJOR.allocate(DType.COMPLEX64, 19, length);
        Tensor vectors = Layout.ROW_MAJOR.allocate(DType.COMPLEX64, 19, length);
        FourierTransforms.loops().complex(x, loops, 1, true, 0.3);
        Threads.alone(() -> FourierTransforms.vectors().complex(x, vectors, 1, true, 0.3));
        Expect.sameBits(loops, vectors);
        FourierTransforms.loops().complex(x, loops, 0, false, 0.3);
        Threads.alone(() -> FourierTransforms.vectors().complex(x, vectors, 0, false, 0.3));
        Expect.sameBits(loops, vectors);
    }

    /** A wave of one frequency is one element of the spectrum, which tells the accuracy of every twiddle. */
    @ParameterizedTest
    @ValueSource(ints = {1 << 20, 1_000_003})
    void longLinesFindAWave(int length) {
        int frequency = length / 3 + 1;
        Roots roots = new Roots(length);
        float[] wave = new float[2 * length];
        roots.fill(wave, 0, length, length - frequency, 0);
        Tensor x = Layout.ROW_MAJOR.allocate(DType.COMPLEX64, length);
        for (int i = 0; i < wave.length; i++) {
            NativeMemory.setFloat(x.address() + (long) i * Float.BYTES, wave[i]);
        }
        Tensor y = Layout.ROW_MAJOR.allocate(DType.COMPLEX64, length);
        FourierTransforms.vectors().complex(x, y, 0, false, 1.0 / length);
        double others = 0;
        for (int k = 0; k < length; k++) {
            double re = Complex.real(y.address() + (long) k * Complex.BYTES) - (k == frequency ? 1 : 0);
            double im = Complex.imaginary(y.address() + (long) k * Complex.BYTES);
            others += re * re + im * im;
        }
        double error = Math.sqrt(others);
        assertTrue(error <= TOLERANCE, () -> "error " + error);
    }

    @Test
    void rootsAreRightToTheLastBits() {
        for (int order : new int[] {1, 2, 3, 7, 8, 12, 360, 1023, 1 << 20}) {
            float[] roots = new float[2 * order];
            new Roots(order).fill(roots, 0, order, 1, 0);
            for (int k = 0; k < order; k += Math.max(1, order / 1000)) {
                double angle = -2 * Math.PI * k / order;
                Expect.near(Math.cos(angle), roots[2 * k], 6e-8);
                Expect.near(Math.sin(angle), roots[2 * k + 1], 6e-8);
            }
        }
    }

    @Test
    void nothingStaysNothing() {
        for (FourierTransforms transforms : ALL) {
            Tensor none = Layout.ROW_MAJOR.allocate(DType.COMPLEX64, 0, 8);
            transforms.complex(none, none, 1, false, 1);
            transforms.complex(complex(1, 8, 0), complex(1, 8, 0), 0, false, 1);
            transforms.toSpectrum(Layout.ROW_MAJOR.allocate(DType.FLOAT32, 0, 8), none, 1, 1);
            transforms.fromSpectrum(none, Layout.ROW_MAJOR.allocate(DType.FLOAT32, 0, 14), 1, 1);
        }
    }
}
