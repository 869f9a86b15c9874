package lazuli.examples.cifar;

import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What the values on the command line may be, by their Java type. */
final class Accepted {
    private Accepted() {}

    static void registerAll(CommandLine commandLine) {
        commandLine
                .registerConverter(CifarRelease.class, oneOf(CifarRelease.values()))
                .registerConverter(CifarModel.class, oneOf(CifarModel.values()))
                .registerConverter(CifarScheduler.class, oneOf(CifarScheduler.values()))
                .registerConverter(Integer.class, Accepted::count)
                .registerConverter(int.class, Accepted::count)
                .registerConverter(long.class, Accepted::seed)
                .registerConverter(Float.class, Accepted::rate);
    }

    private static <T extends Enum<T>> ITypeConverter<T> oneOf(T[] choices) {
        return given -> Arrays.stream(choices)
                .filter(choice -> choice.toString().equalsIgnoreCase(given))
                .findFirst()
                .orElseThrow(() -> refuse(
                        Arrays.stream(choices).map(Object::toString).collect(Collectors.joining(" or ")), given));
    }

    /** A count that may be zero. */
    static final class CountOrNone implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String given) {
            return atLeast(0, given);
        }
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

    private static TypeConversionException refuse(String accepted, String given) {
        return new TypeConversionException("expected " + accepted + ", not '" + given + "'");
    }
}
