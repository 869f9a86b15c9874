package lazuli.core;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Floating numbers as text. */
enum NumberFormat {
    /** Up to six significant digits, like C's {@code %g}. */
    SIGNIFICANT {
        @Override
        String finite(double value, int precision) {
            BigDecimal rounded = new BigDecimal(value, DIGITS).stripTrailingZeros();
            int exponent = rounded.precision() - rounded.scale() - 1;
            if (exponent >= -5 && exponent < 6) {
                return rounded.toPlainString();
            }
            String digits = rounded.unscaledValue().toString();
            String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
            return mantissa + "e" + (exponent < 0 ? "-" : "+") + (Math.abs(exponent) < 10 ? "0" : "")
                    + Math.abs(exponent);
        }
    },
    /** So many decimals, like C's {@code %f}. */
    FIXED {
        @Override
        String finite(double value, int precision) {
            return new BigDecimal(value)
                    .setScale(precision, RoundingMode.HALF_EVEN)
                    .toPlainString();
        }
    },
    /** Up to six decimals, without trailing zeros. */
    WITHOUT_EXPONENT {
        @Override
        String finite(double value, int precision) {
            BigDecimal rounded = new BigDecimal(value).setScale(DIGITS.getPrecision(), RoundingMode.HALF_EVEN);
            return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
        }
    };

    private static final MathContext DIGITS = new MathContext(6);

    static NumberFormat of(PrintOptions options) {
        if (options.precision() != PrintOptions.SIX_SIGNIFICANT_DIGITS) {
            return FIXED;
        }
        return options.suppressSmall() ? WITHOUT_EXPONENT : SIGNIFICANT;
    }

    /** A finite number that is not negative. */
    abstract String finite(double value, int precision);

    String text(double value, int precision) {
        if (Double.isNaN(value)) {
            return "nan";
        }
        String sign = value < 0 || (value == 0 && 1 / value < 0) ? "-" : "";
        if (Double.isInfinite(value)) {
            return sign + "inf";
        }
        return sign + (value == 0 && this != FIXED ? "0" : finite(Math.abs(value), precision));
    }
}
