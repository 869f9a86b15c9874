package lazuli.examples.cifar;

import java.io.PrintWriter;
import java.util.List;
import java.util.function.Consumer;
import lazuli.examples.data.DataException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Reads the trainer's command line, runs it, and turns what goes wrong into one line and an exit code. */
public final class CifarCommandLine {
    /** The training went to its end, or only help was asked for. */
    public static final int DONE = 0;

    /** Data or weights could not be read or written. */
    public static final int FAILED = 1;

    /** The command line was wrong; nothing was done. */
    public static final int MISUSED = 2;

    private static final String HELP = "help";

    private CifarCommandLine() {}

    /**
     * Runs the trainer as a command line asks.
     *
     * @param arguments the command line
     * @param out gets the help, if that is asked for
     * @param err gets the one line that says what went wrong; also the stack trace of what nobody foresaw
     * @param trainer does the work; a {@link DataException} of its becomes {@link #FAILED}
     * @return {@link #DONE}, {@link #FAILED} or {@link #MISUSED}, for {@link System#exit}
     */
    public static int run(String[] arguments, PrintWriter out, PrintWriter err, Consumer<CifarOptions> trainer) {
        var commandLine = new CommandLine(new CifarArguments(trainer))
                .setOut(out)
                .setErr(err)
                .setHelpSectionKeys(List.of(HELP))
                .setParameterExceptionHandler((misuse, _) -> say(err, explain(misuse), MISUSED))
                .setExecutionExceptionHandler((failure, _, _) -> {
                    if (failure instanceof DataException data) {
                        return say(err, data.getMessage(), FAILED);
                    }
                    throw failure;
                });
        commandLine.getHelpSectionMap().put(HELP, _ -> CifarHelp.TEXT);
        Accepted.registerAll(commandLine);
        return commandLine.execute(arguments);
    }

    private static String explain(ParameterException misuse) {
        String message = switch (misuse) {
            case UnmatchedArgumentException unmatched ->
                "expected "
                        + (unmatched.getSuggestions().isEmpty()
                                ? "an option"
                                : String.join(" or ", unmatched.getSuggestions()))
                        + ", not '" + unmatched.getUnmatched().getFirst() + "'";
            default -> misuse.getMessage();
        };
        return message + "; see --help";
    }

    private static int say(PrintWriter err, String line, int exitCode) {
        err.println("cifar: " + line.replaceAll("\\s*\\R\\s*", " "));
        err.flush();
        return exitCode;
    }
}
