package lazuli.examples.command;

import java.io.PrintStream;
import java.util.concurrent.Callable;
import lazuli.core.Random;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * A program that is run by its name. Its fields are its options; what it returns is what it found out, which its tests look at.
 *
 * @param <R> what it finds out
 */
@Command(
        sortOptions = false,
        usageHelpAutoWidth = true,
        synopsisHeading = "Usage: ",
        optionListHeading = "%n",
        footerHeading = "%n")
public abstract class Example<R> implements Callable<R> {
    /** Where options about data stand in the help: behind the example's own. */
    public static final int DATA = 500;

    private static final int LAST = 1_000;

    /** Where the program tells how it goes. */
    protected final PrintStream out = System.out;

    @Option(
            names = "--seed",
            order = LAST,
            paramLabel = "N",
            description = "where all chance comes from (default ${DEFAULT-VALUE})")
    private long seed = 1111;

    @SuppressWarnings("UnusedVariable") // picocli itself acts on it
    @Option(
            names = {"-h", "--help"},
            order = LAST,
            usageHelp = true,
            description = "this text")
    private boolean help;

    @Override
    public final R call() {
        out.println(DeviceLine.text());
        Random.seed(seed);
        return run();
    }

    /** What all chance comes from that is not Lazuli's own. */
    protected final long seed() {
        return seed;
    }

    /** The program. */
    protected abstract R run();
}
