package lazuli.core.graph;

import java.util.Arrays;
import java.util.List;
import lazuli.core.ArgumentException;
import org.jspecify.annotations.Nullable;

/** Refuses null where it is given, with the names of operation and argument, and not where it is missed. */
public final class Required {
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
}
