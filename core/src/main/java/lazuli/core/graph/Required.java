package lazuli.core.graph;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import lazuli.core.ArgumentException;
import org.jspecify.annotations.Nullable;

/**
 * Refuses an argument where it is given, with the names of operation and argument, and not where it is missed: null, and numbers outside of what
 * they may be.
 */
public final class Required {
    private static final String[] NAMES_OF_INPUTS = {"a", "b", "c", "d"};

    private Required() {}

    /** The argument. */
    public static <T> T argument(String operation, String name, @Nullable T argument) {
        if (argument == null) {
            throw new ArgumentException(operation, "%s is null", name);
        }
        return argument;
    }

    /** The list, of which no element is null. */
    public static <T> List<T> arguments(String operation, String name, @Nullable List<T> arguments) {
        List<T> given = argument(operation, name, arguments);
        int place = 0;
        for (T argument : given) {
            if (argument == null) {
                throw new ArgumentException(operation, "%s has null at %d", name, place);
            }
            place++;
        }
        return given;
    }

    /** The elements, of which none is null. */
    public static <T> T[] arguments(String operation, String name, T @Nullable [] arguments) {
        T[] given = argument(operation, name, arguments);
        arguments(operation, name, Arrays.asList(given));
        return given;
    }

    /** The map, of which no key and no value is null. */
    public static <K, V> Map<K, V> arguments(String operation, String name, @Nullable Map<K, V> arguments) {
        argument(operation, name, arguments).forEach((key, value) -> {
            if (key == null || value == null) {
                throw new ArgumentException(operation, "%s has null at %s", name, key == null ? "a key" : key);
            }
        });
        return argument(operation, name, arguments);
    }

    /** The arguments of a function that an operation has made, in a list. */
    @SafeVarargs
    public static <T> List<T> inputs(String operation, @Nullable T... inputs) {
        for (int i = 0; i < inputs.length; i++) {
            argument(operation, NAMES_OF_INPUTS[i], inputs[i]);
        }
        return List.of(inputs);
    }

    /** The inputs of a function of so many arrays that is called with a list. */
    public static <T> List<T> count(String operation, @Nullable List<T> inputs, int count) {
        int given = argument(operation, "inputs", inputs).size();
        if (given != count) {
            throw new ArgumentException(operation, "takes %d inputs, not %d", count, given);
        }
        return argument(operation, "inputs", inputs);
    }

    /** What a user's function has returned to an operation. */
    public static <T> List<T> results(String operation, @Nullable List<T> results) {
        return arguments(operation, "the function's result", results);
    }

    /** A count that must not be negative. */
    public static int notNegative(String operation, String name, int count) {
        if (count < 0) {
            throw new ArgumentException(operation, "%s must not be negative: %d", name, count);
        }
        return count;
    }

    /** A number of bytes that must not be negative. */
    public static long notNegative(String operation, String name, long bytes) {
        if (bytes < 0) {
            throw new ArgumentException(operation, "%s must not be negative: %d", name, bytes);
        }
        return bytes;
    }

    /** A count that must be positive. */
    public static int positive(String operation, String name, int count) {
        if (count <= 0) {
            throw new ArgumentException(operation, "%s must be positive: %d", name, count);
        }
        return count;
    }

    /** A number that must not be negative; nor NaN. */
    public static double notNegative(String operation, String name, double number) {
        if (!(number >= 0)) {
            throw new ArgumentException(operation, "%s must not be negative: %s", name, number);
        }
        return number;
    }

    /** A number of {@code [0, 1)}. */
    public static double fraction(String operation, String name, double number) {
        if (!(number >= 0 && number < 1)) {
            throw new ArgumentException(operation, "%s must be in [0, 1): %s", name, number);
        }
        return number;
    }

    /** A number that must be positive; nor NaN. */
    public static double positive(String operation, String name, double number) {
        if (!(number > 0)) {
            throw new ArgumentException(operation, "%s must be positive: %s", name, number);
        }
        return number;
    }

    /** A number from {@code low} to {@code high}, both included. */
    public static double within(String operation, String name, double number, double low, double high) {
        if (!(number >= low && number <= high)) {
            throw new ArgumentException(operation, "%s must be in [%s, %s]: %s", name, low, high, number);
        }
        return number;
    }
}
