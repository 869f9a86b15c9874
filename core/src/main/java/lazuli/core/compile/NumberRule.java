package lazuli.core.compile;

/**
 * How a number that a primitive holds follows from lengths.
 *
 * @param number its place among the primitive's numbers
 * @param form what is made of the formula's value n
 */
public record NumberRule(int number, Form form, LengthFormula formula) {
    /** A function of n. */
    public enum Form {
        /** n. */
        PLAIN,
        /** 1 / n. */
        RECIPROCAL,
        /** The square root of n. */
        ROOT,
        /** 1 over the square root of n. */
        RECIPROCAL_ROOT;

        double of(long n) {
            return switch (this) {
                case PLAIN -> (double) n;
                case RECIPROCAL -> 1 / (double) n;
                case ROOT -> Math.sqrt((double) n);
                case RECIPROCAL_ROOT -> 1 / Math.sqrt((double) n);
            };
        }

        /** The n that may have given a number. */
        long inverse(double number) {
            return Math.round(
                    switch (this) {
                        case PLAIN -> number;
                        case RECIPROCAL -> 1 / number;
                        case ROOT -> number * number;
                        case RECIPROCAL_ROOT -> 1 / (number * number);
                    });
        }
    }

    /** The number for n, of the kind that {@code like} is. */
    Number of(long n, Number like) {
        return like instanceof Long && form == Form.PLAIN ? (Number) n : (Number) form.of(n);
    }
}
