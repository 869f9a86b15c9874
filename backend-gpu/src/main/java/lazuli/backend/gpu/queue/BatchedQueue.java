package lazuli.backend.gpu.queue;

import java.util.concurrent.Semaphore;
import lazuli.backend.gpu.device.CommandBuffer;
import lazuli.backend.gpu.device.CommandQueue;
import lazuli.backend.gpu.device.Launch;
import lazuli.core.backend.GpuQueue;
import lazuli.core.backend.Ticket;
import lazuli.core.memory.MemorySource;
import org.jspecify.annotations.Nullable;

/**
 * A stream's queue: launches go to the device in command buffers of so many, so that it begins before all is encoded, and not more than a few are in
 * flight. The numbers are MLX's.
 */
public final class BatchedQueue implements GpuQueue {
    private static final int MOST_LAUNCHES = 40;
    private static final long MOST_BYTES = 40L << 20;
    private static final int MOST_IN_FLIGHT = 10;

    private final CommandQueue queue;
    private final Completion completion;
    private final Faults faults;
    private final Semaphore room = new Semaphore(MOST_IN_FLIGHT);
    private @Nullable CommandBuffer open;

    /** Where the kernels of the open command buffer tell of faults. */
    private int faultSlot;

    private int launches;
    private long bytes;

    /** What the next {@link #commit} hands out. */
    private BatchTicket next;

    /**
     * A queue without work.
     *
     * @param shared memory that the processor and the device read and write
     */
    public BatchedQueue(CommandQueue queue, MemorySource shared, String label) {
        this.queue = queue;
        try {
            this.faults = new Faults(shared);
        } catch (RuntimeException | Error failure) {
            queue.close();
            throw failure;
        }
        this.completion = new Completion(label);
        this.next = new BatchTicket(completion);
    }

    /** Encodes a launch. */
    public void dispatch(Launch launch) {
        CommandBuffer commands = open();
        if (launch.tellsFaults()) {
            launch.tellFaultsTo(faults.handle(), faults.offset(faultSlot));
        }
        commands.dispatch(launch);
        launches++;
        bytes += launch.touched();
        if (launches >= MOST_LAUNCHES || bytes >= MOST_BYTES) {
            flush();
        }
    }

    private CommandBuffer open() {
        CommandBuffer known = open;
        if (known == null) {
            room.acquireUninterruptibly();
            try {
                known = queue.begin();
            } catch (RuntimeException | Error failure) {
                room.release();
                throw failure;
            }
            open = known;
            faultSlot = faults.take();
        }
        return known;
    }

    private void flush() {
        CommandBuffer closing = open;
        if (closing != null) {
            open = null;
            launches = 0;
            bytes = 0;
            closing.commit();
            int slot = faultSlot;
            next.add(closing, () -> faults.check(slot), room::release);
        }
    }

    @Override
    public Ticket commit() {
        flush();
        BatchTicket ticket = next;
        next = new BatchTicket(completion);
        ticket.close();
        return ticket;
    }

    @Override
    public void awaitOnDevice(Ticket other) {
        if (!(other instanceof BatchTicket ticket)) {
            throw new IllegalArgumentException("[gpu] a ticket of another device");
        }
        CommandBuffer last = ticket.last();
        if (last != null) {
            open().await(last);
        }
    }

    @Override
    public void close() {
        // What a failure left behind is done too: its memory is in use until then.
        commit();
        completion.close();
        queue.close();
        faults.close();
    }
}
