package lazuli.conformance;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The special values of C's complex functions, ISO/IEC 9899:2018, annex G.6, written as there: a line is a kind of operand and what the result
 * is; what follows from f(conj(z)) = conj(f(z)), and from a function being odd or even, is left out. {@code ?0} and {@code ?inf} are of either
 * sign; {@code cos} and {@code sin} give the sign of that of the imaginary part.
 */
enum AnnexG {
    EXP(Parity.NONE, """
            0 0 = 1 0; -0 0 = 1 0; fin inf = nan nan; fin nan = nan nan; inf 0 = inf 0; -inf fin = 0cos 0sin; inf f = infcos infsin;
            -inf inf = ?0 ?0; inf inf = ?inf nan; -inf nan = ?0 ?0; inf nan = ?inf nan; nan 0 = nan 0; nan any = nan nan"""),
    LOG(Parity.NONE, """
            -0 0 = -inf pi; 0 0 = -inf 0; fin inf = inf pi/2; fin nan = nan nan; -inf fin = inf pi; inf fin = inf 0;
            -inf inf = inf 3pi/4; inf inf = inf pi/4; -inf nan = inf nan; inf nan = inf nan; nan inf = inf nan; nan any = nan nan"""),
    SQRT(Parity.NONE, """
            0 0 = 0 0; -0 0 = 0 0; any inf = inf inf; fin nan = nan nan; -inf fin = 0 inf; inf fin = inf 0;
            -inf nan = nan ?inf; inf nan = inf nan; nan any = nan nan"""),
    SINH(Parity.ODD, """
            0 0 = 0 0; 0 inf = ?0 nan; 0 nan = ?0 nan; f inf = nan nan; f nan = nan nan; inf 0 = inf 0; inf f = infcos infsin;
            inf inf = ?inf nan; inf nan = ?inf nan; nan 0 = nan 0; nan any = nan nan"""),
    COSH(Parity.EVEN, """
            0 0 = 1 0; 0 inf = nan ?0; 0 nan = nan ?0; f inf = nan nan; f nan = nan nan; inf 0 = inf 0; inf f = infcos infsin;
            inf inf = ?inf nan; inf nan = inf nan; nan 0 = nan ?0; nan any = nan nan"""),
    TANH(Parity.ODD, """
            0 0 = 0 0; 0 inf = 0 nan; f inf = nan nan; 0 nan = 0 nan; f nan = nan nan; inf fin = 1 0sin2;
            inf inf = 1 ?0; inf nan = 1 ?0; nan 0 = nan 0; nan any = nan nan"""),
    ARCCOS(Parity.NONE, """
            0 0 = pi/2 -0; -0 0 = pi/2 -0; 0 nan = pi/2 nan; -0 nan = pi/2 nan; fin inf = pi/2 -inf; f nan = nan nan; -f nan = nan nan;
            -inf fin = pi -inf; inf fin = 0 -inf; -inf inf = 3pi/4 -inf; inf inf = pi/4 -inf;
            -inf nan = nan ?inf; inf nan = nan ?inf; nan inf = nan -inf; nan any = nan nan"""),
    ARCSINH(Parity.ODD, """
            0 0 = 0 0; fin inf = inf pi/2; fin nan = nan nan; inf fin = inf 0; inf inf = inf pi/4; inf nan = inf nan;
            nan 0 = nan 0; nan inf = ?inf nan; nan any = nan nan"""),
    ARCCOSH(Parity.NONE, """
            0 0 = 0 pi/2; -0 0 = 0 pi/2; fin inf = inf pi/2; 0 nan = nan ?pi/2; -0 nan = nan ?pi/2; f nan = nan nan; -f nan = nan nan;
            -inf fin = inf pi; inf fin = inf 0; -inf inf = inf 3pi/4; inf inf = inf pi/4;
            -inf nan = inf nan; inf nan = inf nan; nan inf = inf nan; nan any = nan nan"""),
    ARCTANH(Parity.ODD, """
            0 0 = 0 0; 0 nan = 0 nan; 1 0 = inf 0; fin inf = 0 pi/2; f nan = nan nan; inf fin = 0 pi/2; inf inf = 0 pi/2;
            inf nan = 0 nan; nan inf = ?0 pi/2; nan any = nan nan"""),
    /** Not of the standard: exp less 1. */
    EXPM1(Parity.NONE, """
            0 0 = 0 0; -0 0 = -0 0; fin inf = nan nan; fin nan = nan nan; inf 0 = inf 0; -inf fin = -1 0sin; inf f = infcos infsin;
            -inf inf = -1 ?0; inf inf = ?inf nan; -inf nan = -1 ?0; inf nan = ?inf nan; nan 0 = nan 0; nan any = nan nan"""),
    /** Not of the standard: log moved by 1. */
    LOG1P(Parity.NONE, """
            0 0 = 0 0; -0 0 = ?0 0; -1 0 = -inf 0; fin inf = inf pi/2; fin nan = nan nan; -inf fin = inf pi; inf fin = inf 0;
            -inf inf = inf 3pi/4; inf inf = inf pi/4; -inf nan = inf nan; inf nan = inf nan; nan inf = inf nan; nan any = nan nan""");

