package lazuli.examples.training;

import java.io.Console;
import java.io.PrintStream;
import java.util.Optional;

/** Shows on a terminal or in a log how far a task is; for one thread at a time. */
public sealed interface Progress extends AutoCloseable permits BarProgress, LineProgress {
    /**
     * Begins to show a task: as a moving bar if the program talks to a terminal, else as a line for every tenth.
     *
     * @param task what is being done
     * @param total how many steps it takes, at least one
     * @param unit what these steps are counted in
     * @param out where to write
     */
    static Progress start(String task, long total, ProgressUnit unit, PrintStream out) {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent()
                ? new BarProgress(task, total, unit, out)
                : new LineProgress(task, total, unit, out, System::nanoTime);
    }

    /**
     * Shows where the task is now.
     *
     * @param done steps that are done, never fewer than before
     * @param figures what else there is to say, in a few words, or nothing
     */
    void at(long done, String figures);

    /** Ends the display; what it shows stays. */
    @Override
    void close();
}
