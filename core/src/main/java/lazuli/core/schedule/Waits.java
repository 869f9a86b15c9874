package lazuli.core.schedule;

import java.util.concurrent.CountDownLatch;

/** Waits that interrupts do not end: the thread's flag is set again afterwards. */
public final class Waits {
    private Waits() {}

    /** Until a latch is open. */
    public static void forLatch(CountDownLatch latch) {
        boolean interrupted = false;
        while (true) {
            try {
                latch.await();
                break;
            } catch (InterruptedException interrupt) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
