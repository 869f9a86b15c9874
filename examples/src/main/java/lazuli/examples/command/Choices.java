package lazuli.examples.command;

import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;

/** Values on the command line of which there are only a few; their names are what {@link Object#toString} says. */
public final class Choices {
    private Choices() {}

    /** Accepts one of these, in capitals or not. */
    public static <T extends Enum<T>> ITypeConverter<T> of(T[] choices) {
        return given -> Arrays.stream(choices)
                .filter(choice -> choice.toString().equalsIgnoreCase(given))
                .findFirst()
                .orElseThrow(() -> Numbers.refuse(
                        Arrays.stream(choices).map(Object::toString).collect(Collectors.joining(" or ")), given));
    }
}
