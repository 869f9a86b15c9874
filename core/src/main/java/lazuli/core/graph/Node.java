package lazuli.core.graph;

import java.util.List;
import lazuli.core.Array;
import lazuli.core.Stream;
import lazuli.core.backend.Tensor;
import lazuli.core.memory.Buffer;
import lazuli.core.memory.DeadHandles;
import lazuli.core.memory.Holding;
import lazuli.core.primitive.Primitive;
import lazuli.core.schedule.Event;
import org.jspecify.annotations.Nullable;

/**
 * The application of a primitive to arrays, or data that was given. Its state goes from unscheduled to scheduled to available;
 * a temporary's goes back to unscheduled when its memory is recycled. All state is guarded by the node's monitor.
 */
public final class Node {
    private static final Array[] NONE = {};

    private final List<ArrayType> types;
    private final @Nullable Stream stream;
    private @Nullable Primitive primitive;
    private Array[] inputs;
    private Tensor @Nullable [] values;
    private @Nullable Holding holding;
    private @Nullable Event event;
    private int consumers;
    private boolean temporary;
    private boolean inputsCounted;

    /** Which walk over the graph last saw this node; owned by {@link Plan}. */
    int visit;

    /** The node's place in that walk's order; owned by {@link Plan}. */
    int position;

    /** A node to be computed. */
    public Node(Primitive primitive, Stream stream, List<ArrayType> types, Array[] inputs) {
        this.primitive = primitive;
        this.stream = stream;
        this.types = types;
        this.inputs = inputs;
        this.temporary = Temporaries.isActive();
        for (Array input : inputs) {
            input.node().addConsumer();
        }
    }

    /** Data that is there already; takes over a count on its buffer. */
    public Node(Tensor value) {
        this.types = List.of(new ArrayType(value.shape(), value.dtype()));
        this.stream = null;
        this.inputs = NONE;
        setValues(new Tensor[] {value});
        register();
    }

    /** The types of the outputs. */
    public List<ArrayType> types() {
        return types;
    }

    /** What computes this node; null once its value is kept for good, and for data. */
    public synchronized @Nullable Primitive primitive() {
        return primitive;
    }

    /** The arrays it is computed from; none once its value is kept for good. */
    public synchronized List<Array> inputs() {
        return List.of(inputs);
    }

    /** The stream it is computed on; null for data. */
    public @Nullable Stream stream() {
        return stream;
    }

    /** Whether the values are in memory. */
    public synchronized boolean isAvailable() {
        return values != null;
    }

    /** The evaluation that will make it available, or null. */
    public synchronized @Nullable Event event() {
        return event;
    }

    synchronized Array[] inputArray() {
        return inputs;
    }

    private synchronized void addConsumer() {
        consumers++;
    }

    synchronized int consumers() {
        return consumers;
    }

    /** Keeps the value from now on. */
    public synchronized void keep() {
        temporary = false;
    }

    synchronized boolean isTemporary() {
        return temporary;
    }

    synchronized boolean isScheduledBy(Event evaluation) {
        return event == evaluation;
    }

    /** One output's memory, with a count that the caller must release; null if it is not available. */
    public synchronized @Nullable Tensor retainValue(int index) {
        if (values == null) {
            return null;
        }
        values[index].buffer().retain();
        return values[index];
    }

    /** The outputs' memory while the caller is pinning the node. */
    synchronized Tensor value(int index) {
        if (values == null) {
            throw new IllegalStateException("value of an unevaluated node");
        }
        return values[index];
    }

    /** Keeps the values in memory until {@link #unpin}; false if they are neither there nor scheduled. */
    synchronized boolean pin() {
        if (values == null && event == null) {
            return false;
        }
        consumers++;
        return true;
    }

    void unpin() {
        consumed(1);
    }

    /** Notes that consumers have been computed; a temporary's memory goes with the last one. */
    private void consumed(int times) {
        Holding unused = null;
        synchronized (this) {
            consumers -= times;
            if (consumers == 0 && temporary && holding != null) {
                unused = holding;
                values = null;
                holding = null;
            }
        }
        if (unused != null) {
            unused.release();
        }
    }

    /** Gives up a temporary's memory to its last consumer, which uses it {@code uses} times; null if others may read it. */
    synchronized @Nullable Tensor claim(int index, int uses) {
        if (!temporary
                || values == null
                || values.length != 1
                || consumers != uses
                || !values[index].buffer().isExclusive()) {
            return null;
        }
        Tensor value = values[index];
        value.buffer().detachAll();
        value.buffer().retain();
        values = null;
        return value;
    }

    synchronized void schedule(Event evaluation) {
        event = evaluation;
    }

    /** Back to unscheduled, after a failure. */
    synchronized void unschedule() {
        event = null;
    }

    /** Stores computed values, each with a count that this node takes over. */
    void complete(Tensor[] computed) {
        synchronized (this) {
            setValues(computed);
            event = null;
        }
        countInputs();
    }

    private void setValues(Tensor[] computed) {
        Buffer[] buffers = new Buffer[computed.length];
        for (int i = 0; i < computed.length; i++) {
            buffers[i] = computed[i].buffer();
        }
        values = computed;
        holding = new Holding(buffers);
    }

    /** A fused interior node is done without ever having had a value of its own. */
    void completeWithoutValue() {
        synchronized (this) {
            event = null;
        }
        countInputs();
    }

    private void countInputs() {
        Array[] counted;
        synchronized (this) {
            if (inputsCounted) {
                // Computed a second time: somebody does read it, so it is worth its memory.
                temporary = false;
                return;
            }
            inputsCounted = true;
            counted = inputs;
        }
        for (Array input : counted) {
            input.node().consumed(1);
        }
    }

    /** After an evaluation: values that are still there live as long as the node. */
    void register() {
        Holding kept;
        synchronized (this) {
            kept = holding;
        }
        if (kept != null) {
            DeadHandles.releaseAfter(this, kept);
        }
    }

    /** Forgets how the value was computed, so that what it was computed from can go. */
    synchronized void detach() {
        if (values != null) {
            primitive = null;
            inputs = NONE;
        }
    }
}
