package lazuli.backend.cpu.softmax;

import static lazuli.backend.cpu.memory.NativeMemory.getFloat;
import static lazuli.backend.cpu.memory.NativeMemory.setFloat;

/** Elements of complex64; the largest real part is what is subtracted first. */
final class ComplexRows extends SeparateRows {
    private static final int SIZE = 2 * Float.BYTES;

    ComplexRows() {
        super(SIZE);
    }

    @Override
    void softmax(long x, long to, int length) {
        double largest = largest(x, length);
        Sum sum = sum(x, length, largest);
        double scale = 1 / (sum.real() * sum.real() + sum.imaginary() * sum.imaginary());
        for (long i = 0; i < length; i++) {
            double size = Math.exp(getFloat(x + i * SIZE) - largest) * scale;
            double angle = getFloat(x + i * SIZE + Float.BYTES);
            double real = size * Math.cos(angle);
            double imaginary = size * Math.sin(angle);
            setFloat(to + i * SIZE, (float) (real * sum.real() + imaginary * sum.imaginary()));
            setFloat(to + i * SIZE + Float.BYTES, (float) (imaginary * sum.real() - real * sum.imaginary()));
        }
    }

    @Override
    void logSoftmax(long x, long to, int length) {
        double largest = largest(x, length);
        Sum logarithm = logOfSum(x, length, largest);
        for (long i = 0; i < length; i++) {
            setFloat(to + i * SIZE, (float) (getFloat(x + i * SIZE) - largest - logarithm.real()));
            setFloat(to + i * SIZE + Float.BYTES, (float)
                    (getFloat(x + i * SIZE + Float.BYTES) - logarithm.imaginary()));
        }
    }

    @Override
    void logSumExp(long x, long to, int length) {
        double largest = largest(x, length);
        Sum logarithm = logOfSum(x, length, largest);
        setFloat(to, (float) (largest + logarithm.real()));
        setFloat(to + Float.BYTES, (float) logarithm.imaginary());
    }

    /** log(sum(exp(x - largest))); beside an infinity only the direction of infinite terms is left. */
    private static Sum logOfSum(long x, int length, double largest) {
        if (Double.isInfinite(largest)) {
            Sum directions = largest > 0 ? sumOfInfinite(x, length) : new Sum(0, 0);
            return new Sum(0, Math.atan2(directions.imaginary(), directions.real()));
        }
        Sum sum = sum(x, length, largest);
        return new Sum(Math.log(Math.hypot(sum.real(), sum.imaginary())), Math.atan2(sum.imaginary(), sum.real()));
    }

    private static Sum sumOfInfinite(long x, int length) {
        double real = 0;
        double imaginary = 0;
        for (long i = 0; i < length; i++) {
            if (getFloat(x + i * SIZE) == Float.POSITIVE_INFINITY) {
                double angle = getFloat(x + i * SIZE + Float.BYTES);
                real += Math.cos(angle);
                imaginary += Math.sin(angle);
            }
        }
        return new Sum(real, imaginary);
    }

    /** A sum of exponentials, or its logarithm. */
    private record Sum(double real, double imaginary) {}

    private static Sum sum(long x, int length, double largest) {
        double real = 0;
        double imaginary = 0;
        for (long i = 0; i < length; i++) {
            double size = Math.exp(getFloat(x + i * SIZE) - largest);
            double angle = getFloat(x + i * SIZE + Float.BYTES);
            real += size * Math.cos(angle);
            imaginary += size * Math.sin(angle);
        }
        return new Sum(real, imaginary);
    }

    private static double largest(long x, int length) {
        double largest = Double.NEGATIVE_INFINITY;
        for (long i = 0; i < length; i++) {
            largest = Math.max(largest, getFloat(x + i * SIZE));
        }
        return largest;
    }
}
