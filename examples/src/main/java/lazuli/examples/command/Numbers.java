package lazuli.examples.command;

import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What numbers on the command line may be, by their Java type. */
public final class Numbers {
    private Numbers() {}

    /** Has integers be counts from 1, longs be seeds, and floats be rates. */
    public static CommandLine acceptedBy(CommandLine commandLine) {
        return commandLine
                .registerConverter(Integer.class, Numbers::count)
                .registerConverter(int.class, Numbers::count)
                .registerConverter(long.class, Numbers::seed)
                .registerConverter(Float.class, Numbers::rate)
                .registerConverter(float.class, Numbers::rate);
    }

    /** A count that may be zero. */
    public static final class CountOrNone implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String given) {
            return atLeast(0, given);
        }
    }

    /** What is said of a value that is not accepted. */
    public static TypeConversionException refuse(String accepted, String given) {
        return new TypeConversionException("expected " + accepted + ", not '" + given + "'");
    }

    private static Integer count(String given) {
        return atLeast(1, given);
    }

    private static Integer atLeast(int least, String given) {
        try {
            int count = Integer.parseInt(given);
            if (count >= least) {
                return count;
            }
        } catch (NumberFormatException _) {
            // Refused below, as a count that is too small is.
        }
        throw refuse("a whole number from " + least + " to " + Integer.MAX_VALUE, given);
    }

    private static Long seed(String given) {
        try {
            return Long.parseLong(given);
        } catch (NumberFormatException _) {
            throw refuse("a whole number of at most 64 bits", given);
        }
    }

    private static Float rate(String given) {
        try {
            float rate = Float.parseFloat(given);
            if (rate > 0 && Float.isFinite(rate)) {
                return rate;
            }
        } catch (NumberFormatException _) {
            // Refused below, as a rate that is not positive and finite is.
        }
        throw refuse("a positive finite number such as 3e-4", given);
    }
}
