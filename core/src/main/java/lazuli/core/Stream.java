package lazuli.core;

import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import lazuli.core.backend.Backends;
import lazuli.core.backend.DeviceException;
import lazuli.core.device.DeviceQueue;
import lazuli.core.device.Gpus;
import lazuli.core.device.Target;
import lazuli.core.graph.Required;
import lazuli.core.schedule.Task;
import lazuli.core.schedule.Worker;
import org.jspecify.annotations.Nullable;

/**
 * A sequence of work on one device: what is submitted to a stream runs in order, different streams run side by side. No operation takes a
 * stream as an argument, as MLX's do. An operation goes to the stream that is the thread's current one when it is called: that of the
 * innermost open {@link #on} block, else that of {@link #setDefault}, else the default device's first. Where the array is evaluated does not
 * matter.
 *
 * {@snippet :
 * Stream side = Stream.create(Device.CPU);
 * Array x = ones(2, 2);
 * Array y;
 * try (var scope = Stream.on(side)) { y = matmul(x, x); }       // on side, whoever evaluates it
 * Array z = y.add(1);                                           // on the default stream, once y is there
 * IO.println(z.sum());                                          // prints: array(12, dtype=float32)
 * }
 *
 * <p>Each has a daemon thread of its own while it has work and for a moment afterwards; a stream that nobody refers to any more is gone with
 * its last piece of work. That thread may evaluate, read and synchronize too, in {@link #submit} and in custom primitives; where streams
 * would wait for each other for ever, one of them throws an {@link IllegalStateException}.
 */
public final class Stream {
    private static final AtomicInteger COUNT = new AtomicInteger();

    /** How long a thread waits for work. To start one takes a tenth of a millisecond. */
    private static final Duration PATIENCE = Duration.ofMillis(250);

    /** Native libraries keep threads of their own for each that calls them, and take longer to start. */
    private static final Duration PATIENCE_OF_FIRST = Duration.ofSeconds(5);

    private static final Stream CPU = new Stream(Device.CPU, PATIENCE_OF_FIRST);

    /** The first ones of GPUs, made when they are first asked for. */
    private static final ConcurrentHashMap<Device, Stream> GPUS = new ConcurrentHashMap<>();

    private static final ThreadLocal<Stream> CURRENT = new ThreadLocal<>();
    private static final ThreadLocal<Set<Stream>> CREATED =
            ThreadLocal.withInitial(() -> Collections.newSetFromMap(new WeakHashMap<>()));

    private final Device device;
    private final int index;
    private final Worker worker;

    /** Null on the CPU, where work is done once it has run. */
    private final @Nullable DeviceQueue queue;

    private Stream(Device device, Duration patience) {
        this.device = device;
        this.index = COUNT.getAndIncrement();
        String name = "lazuli-" + device.text() + "-" + index;
        this.queue = queue(device, name);
        this.worker = queue == null ? new Worker(name, patience) : new Worker(name, patience, queue::close);
    }

    private static @Nullable DeviceQueue queue(Device device, String name) {
        return switch (device.kind()) {
            case CPU -> null;
            case GPU -> new DeviceQueue(Gpus.get("new_stream", device.index()), name);
        };
    }

    /**
     * A new stream on a device, for any thread.
     *
     * @throws DeviceException if there is no such device
     */
    public static Stream create(Device device) {
        Required.argument("new_stream", "device", device).requirePresent("new_stream");
        Stream stream = new Stream(device, PATIENCE);
        CREATED.get().add(stream);
        return stream;
    }

    /**
     * A stream of its own for each thread that asks, made when it first does.
     *
     * @throws DeviceException if there is no such device
     */
    public static Supplier<Stream> createThreadLocal(Device device) {
        Required.argument("new_thread_local_stream", "device", device).requirePresent("new_thread_local_stream");
        return ThreadLocal.withInitial(() -> create(device))::get;
    }

    /** Ends the streams that this thread has created, once they have done what was submitted to them. Later work for them is refused. */
    public static void clear() {
        Set<Stream> created = CREATED.get();
        if (created.contains(CURRENT.get())) {
            CURRENT.remove();
        }
        for (Stream stream : created) {
            stream.worker.close();
        }
        created.clear();
    }

