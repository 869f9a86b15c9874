package lazuli.core;

import java.math.BigDecimal;
import java.math.MathContext;

/** Arrays as text, in the manner of NumPy and MLX. */
final class ArrayFormat {
    /** Longer axes show this many elements at each end. */
    private static final int EDGE = 3;

    private static final MathContext DIGITS = new MathContext(6);

    private ArrayFormat() {}

    static String format(Array array) {
        Elements elements = Elements.of(array);
        StringBuilder text = new StringBuilder("array(");
        append(text, elements, array.shape(), 0, 0);
        return text.append(", dtype=").append(array.dtype()).append(')').toString();
    }

    private interface Elements {
        String text(int index);

        static Elements of(Array array) {
            return switch (array.dtype()) {
                case BOOL -> {
                    boolean[] values = array.toBooleanArray();
                    yield i -> values[i] ? "True" : "False";
                }
                case UINT8, UINT16, UINT32, INT8, INT16, INT32, INT64 -> {
                    long[] values = array.toLongArray();
                    yield i -> Long.toString(values[i]);
                }
                case UINT64 -> {
                    long[] values = array.toLongArray();
                    yield i -> Long.toUnsignedString(values[i]);
                }
                case FLOAT16, BFLOAT16, FLOAT32, FLOAT64 -> {
                    double[] values = array.toDoubleArray();
                    yield i -> number(values[i]);
                }
                case COMPLEX64 -> {
                    float[] values = HostCopy.floats(array);
                    yield i -> number(values[2 * i]) + (values[2 * i + 1] < 0 ? "-" : "+")
                            + number(Math.abs(values[2 * i + 1])) + "j";
                }
            };
        }
    }

    /** Six significant digits, like C's {@code %g}. */
    private static String number(double value) {
        if (Double.isNaN(value)) {
            return "nan";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        if (value == 0) {
            return 1 / value < 0 ? "-0" : "0";
        }
        BigDecimal rounded = new BigDecimal(value, DIGITS).stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale() - 1;
        if (exponent >= -5 && exponent < 6) {
            return rounded.toPlainString();
        }
        String digits = rounded.unscaledValue().abs().toString();
        String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
        return (value < 0 ? "-" : "") + mantissa + "e" + (exponent < 0 ? "-" : "+")
                + (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
    }

    private static void append(StringBuilder text, Elements elements, Shape shape, int axis, int start) {
        if (axis == shape.rank()) {
            text.append(elements.text(start));
            return;
        }
        int length = shape.length(axis);
        int stride = Math.toIntExact(shape.strides()[axis]);
        String separator = axis == shape.rank() - 1
                ? ", "
                : "," + "\n".repeat(shape.rank() - 1 - axis) + " ".repeat("array(".length() + axis + 1);
        text.append('[');
        for (int i = 0; i < length; i++) {
            if (i > 0) {
                text.append(separator);
            }
            if (length > 2 * EDGE && i == EDGE) {
                text.append("...");
                i = length - EDGE - 1;
            } else {
                append(text, elements, shape, axis + 1, start + i * stride);
            }
        }
        text.append(']');
    }
}
