package lazuli.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;

/** An example that is run as its users run it, in this JVM. */
public final class ExampleRun {
    private ExampleRun() {}

    /** What an example found out. */
    public static <R> R of(Class<R> result, String name, String... arguments) {
        StringWriter err = new StringWriter();
        CommandLine commandLine = Examples.commandLine(new PrintWriter(new StringWriter()), new PrintWriter(err));
        String[] all = Stream.concat(Stream.of(name), Stream.of(arguments)).toArray(String[]::new);
        assertEquals(0, commandLine.execute(all), () -> List.of(all) + ": " + err);
        return assertInstanceOf(
                result, commandLine.getSubcommands().get(name).<Object>getExecutionResult(), List.of(all)::toString);
    }
}
