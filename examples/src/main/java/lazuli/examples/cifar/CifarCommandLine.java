package lazuli.examples.cifar;

import java.io.PrintWriter;
import java.util.function.Consumer;
import lazuli.examples.command.Failures;
import picocli.CommandLine;

/** Reads the trainer's command line, runs it, and turns what goes wrong into one line and an exit code. */
public final class CifarCommandLine {
    /** The training went to its end, or only help was asked for. */
    public static final int DONE = Failures.DONE;

    /** Data or weights could not be read or written. */
    public static final int FAILED = Failures.FAILED;

    /** The command line was wrong; nothing was done. */
    public static final int MISUSED = Failures.MISUSED;

    private CifarCommandLine() {}

    /**
     * Runs the trainer as a command line asks.
     *
     * @param arguments the command line
     * @param out gets the help, if that is asked for
     * @param err gets the one line that says what went wrong; also the stack trace of what nobody foresaw
     * @param trainer does the work; a {@link lazuli.examples.data.DataException} of its becomes {@link #FAILED}
     * @return {@link #DONE}, {@link #FAILED} or {@link #MISUSED}, for {@link System#exit}
     */
    public static int run(String[] arguments, PrintWriter out, PrintWriter err, Consumer<CifarOptions> trainer) {
        return Failures.reportedBy(of(trainer), err).setOut(out).execute(arguments);
    }

    /** The command, alone or to be one of several. */
    public static CommandLine of(Consumer<CifarOptions> trainer) {
        CommandLine commandLine = new CommandLine(new CifarArguments(trainer));
        Accepted.registerAll(commandLine);
        return commandLine;
    }
}
