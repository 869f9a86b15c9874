package lazuli.examples.training;

import java.io.PrintStream;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Progress as a bar that moves in place. */
final class BarProgress implements Progress {
    private static final int REFRESH_MILLIS = 100;

    private final ProgressBar bar;

    BarProgress(String task, long total, ProgressUnit unit, PrintStream out) {
        bar = new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(total)
                .setUnit(" " + unit.name(), unit.size())
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(REFRESH_MILLIS)
                .showSpeed(new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT)))
                .setConsumer(new ConsoleProgressBarConsumer(out))
                .build();
    }

    @Override
    public void at(long done, String figures) {
        bar.setExtraMessage(figures.isEmpty() ? "" : " " + figures).stepTo(done);
    }

    @Override
    public void close() {
        bar.close();
    }
}
