package lazuli.backend.cpu.linalg;

/** Arithmetic of single complex numbers in double precision: pairs of real and imaginary part. */
final class ComplexNumbers {
    private ComplexNumbers() {}

    static double[] multiply(double a, double b, double c, double d) {
        return new double[] {a * c - b * d, a * d + b * c};
    }

    /** (a + bi) / (c + di) without overflow on the way (Smith, 1962). */
    static double[] divide(double a, double b, double c, double d) {
        if (Math.abs(c) >= Math.abs(d)) {
            double ratio = d / c;
            double divisor = c + d * ratio;
            return new double[] {(a + b * ratio) / divisor, (b - a * ratio) / divisor};
        }
        double ratio = c / d;
        double divisor = c * ratio + d;
        return new double[] {(a * ratio + b) / divisor, (b * ratio - a) / divisor};
    }

    static double[] sqrt(double a, double b) {
        double magnitude = Math.hypot(a, b);
        double real = Math.sqrt((magnitude + Math.abs(a)) / 2);
        if (real == 0) {
            return new double[] {0, 0};
        }
        double imaginary = Math.abs(b) / (2 * real);
        return a >= 0
                ? new double[] {real, Math.copySign(imaginary, b)}
                : new double[] {imaginary, Math.copySign(real, b)};
    }
}
