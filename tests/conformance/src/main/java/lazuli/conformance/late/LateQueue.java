package lazuli.conformance.late;

import java.util.ArrayList;
import java.util.List;
import lazuli.core.backend.GpuQueue;
import lazuli.core.backend.Ticket;

/** Collects calls of kernels between two commits. */
final class LateQueue implements GpuQueue {
    private final LateEngine engine;
    private final LateListeners listeners;
    private List<Runnable> commands = new ArrayList<>();
    private List<LateTicket> awaited = new ArrayList<>();

    LateQueue(String label, LateEngine engine) {
        this.engine = engine;
        this.listeners = new LateListeners(label);
    }

    void encode(Runnable command) {
        commands.add(command);
    }

    @Override
    public Ticket commit() {
        LateTicket ticket = new LateTicket(commands, awaited, listeners, LateDevice.failsNow());
        commands = new ArrayList<>();
        awaited = new ArrayList<>();
        engine.add(this, ticket);
        return ticket;
    }

    @Override
    public void awaitOnDevice(Ticket other) {
        if (!(other instanceof LateTicket ticket)) {
            throw new IllegalArgumentException("a ticket of another device");
        }
        // What was encoded before may run, and what comes now must wait: a commit of its own would say so; to wait with
        // all of it is right, too.
        awaited.add(ticket);
    }

    @Override
    public void close() {
        listeners.close();
    }
}
