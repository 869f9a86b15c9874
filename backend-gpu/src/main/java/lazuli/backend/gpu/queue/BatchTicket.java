package lazuli.backend.gpu.queue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import lazuli.backend.gpu.device.CommandBuffer;
import lazuli.core.backend.DeviceException;
import lazuli.core.backend.Ticket;
import org.jspecify.annotations.Nullable;

/** The command buffers between two commits of a queue. */
final class BatchTicket implements Ticket {
    private final Completion completion;
    private final CountDownLatch done = new CountDownLatch(1);
    private final List<Consumer<@Nullable RuntimeException>> waiting = new ArrayList<>();
    private @Nullable RuntimeException failure;

    /** Null if there is none, or all is done. */
    private volatile @Nullable CommandBuffer last;

    BatchTicket(Completion completion) {
        this.completion = completion;
    }

    /**
     * Takes in a command buffer that has been committed.
     *
     * @param check throws what its kernels found wrong
     */
    void add(CommandBuffer commands, Runnable check, Runnable whenDone) {
        last = commands;
        completion.add(() -> {
            try {
                commands.awaitCompletion();
                CommandsEvent.tell(commands);
                check.run();
            } catch (RuntimeException thrown) {
                fail(thrown);
            } catch (Error thrown) {
                fail(new DeviceException("[gpu] " + thrown, thrown));
            } finally {
                whenDone.run();
            }
        });
    }

    private synchronized void fail(RuntimeException thrown) {
        failure = failure == null ? thrown : failure;
    }

    /** No more command buffers come. */
    void close() {
        completion.add(this::complete);
    }

    private synchronized void complete() {
        last = null;
        done.countDown();
        RuntimeException outcome = failure;
        waiting.forEach(listener -> completion.add(() -> listener.accept(outcome)));
        // Whoever keeps the ticket must not keep what was computed.
        waiting.clear();
    }

    /** What others may wait for on the device; null if all is done. */
    @Nullable
    CommandBuffer last() {
        return last;
    }

    @Override
    public boolean isDone() {
        return done.getCount() == 0;
    }

    @Override
    public void await() {
        boolean interrupted = false;
        while (true) {
            try {
                done.await();
                break;
            } catch (InterruptedException interrupt) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void onDone(Consumer<@Nullable RuntimeException> listener) {
        if (!isNoted(listener)) {
            completion.add(() -> listener.accept(outcome()));
        }
    }

    private synchronized boolean isNoted(Consumer<@Nullable RuntimeException> listener) {
        if (isDone()) {
            return false;
        }
        waiting.add(listener);
        return true;
    }

    private synchronized @Nullable RuntimeException outcome() {
        return failure;
    }
}
