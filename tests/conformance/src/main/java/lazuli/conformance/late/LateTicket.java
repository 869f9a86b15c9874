package lazuli.conformance.late;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import lazuli.core.backend.DeviceException;
import lazuli.core.backend.Ticket;
import lazuli.core.schedule.Waits;
import org.jspecify.annotations.Nullable;

/** Work between two commits. */
final class LateTicket implements Ticket {
    private final List<Runnable> commands;
    private final List<LateTicket> awaited;
    private final LateListeners thread;
    private final boolean fails;
    private final CountDownLatch done = new CountDownLatch(1);
    private final List<Consumer<@Nullable RuntimeException>> waiting = new ArrayList<>();
    private @Nullable RuntimeException failure;

    LateTicket(List<Runnable> commands, List<LateTicket> awaited, LateListeners thread, boolean fails) {
        this.commands = commands;
        this.awaited = awaited;
        this.thread = thread;
        this.fails = fails;
    }

    /** Whether all that it waits for is done. */
    boolean isReady() {
        return awaited.stream().allMatch(LateTicket::isDone);
    }

    /** Does the work; on the engine's thread. */
    void run() {
        RuntimeException thrown = null;
        for (Runnable command : commands) {
            try {
                command.run();
            } catch (RuntimeException first) {
                thrown = thrown == null ? first : thrown;
            } catch (Error first) {
                thrown = thrown == null ? new DeviceException("[late] " + first, first) : thrown;
            }
        }
        if (fails) {
            thrown = new DeviceException("[late] the device has failed as it was told to");
        }
        complete(thrown);
    }

    private void complete(@Nullable RuntimeException outcome) {
        List<Consumer<@Nullable RuntimeException>> listeners;
        synchronized (this) {
            failure = outcome;
            listeners = List.copyOf(waiting);
            done.countDown();
            listeners.forEach(listener -> thread.tell(() -> listener.accept(outcome)));
            // Whoever keeps the ticket must not keep what was computed.
            waiting.clear();
            commands.clear();
            awaited.clear();
        }
    }

    @Override
    public boolean isDone() {
        return done.getCount() == 0;
    }

    @Override
    public void await() {
        Waits.forLatch(done);
    }

    @Override
    public synchronized void onDone(Consumer<@Nullable RuntimeException> listener) {
        if (isDone()) {
            RuntimeException outcome = failure;
            thread.tell(() -> listener.accept(outcome));
        } else {
            waiting.add(listener);
        }
    }
}
