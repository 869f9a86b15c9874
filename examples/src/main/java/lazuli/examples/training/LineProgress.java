package lazuli.examples.training;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Progress as a line for every tenth of the way, for logs. */
final class LineProgress implements Progress {
    private static final int LINES = 10;

    private final String task;
    private final long total;
    private final ProgressUnit unit;
    private final PrintStream out;
    private final LongSupplier nanoseconds;
    private final long started;
    private long shown;

    LineProgress(String task, long total, ProgressUnit unit, PrintStream out, LongSupplier nanoseconds) {
        this.task = task;
        this.total = total;
        this.unit = unit;
        this.out = out;
        this.nanoseconds = nanoseconds;
        this.started = nanoseconds.getAsLong();
    }

    @Override
    public void at(long done, String figures) {
        long tenths = LINES * done / total;
        if (tenths > shown) {
            shown = tenths;
            out.printf(
                    Locale.ROOT,
                    "%s %3d%%  %,d of %,d %s, %s%s%n",
                    task,
                    100 * done / total,
                    done / unit.size(),
                    total / unit.size(),
                    unit.name(),
                    unit.speed(done, (nanoseconds.getAsLong() - started) / 1e9),
                    figures.isEmpty() ? "" : ", " + figures);
        }
    }

    @Override
    public void close() {
        out.flush();
    }
}
