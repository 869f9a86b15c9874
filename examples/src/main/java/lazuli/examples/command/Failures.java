package lazuli.examples.command;

import java.io.PrintWriter;
import lazuli.examples.data.DataException;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what goes wrong on a command line into one line and an exit code. */
public final class Failures {
    /** The program went to its end, or only help was asked for. */
    public static final int DONE = 0;

    /** Data or weights could not be read or written. */
    public static final int FAILED = 1;

    /** The command line was wrong; nothing was done. */
    public static final int MISUSED = 2;

    private Failures() {}

    /** Has a command line and its subcommands report misuse and {@link DataException} in one line; anything else is thrown on. */
    public static CommandLine reportedBy(CommandLine commandLine, PrintWriter err) {
        return HelpText.usedBy(commandLine)
                .setErr(err)
                .setParameterExceptionHandler((misuse, _) ->
                        say(err, misuse.getCommandLine().getCommandName(), explain(misuse) + "; see --help", MISUSED))
                .setExecutionExceptionHandler((failure, command, _) -> {
                    if (failure instanceof DataException data) {
                        return say(err, command.getCommandName(), data.getMessage(), FAILED);
                    }
                    throw failure;
                });
    }

    private static String explain(ParameterException misuse) {
        return switch (misuse) {
            case UnmatchedArgumentException unmatched
            when !unmatched.getCommandLine().getSubcommands().isEmpty() ->
                "there is no example '" + unmatched.getUnmatched().getFirst() + "', there are "
                        + String.join(
                                ", ",
                                unmatched.getCommandLine().getSubcommands().keySet());
            case MissingParameterException missing
            when missing.getMissing().size() == 1 && missing.getMissing().getFirst() instanceof OptionSpec option ->
                "expected %s behind %s: %s"
                        .formatted(option.paramLabel(), option.longestName(), String.join(" ", option.description()));
            case UnmatchedArgumentException unmatched ->
                "expected "
                        + (unmatched.getSuggestions().isEmpty()
                                ? "an option"
                                : String.join(" or ", unmatched.getSuggestions()))
                        + ", not '" + unmatched.getUnmatched().getFirst() + "'";
            default -> String.valueOf(misuse.getMessage());
        };
    }

    private static int say(PrintWriter err, String command, String line, int exitCode) {
        err.println(command + ": " + line.replaceAll("\\s*\\R\\s*", " "));
        err.flush();
        return exitCode;
    }
}
