package lazuli.examples.cifar;

import java.util.Arrays;
import java.util.stream.Collectors;
import lazuli.examples.command.Numbers;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;

/** What the values on the command line may be, by their Java type. */
final class Accepted {
    private Accepted() {}

    static void registerAll(CommandLine commandLine) {
        Numbers.acceptedBy(commandLine)
                .registerConverter(CifarRelease.class, oneOf(CifarRelease.values()))
                .registerConverter(CifarModel.class, oneOf(CifarModel.values()))
                .registerConverter(CifarScheduler.class, oneOf(CifarScheduler.values()));
    }

    private static <T extends Enum<T>> ITypeConverter<T> oneOf(T[] choices) {
        return given -> Arrays.stream(choices)
                .filter(choice -> choice.toString().equalsIgnoreCase(given))
                .findFirst()
                .orElseThrow(() -> Numbers.refuse(
                        Arrays.stream(choices).map(Object::toString).collect(Collectors.joining(" or ")), given));
    }
}
