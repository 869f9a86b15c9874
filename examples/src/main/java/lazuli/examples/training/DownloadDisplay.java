package lazuli.examples.training;

import java.io.PrintStream;
import lazuli.examples.data.DownloadListener;
import org.jspecify.annotations.Nullable;

/** Shows a download to a person. */
public final class DownloadDisplay implements DownloadListener, AutoCloseable {
    private final String title;
    private final PrintStream out;
    private @Nullable Progress progress;

    /**
     * @param title what is downloaded
     * @param out where to show it
     */
    public DownloadDisplay(String title, PrintStream out) {
        this.title = title;
        this.out = out;
    }

    @Override
    public synchronized void progress(long arrived, long total) {
        if (total == 0) {
            return;
        }
        if (progress == null) {
            progress = Progress.start("Downloading " + title, total, ProgressUnit.MEGABYTES, out);
        }
        progress.at(arrived, "");
    }

    @Override
    public synchronized void event(String line) {
        close();
        out.println(line);
    }

    @Override
    public synchronized void close() {
        if (progress != null) {
            progress.close();
            progress = null;
        }
    }
}
