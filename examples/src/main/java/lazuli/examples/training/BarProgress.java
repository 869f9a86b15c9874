package lazuli.examples.training;

import java.io.PrintStream;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressState;

/**
 * Progress as a bar that moves in place, laid out so that everything fits a terminal of 80 columns:
 * {@code Epoch 3/30  37% [===     ] loss 1.150, accuracy 58.1%, 2,515 images/s, 12 s left}.
 */
final class BarProgress implements Progress {
    private static final int REFRESH_MILLIS = 100;
    private static final int NARROWEST = 5;
    private static final int WIDEST = 30;

    private final long total;
    private final ProgressUnit unit;
    private final ProgressBar bar;
    private final long started = System.nanoTime();

    BarProgress(String task, long total, ProgressUnit unit, PrintStream out) {
        this.total = total;
        this.unit = unit;
        this.bar = new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(total)
                .setUpdateIntervalMillis(REFRESH_MILLIS)
                .setRenderer(BarProgress::render)
                .setConsumer(new ConsoleProgressBarConsumer(out))
                .build();
    }

    @Override
    public void at(long done, String figures) {
        double seconds = (System.nanoTime() - started) / 1e9;
        double left = done == 0 ? 0 : seconds * (total - done) / done;
        bar.setExtraMessage(String.format(
                        Locale.ROOT,
                        "%s%s%s, %.0f s left",
                        figures,
                        figures.isEmpty() ? "" : ", ",
                        unit.speed(done, seconds),
                        left))
                .stepTo(done);
    }

    @Override
    public void close() {
        bar.close();
    }

    private static String render(ProgressState state, int columns) {
        return line(state.getTaskName(), state.getNormalizedProgress(), state.getExtraMessage(), columns);
    }

    /** What the display shows for a share of the way between 0 and 1, in no more than {@code columns}. */
    static String line(String task, double share, String message, int columns) {
        String before = String.format(Locale.ROOT, "%s %3.0f%% [", task, Math.floor(100 * share));
        int width = Math.clamp(columns - before.length() - "] ".length() - message.length(), NARROWEST, WIDEST);
        int filled = (int) (share * width);
        String line = before + "=".repeat(filled) + " ".repeat(width - filled) + "] " + message;
        return line.substring(0, Math.min(columns, line.length()));
    }
}