    private enum Parity {
        NONE,
        ODD,
        EVEN
    }

    private final Parity parity;
    private final List<String[]> rules;

    AnnexG(Parity parity, String rules) {
        this.parity = parity;
        this.rules = Arrays.stream(rules.replaceAll("\\s+", " ").split(";"))
                .map(rule -> rule.trim().split("[ =]+"))
                .toList();
    }

    /** A part that is wanted: a number whose sign may not matter. */
    record Part(double value, boolean isOfEitherSign) {
        boolean matches(double got) {
            boolean same = Double.compare(value, got) == 0 || (isOfEitherSign && Double.compare(-value, got) == 0);
            boolean isOrdinary = value != 0 && !Double.isInfinite(value) && !Double.isNaN(value);
            return same
                    || (isOrdinary && Math.abs(got - value) < 1e-6)
                    || (isOrdinary && isOfEitherSign && Math.abs(got + value) < 1e-6);
        }

        Part times(double factor) {
            return new Part(value * factor, isOfEitherSign);
        }
    }

    /** Both parts of the result; null if the standard leaves it to the function's mathematics. */
    Part @Nullable [] of(double x, double y) {
        boolean isTurned = parity != Parity.NONE && isNegative(x);
        double re = isTurned ? -x : x;
        double im = isTurned ? -y : y;
        boolean isConjugate = isNegative(im);
        double upper = isConjugate ? -im : im;
        for (String[] rule : rules) {
            if (fits(rule[0], re) && fits(rule[1], upper)) {
                double sign = isTurned && parity == Parity.ODD ? -1 : 1;
                return new Part[] {
                    part(rule[2], upper).times(sign), part(rule[3], upper).times(isConjugate ? -sign : sign)
                };
            }
        }
        return null;
    }

    private static boolean isNegative(double part) {
        return !Double.isNaN(part) && Math.copySign(1, part) < 0;
    }

    private static boolean fits(String kind, double part) {
        boolean isFinite = Double.isFinite(part);
        return switch (kind) {
            case "any" -> true;
            case "fin" -> isFinite;
            case "f" -> isFinite && part > 0;
            case "-f" -> isFinite && part < 0;
            default -> Double.compare(number(kind), part) == 0;
        };
    }

    private static double number(String text) {
        return switch (text) {
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            case "nan" -> Double.NaN;
            case "pi" -> Math.PI;
            case "pi/2" -> Math.PI / 2;
            case "pi/4" -> Math.PI / 4;
            case "3pi/4" -> 3 * Math.PI / 4;
            default -> Double.parseDouble(text);
        };
    }

    private static Part part(String text, double y) {
        if (text.startsWith("?")) {
            return new Part(number(text.substring(1)), true);
        }
        String size = text.replaceAll("(cos|sin|sin2)$", "");
        double sign = switch (text.substring(size.length())) {
            case "cos" -> Math.cos(y);
            case "sin" -> y == 0 ? y : Math.sin(y);
            case "sin2" -> y == 0 ? y : Math.sin(2 * y);
            default -> 1;
        };
        return new Part(size.equals(text) ? number(text) : Math.copySign(number(size), sign), false);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
