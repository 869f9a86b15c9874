package lazuli.core.device;

import java.util.ArrayDeque;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import lazuli.core.backend.GpuKernels;
import lazuli.core.backend.GpuQueue;
import lazuli.core.backend.Tensor;
import lazuli.core.backend.Ticket;
import lazuli.core.memory.Buffer;
import lazuli.core.memory.Use;
import lazuli.core.schedule.Waits;
import org.jspecify.annotations.Nullable;

/**
 * One stream's queue on a GPU. The stream's thread encodes and commits; the device works on what was committed meanwhile. Memory that it
 * reads and writes is marked with the encoding that is open, for those who must wait for it.
 */
public final class DeviceQueue {
    /** So many commits may be at work: enough that the device need not wait, and little to keep memory for. */
    private static final int MOST_IN_FLIGHT = 10;

    /** Those that work was committed to since they were made. */
    private static final Set<DeviceQueue> AT_WORK = ConcurrentHashMap.newKeySet();

    private final Gpu gpu;
    private final String label;
    private final ArrayDeque<Encoding> inFlight = new ArrayDeque<>();
    private final Scratch scratch = new Scratch(this);

    /** Null before the first work and after {@link #close}. */
    private @Nullable GpuQueue queue;

    private @Nullable Target target;
    private Encoding open = new Encoding(this);
    private volatile @Nullable Encoding last;

    /** A queue that is made when it is first used. */
    public DeviceQueue(Gpu gpu, String label) {
        this.gpu = gpu;
        this.label = label;
    }

    /** What lies between two commits. */
    private static final class Encoding implements Use {
        private final DeviceQueue queue;
        private final CountDownLatch committed = new CountDownLatch(1);

        /** Null before the commit, and once it is done: a ticket knows who was told, and they know what was computed. */
        private volatile @Nullable Ticket ticket;

        private volatile boolean isDone;

        Encoding(DeviceQueue queue) {
            this.queue = queue;
        }

        void commit(Ticket given) {
            ticket = given;
            committed.countDown();
        }

        void done() {
            isDone = true;
            ticket = null;
        }

        @Override
        public Object queue() {
            return queue;
        }

        @Override
        public boolean isDone() {
            Ticket given = ticket;
            return isDone || (given != null && given.isDone());
        }

        @Override
        public void await() {
            Ticket given = ticket();
            if (given != null) {
                given.await();
            }
        }

        /** Null if it is done. */
        @Nullable
        Ticket ticket() {
            Waits.forLatch(committed);
            return ticket;
        }
    }

    Gpu gpu() {
        return gpu;
    }

    /** What is encoded now. */
    Use open() {
        return open;
    }

    /** Where its kernels run. */
    public Target target() {
        Target known = target;
        if (known == null) {
            GpuQueue made = gpu.runtime().newQueue(label);
            GpuKernels kernels = gpu.runtime().kernels(made, scratch);
            known = new Target(kernels, gpu.memory(), this);
            queue = made;
            target = known;
            AT_WORK.add(this);
        }
        return known;
    }

    /** Uninitialized memory with one owner, for what is encoded next to write to. */
    Buffer allocate(long bytes) {
        Buffer buffer = gpu.memory().allocate(bytes, this);
        buffer.writtenBy(open);
        return buffer;
    }

    /** Takes back what kernels were lent: a step is encoded, or has failed. */
    void endStep() {
        scratch.releaseAll();
    }

    private GpuQueue queue() {
        target();
        GpuQueue known = queue;
        if (known == null) {
            throw new IllegalStateException("[stream] a queue without a device");
        }
        return known;
    }

    /** Whether memory is the device's. */
    boolean isReachable(Buffer buffer) {
        return buffer.isOf(gpu.runtime().memory());
    }

    /** Whether what is encoded next may read memory: it is the device's, and nobody else writes to it. Notes that it does. */
    boolean readsInPlace(Buffer buffer) {
        if (!isReachable(buffer)) {
            return false;
        }
        Use writing = buffer.written();
        if (writing != null && writing.queue() != this) {
            return false;
        }
        buffer.usedBy(open);
        return true;
    }

    /** The same elements in the device's memory, which what is encoded next may read, with a count. */
    Tensor read(Tensor tensor) {
        Buffer buffer = tensor.buffer();
        Use writing = buffer.written();
        if (isReachable(buffer)) {
            if (writing != null && writing.queue() != this) {
                order(writing);
            }
            buffer.usedBy(open);
            buffer.retain();
            return tensor;
        }
        if (writing != null) {
            writing.await();
        }
        Tensor copy = Residency.onGpu(tensor, gpu);
        copy.buffer().usedBy(open);
        return copy;
    }

    /** What is encoded from now on comes after another queue's work. */
    private void order(Use other) {
        if (other instanceof Encoding encoding && encoding.queue.gpu.equals(gpu)) {
            Ticket ticket = encoding.ticket();
            if (ticket != null) {
                queue().awaitOnDevice(ticket);
            }
        } else {
            other.await();
        }
    }

    /** Hands what has been encoded to the device, and tells why it failed, or null, when it is done. */
    public void commit(Consumer<@Nullable RuntimeException> whenDone) {
        Encoding closing = open;
        Ticket ticket = queue().commit();
        closing.commit(ticket);
        open = new Encoding(this);
        last = closing;
        ticket.onDone(failure -> {
            try {
                whenDone.accept(failure);
            } finally {
                closing.done();
            }
        });
        inFlight.add(closing);
        while (inFlight.size() > MOST_IN_FLIGHT) {
            inFlight.remove().await();
        }
    }

    /** Waits until all that was committed is done and has been told of. */
    public void synchronize() {
        Encoding encoding = last;
        Ticket ticket = encoding == null ? null : encoding.ticket();
        if (ticket != null) {
            CountDownLatch told = new CountDownLatch(1);
            ticket.onDone(_ -> told.countDown());
            Waits.forLatch(told);
        }
    }

    /** The same of all queues. */
    public static void synchronizeAll() {
        AT_WORK.forEach(DeviceQueue::synchronize);
    }

    /** Frees the device's queue when all is done; the next work gets another. To be called by the stream's thread. */
    public void close() {
        GpuQueue closing = queue;
        if (closing != null) {
            synchronize();
            inFlight.clear();
            queue = null;
            target = null;
            AT_WORK.remove(this);
            closing.close();
        }
    }
}