    /**
     * A device's first stream.
     *
     * @throws DeviceException if there is no such device
     */
    public static Stream of(Device device) {
        Required.argument("default_stream", "device", device).requirePresent("default_stream");
        return switch (device.kind()) {
            case CPU -> CPU;
            case GPU -> GPUS.computeIfAbsent(device, gpu -> new Stream(gpu, PATIENCE_OF_FIRST));
        };
    }

    /** The stream that operations on this thread go to now. */
    public static Stream current() {
        Stream current = CURRENT.get();
        if (current != null) {
            return current;
        }
        Device device = Device.defaultDevice();
        return device == Device.CPU ? CPU : of(device);
    }

    /** Whether this thread has said which stream operations use. */
    public static boolean isNamed() {
        return CURRENT.get() != null;
    }

    /** Makes a stream the one that operations on this thread go to outside {@link #on} blocks; inside of one, until that is closed. */
    public static void setDefault(Stream stream) {
        CURRENT.set(Required.argument("set_default_stream", "stream", stream));
    }

    /**
     * Makes a device's first stream the thread's current one until the result is closed.
     *
     * @throws DeviceException if there is no such device
     */
    public static Scope on(Device device) {
        return on(of(device));
    }

    /** Makes a stream the thread's current one until the result is closed. */
    public static Scope on(Stream stream) {
        Required.argument("stream", "stream", stream);
        Scope scope = new Scope(CURRENT.get());
        CURRENT.set(stream);
        return scope;
    }

    /** Where its work runs. */
    public Device device() {
        return device;
    }

    /**
     * Waits until everything submitted so far has run.
     *
     * @throws IllegalStateException in work of this stream, or in work that this stream waits for
     */
    public void synchronize() {
        worker.synchronize();
        if (queue != null) {
            queue.synchronize();
        }
    }

    /** Whether work is encoded here and done later by a device. */
    public boolean isEncoded() {
        return queue != null;
    }

    /**
     * Where kernels of its work run.
     *
     * @throws IllegalStateException for a GPU on a thread that is no stream's
     */
    public Target target() {
        if (queue != null && !Worker.calls()) {
            throw new IllegalStateException("[target] only a stream's thread encodes");
        }
        return queue == null ? Target.cpu(Backends.cpu()) : queue.target();
    }

    /**
     * Hands what has been encoded to the device.
     *
     * @param whenDone told why the work failed, or null once it is done
     * @throws IllegalStateException on a thread that is no stream's, and where nothing is encoded
     */
    public void commit(Consumer<@Nullable RuntimeException> whenDone) {
        Required.argument("commit", "whenDone", whenDone);
        if (queue == null || !Worker.calls()) {
            throw new IllegalStateException("[commit] only a stream's thread commits, and for a GPU");
        }
        queue.commit(whenDone);
    }

    /** Ends every stream's thread, and forgets which stream this thread uses. */
    static void endAll() {
        Worker.endAll();
        GPUS.clear();
        CURRENT.remove();
        CREATED.remove();
    }

    /** Waits for every stream. */
    static void synchronizeAll() {
        Worker.synchronizeAll();
        DeviceQueue.synchronizeAll();
    }

    /**
     * Runs work after all that was submitted before; it must not throw. It may evaluate and read arrays, on this stream too.
     *
     * @throws IllegalStateException after {@link #clear}
     */
    public void submit(Runnable work) {
        Required.argument("submit", "work", work);
        worker.submit(work);
    }

    /** The same for a part of an evaluation. */
    public void submit(Task work) {
        Required.argument("submit", "work", work);
        worker.submit(work);
    }

    /**
     * Lets the caller run a short piece of an evaluation at once, by {@link #runAsGuest}, if nothing is being done or waits here; else false. Not on
     * streams of GPUs: only their threads encode.
     */
    public boolean invite(Task work) {
        return queue == null && worker.invite(Required.argument("invite", "work", work));
    }

    /** Runs a piece that the caller was invited for. */
    public void runAsGuest(Task work) {
        worker.runAsGuest(Required.argument("run_as_guest", "work", work));
    }

    /** Returns once so little work waits that more may be submitted. */
    public void awaitRoom() {
        worker.awaitRoom();
    }

    @Override
    public String toString() {
        return "Stream(" + device + ", " + index + ")";
    }

    /** Restores the thread's former stream when closed. */
    public static final class Scope implements AutoCloseable {
        private final @Nullable Stream former;

        private Scope(@Nullable Stream former) {
            this.former = former;
        }

        @Override
        public void close() {
            if (former == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(former);
            }
        }
    }
}
