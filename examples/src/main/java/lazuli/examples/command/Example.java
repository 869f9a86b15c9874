package lazuli.examples.command;

import java.io.PrintStream;
import java.util.concurrent.Callable;
import lazuli.core.Random;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/**
 * A program that is run by its name. Its fields are its options; what it returns is what it found out, which its tests look at.
 *
 * @param <R> what it finds out
 */
@Command(sortOptions = false)
public abstract class Example<R> implements Callable<R> {
    /** Where options about what is trained stand in the help: first. */
    public static final int WHAT = 0;

    /** Where all options stand that name no other order: behind those. */
    public static final int HOW = 100;

    /** Where options about files and folders stand: behind the example's own. */
    public static final int DATA = 500;

    private static final int LAST_OF_HOW = 400;

    /** Where the program tells how it goes. */
    protected final PrintStream out = System.out;

    @Option(
            names = "--seed",
            order = LAST_OF_HOW,
            paramLabel = "N",
            description = "where all chance comes from (default ${DEFAULT-VALUE})")
    private long seed = 1111;

    @SuppressWarnings("UnusedVariable") // picocli itself acts on it
    @Option(
            names = {"-h", "--help"},
            order = LAST_OF_HOW,
            usageHelp = true,
            description = "this text")
    private boolean help;

    /** Where an option stands in the help. */
    static int order(OptionSpec option) {
        return option.order() < 0 ? HOW : option.order();
    }

    @Override
    public final R call() {
        begin();
        Random.seed(seed);
        return run();
    }

    /** Tells what it runs on. */
    protected void begin() {
        out.println(DeviceLine.text());
    }

    /** What all chance comes from that is not Lazuli's own. */
    protected final long seed() {
        return seed;
    }

    /** The program. */
    protected abstract R run();
}
