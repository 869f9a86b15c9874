package lazuli.examples;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import lazuli.examples.bench.BenchExample;
import lazuli.examples.cifar.CifarCommandLine;
import lazuli.examples.cifar.CifarTrainer;
import lazuli.examples.command.Example;
import lazuli.examples.command.Failures;
import lazuli.examples.command.Numbers;
import lazuli.examples.doctor.DoctorExample;
import lazuli.examples.linearregression.LinearRegression;
import lazuli.examples.lora.LoraExample;
import lazuli.examples.lstm.LstmExample;
import lazuli.examples.microgpt.MicroGptExample;
import lazuli.examples.mnist.MnistExample;
import lazuli.examples.quantize.QuantizeExample;
import lazuli.examples.serve.ServeExample;
import lazuli.examples.transformerlm.TransformerLmExample;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Runs the example whose name comes first on the command line; without a name, the CIFAR trainer. */
@Command(name = "examples")
public final class Examples {
    private static final String DEFAULT = "cifar";

    private Examples() {}

    /** Runs an example; see {@code --help}. */
    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, true, System.out.charset());
        PrintWriter err = new PrintWriter(System.err, true, System.err.charset());
        boolean isNamed = arguments.length > 0 && !arguments[0].startsWith("-");
        Stream<String> name = isNamed ? Stream.of() : Stream.of(DEFAULT);
        String[] all = Stream.concat(name, Stream.of(arguments)).toArray(String[]::new);
        int exitCode = commandLine(out, err).execute(all);
        if (!isNamed && asksForHelp(arguments)) {
            out.print(list());
            out.flush();
        }
        if (exitCode != Failures.DONE) {
            System.exit(exitCode);
        }
    }

    private static boolean asksForHelp(String[] arguments) {
        return Stream.of(arguments).anyMatch(List.of("-h", "--help")::contains);
    }

    /** The command line of all examples. */
    static CommandLine commandLine(PrintWriter out, PrintWriter err) {
        CommandLine commandLine = new CommandLine(new Examples());
        commandLine.addSubcommand(CifarCommandLine.of(CifarTrainer::run));
        all().forEach(commandLine::addSubcommand);
        return Numbers.acceptedBy(Failures.reportedBy(commandLine, err)).setOut(out);
    }

    /** A new one of each but the default one, in the order in which to read them. */
    private static List<Example<?>> all() {
        return List.of(
                new LinearRegression(),
                new MicroGptExample(),
                new MnistExample(),
                new LoraExample(),
                new QuantizeExample(),
                new LstmExample(),
                new ServeExample(),
                new TransformerLmExample(),
                new BenchExample(),
                new DoctorExample());
    }

    /** A line for each example. */
    private static String list() {
        StringBuilder text = new StringBuilder("\nOther examples, each with a --help of its own\n");
        for (Example<?> example : all()) {
            Command command = example.getClass().getAnnotation(Command.class);
            text.append(String.format(Locale.ROOT, "  %-19s %s%n", command.name(), command.description()[0]));
        }
        return text.toString();
    }
}
