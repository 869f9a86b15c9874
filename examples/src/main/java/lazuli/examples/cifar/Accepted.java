package lazuli.examples.cifar;

import lazuli.examples.command.Choices;
import lazuli.examples.command.Numbers;
import picocli.CommandLine;

/** What the values on the command line may be, by their Java type. */
final class Accepted {
    private Accepted() {}

    static void registerAll(CommandLine commandLine) {
        Numbers.acceptedBy(commandLine)
                .registerConverter(CifarRelease.class, Choices.of(CifarRelease.values()))
                .registerConverter(CifarModel.class, Choices.of(CifarModel.values()))
                .registerConverter(CifarPrecision.class, Choices.of(CifarPrecision.values()))
                .registerConverter(CifarScheduler.class, Choices.of(CifarScheduler.values()));
    }
}
