package lazuli.conformance.late;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The thread that tells of one queue's tickets. */
final class LateListeners {
    private final ExecutorService thread;

    LateListeners(String label) {
        thread = Executors.newSingleThreadExecutor(work -> {
            Thread made = new Thread(work, label + "-completion");
            made.setDaemon(true);
            return made;
        });
    }

    void tell(Runnable work) {
        thread.execute(work);
    }

    void close() {
        thread.shutdown();
    }
}
