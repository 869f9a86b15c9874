package lazuli.core.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import lazuli.core.Array;
import lazuli.core.Stream;
import lazuli.core.backend.Tensor;
import lazuli.core.device.Target;
import lazuli.core.memory.Buffer;
import lazuli.core.memory.BufferReference;
import lazuli.core.memory.ForeignMemory;
import lazuli.core.primitive.Placeholder;
import lazuli.core.primitive.Primitive;
import lazuli.core.schedule.Event;
import lazuli.core.schedule.Failure;
import org.jspecify.annotations.Nullable;

/**
 * The application of a primitive to arrays, or data that was given. Its state goes from unscheduled to scheduled to available;
 * a temporary's goes back to unscheduled when the memory of an output is recycled, which happens to each output after its own last
 * use. All state is written under the node's monitor; what is volatile is read without it.
 */
public final class Node {
    private static final Array[] NONE = {};
    private static final Object[] APART = {};

    /** A value inside a region takes longer to write, and to give back, than to compute once more. */
    private static final long CHEAPER_TO_COMPUTE_AGAIN = 64 << 10;

    /** So far back it is looked for what a value is made of. */
    private static final int MOST_TEMPORARIES = 6;

    private static final AtomicLong COUNT = new AtomicLong();

    private final long sequence = COUNT.getAndIncrement();
    private final List<ArrayType> types;
    private final @Nullable Stream stream;
    private volatile @Nullable Primitive primitive;
    private volatile Array[] inputs;

    /** For each output what its handles share, if outputs die one by one; null if they die with the node, none once lineage and values are apart. */
    private volatile Object @Nullable [] owners;

    private final @Nullable Tensor[] values;
    private final @Nullable BufferReference[] holdings;
    private final int[] consumers;
    /** Null as long as no output has been closed. */
    private boolean @Nullable [] closed;

    private volatile @Nullable Event event;
    /** Whether that evaluation has yet to store values: it does not inside a region, and what it has stored may be recycled before it ends. */
    private boolean willBeStored;

    private volatile boolean temporary;
    /** The transforms that may walk the lineage; null if none does. */
    private volatile @Nullable TransformScope scope;

    private boolean inputsCounted;
    /** Whether an evaluation has computed it inside a region and stored no value, though it is no temporary. */
    private volatile boolean isPassedOver;
    /** Evaluations under way that read a value. */
    private int pins;

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
        this.temporary = TraceScope.isActive();
        this.scope = TransformScope.of(inputs);
        this.values = new @Nullable Tensor[types.size()];
        this.holdings = new @Nullable BufferReference[types.size()];
        this.consumers = new int[types.size()];
        for (Array input : inputs) {
            Nodes.of(input).addConsumer(Nodes.index(input));
        }
    }

    /** A node to be computed whose outputs die one by one: the memory of each comes back when nobody can read that one any more. */
    public static Node ofSeparateOutputs(Primitive primitive, Stream stream, List<ArrayType> types, Array[] inputs) {
        Node node = new Node(primitive, stream, types, inputs);
        if (types.size() > 1) {
            Object[] owners = new Object[types.size()];
            Arrays.setAll(owners, ignored -> new Object());
            node.owners = owners;
        }
        return node;
    }

    /** Data that is there already; takes over a count on its buffer. */
    public Node(Tensor value) {
        this.types = List.of(new ArrayType(value.shape(), value.dtype()));
        this.stream = null;
        this.inputs = NONE;
        this.values = new @Nullable Tensor[1];
        this.holdings = new @Nullable BufferReference[1];
        this.consumers = new int[1];
        setValues(new Tensor[] {value});
        releaseWithOwner();
    }

    /**
     * Grows with each node that is made, so that it is greater than those of the inputs. In this order a graph is computed: as a program
     * was written, values live no longer than they would if each line ran at once. In depth first order a backward pass would keep all
     * that the gradients of weights need until the gradient of the first layer is there.
     */
    public long sequence() {
        return sequence;
    }

    /** The types of the outputs. */
    public List<ArrayType> types() {
        return types;
    }

    /** What computes this node; null once its value is kept for good, and for data. */
    public @Nullable Primitive primitive() {
        return primitive;
    }

    /** The arrays it is computed from; none once its value is kept for good. */
    public List<Array> inputs() {
        return List.of(inputs);
    }

    /** Primitive and inputs of one moment. */
    public synchronized Lineage lineage() {
        return new Lineage(this, primitive, List.of(inputs));
    }

    @Nullable
    TransformScope scope() {
        return scope;
    }

    /** The stream it is computed on; null for data. */
    public @Nullable Stream stream() {
        return stream;
    }

    /** Whether an output's value is in memory. */
    public synchronized boolean isAvailable(int index) {
        return values[index] != null;
    }

    private boolean isComplete() {
        for (int i = 0; i < values.length; i++) {
            if (values[i] == null && !isGone(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether an output that dies by itself has been computed, used and given back: the others need not wait for it. */
    private boolean isGone(int index) {
        return owners != null && inputsCounted && closed != null && closed[index];
    }

    /**
     * What lives as long as somebody can read an output, and each handle refers to: this node, or what that output's handles share.
     *
     * @throws IllegalStateException if outputs die one by one and have been computed, so that this one may be dead
     */
    @SuppressWarnings("ReferenceEquality") // one array stands for the state
    public Object owner(int index) {
        Object[] own = owners;
        if (own == null) {
            return this;
        }
        if (own == APART) {
            throw new IllegalStateException("an output that is computed gets no further handle");
        }
        return own[index];
    }

    /** Whether outputs die one by one. */
    boolean hasSeparateOutputs() {
        return owners != null;
    }

    /** The evaluation that will make it available, or null. */
    public @Nullable Event event() {
        return event;
    }

    Array[] inputArray() {
        return inputs;
    }

    private synchronized void addConsumer(int index) {
        consumers[index]++;
    }

    /** Whether only one computation to come uses the first output. */
    synchronized boolean hasOneConsumer() {
        return consumers[0] == 1;
    }

    /** Keeps the value from now on; one that is there already needs no lineage. */
    public synchronized void keep() {
        temporary = false;
        forgetLineage();
    }

    /** Keeps an output that was closed, and is computed again because somebody asks for it. */
    synchronized void reopen(int index) {
        if (closed != null) {
            closed[index] = false;
        }
    }

    boolean isTemporary() {
        return temporary;
    }

    /** Whether its values stay, after an evaluation that others asked for, only because somebody may hold a handle. */
    boolean isKeptForHandles() {
        return !temporary && scope == null;
    }

    /** Of all outputs. */
    long byteSize() {
        long bytes = 0;
        for (ArrayType type : types) {
            bytes += type.byteSize();
        }
        return bytes;
    }

    /** Puts other handles of the same arrays in the place of its inputs. */
    synchronized void replaceInputs(UnaryOperator<Array> handle) {
        Array[] replaced = inputs.clone();
        Arrays.setAll(replaced, i -> handle.apply(replaced[i]));
        inputs = replaced;
    }

    /** Says that nobody holds a handle: a temporary can be computed again if somebody does, an output that dies by itself has none left. */
    void giveUp(int index) {
        if (owners != null) {
            close(index);
            return;
        }
        synchronized (this) {
            temporary = true;
        }
    }

    /** One output's memory, with a count that the caller must release; null if it is not available. */
    public synchronized @Nullable Tensor retainValue(int index) {
        Tensor value = values[index];
        if (value != null) {
            value.buffer().retain();
        }
        return value;
    }

    /** An output's memory while the caller is pinning the node. */
    synchronized Tensor value(int index) {
        Tensor value = values[index];
        if (value == null) {
            throw new IllegalStateException("value of an unevaluated node");
        }
        return value;
    }

    /** Keeps an output in memory until {@link #unpin}; false if it is neither there nor scheduled to be stored. */
    synchronized boolean pin(int index) {
        if (values[index] == null && (event == null || !willBeStored)) {
            return false;
        }
        consumers[index]++;
        pins++;
        return true;
    }

    /** Whose memory an available output lies in, if it was not allocated here; else null. */
    synchronized @Nullable ForeignMemory foreign(int index) {
        Tensor value = values[index];
        return value == null ? null : value.buffer().foreign();
    }

    void unpin(int index) {
        release(consumed(index, true));
    }

    /** Notes that a consumer of an output has been computed, or an evaluation ended; a temporary's memory goes with the last one. */
    private synchronized @Nullable BufferReference consumed(int index, boolean unpinned) {
        consumers[index]--;
        if (unpinned) {
            pins--;
        }
        return takeIfUnused(index);
    }

    /** Gives an output's memory back as soon as nothing that has been written down needs it. */
    public void close(int index) {
        BufferReference unused;
        synchronized (this) {
            if (closed == null) {
                closed = new boolean[values.length];
            }
            closed[index] = true;
            unused = takeIfUnused(index);
        }
        release(unused);
    }

    private static void release(@Nullable BufferReference unused) {
        if (unused != null) {
            unused.release();
        }
    }

    /** @throws IllegalStateException if the value is gone for good, or has never been there */
    synchronized void requireComputable() {
        if (primitive instanceof Placeholder placeholder) {
            throw placeholder.hasNoValue();
        }
        if (primitive == null) {
            throw new IllegalStateException(
                    "[eval] an array of shape %s, %s, was closed, or given up for the next state of a compiled function or optimizer"
                            .formatted(
                                    types.getFirst().shape(), types.getFirst().dtype()));
        }
    }

    /** Called with the monitor held; what it returns is released without, since that asks for others. */
    private @Nullable BufferReference takeIfUnused(int index) {
        if (consumers[index] > 0 || !(temporary || (closed != null && closed[index]))) {
            return null;
        }
        BufferReference unused = holdings[index];
        values[index] = null;
        holdings[index] = null;
        return unused;
    }

    /**
     * Gives up a temporary's memory to its last consumer, which uses it {@code uses} times; null if others may read it, as they may what an
     * evaluation found computed: a consumer that is computed once more does not count.
     */
    synchronized @Nullable Tensor claim(int index, int uses, Target target) {
        Tensor value = values[index];
        if (!temporary
                || value == null
                || pins > 0
                || consumers[index] != uses
                || !value.buffer().isExclusive()
                || !target.mayWrite(value.buffer())) {
            return null;
        }
        target.isWritten(value.buffer());
        value.buffer().detachAll();
        value.buffer().retain();
        values[index] = null;
        return value;
    }

    synchronized void schedule(Event evaluation) {
        event = evaluation;
        willBeStored = true;
    }

    /** Says of a scheduled node that its value will not be stored: a later evaluation that needs it computes it again. */
    synchronized void scheduleAsInterior() {
        willBeStored = false;
    }

    /** Why the evaluation that was to make it available has failed, for the first who asks; it is unscheduled then. */
    @Nullable
    Failure takeFailure() {
        Event last = event;
        Failure failure = last == null ? null : last.failure();
        if (failure != null) {
            synchronized (this) {
                event = null;
            }
        }
        return failure;
    }

    /**
     * Stores computed values, each with a count that this node takes over; those that nothing uses are recycled at once.
     *
     * @param by the evaluation; another one may have scheduled the node since
     * @param isDone whether the values are there, and not only encoded: then the evaluation need not be waited for
     */
    void complete(Tensor[] computed, Event by, boolean isDone) {
        Array[] counted;
        List<BufferReference> unused = List.of();
        synchronized (this) {
            setValues(computed);
            if (event == by) {
                willBeStored = false;
            }
            if (isDone) {
                endedBy(by);
            }
            counted = countInputs();
            for (int i = 0; i < consumers.length; i++) {
                BufferReference taken = takeIfUnused(i);
                if (taken != null) {
                    unused = unused.isEmpty() ? new ArrayList<>(consumers.length) : unused;
                    unused.add(taken);
                }
            }
        }
        consume(counted);
        unused.forEach(BufferReference::release);
    }

    private void endedBy(Event evaluation) {
        if (event == evaluation) {
            event = null;
        }
    }

    /** Outputs that are still there from an earlier evaluation give way: they are the same. */
    private void setValues(Tensor[] computed) {
        for (int i = 0; i < computed.length; i++) {
            BufferReference former = holdings[i];
            if (former != null) {
                former.release();
            }
            values[i] = computed[i];
            Buffer buffer = computed[i].buffer();
            holdings[i] = buffer.isCollected() ? null : new BufferReference(owner(i), buffer);
        }
    }

    /**
     * Whether its value is stored where it is inside a region. Most of those that could be read later never are: the handle has been dropped. A
     * large one is computed again for the first who reads it, and stored then; unless temporaries lie between it and what it is made of, which
     * let go of that once they are done.
     */
    boolean isWorthStoring() {
        return !temporary
                && (isPassedOver
                        || types.getFirst().byteSize() < CHEAPER_TO_COMPUTE_AGAIN
                        || isMadeByTemporaries(this, MOST_TEMPORARIES));
    }

    private static boolean isMadeByTemporaries(Node node, int depth) {
        for (Array input : node.inputs) {
            Node maker = Nodes.of(input);
            if (maker.temporary && (depth == 0 || letsGo(maker, depth))) {
                return true;
            }
        }
        return false;
    }

    /** Whether a temporary is made of anything but numbers. */
    private static boolean letsGo(Node temporary, int depth) {
        for (Array input : temporary.inputs) {
            if (!Nodes.of(input).temporary) {
                return true;
            }
        }
        return isMadeByTemporaries(temporary, depth - 1);
    }

    /**
     * A fused interior node is done without ever having had a value of its own; a number may be so in several regions. One that is no temporary
     * keeps its inputs, which take no more memory than it would and may be closed: it must remain cheap to compute, and possible.
     */
    void completeWithoutValue(Event by) {
        Array[] counted;
        synchronized (this) {
            endedBy(by);
            isPassedOver = !temporary;
            counted = inputs.length == 0 || isPassedOver ? NONE : countInputs();
        }
        consume(counted);
    }

    /** The inputs that have one consumer less now; none if this node is computed a second time: somebody does read it, so it is worth its memory. */
    private Array[] countInputs() {
        if (inputsCounted) {
            temporary = false;
            closed = null;
            return NONE;
        }
        inputsCounted = true;
        return inputs;
    }

    private static void consume(Array[] counted) {
        for (Array input : counted) {
            release(Nodes.of(input).consumed(Nodes.index(input), false));
        }
    }

    /** After an evaluation: values that are still there live as long as the node. */
    void settle(boolean succeeded, Event by) {
        if (succeeded) {
            settled(by);
        }
        releaseWithOwner();
    }

    private synchronized void settled(Event by) {
        endedBy(by);
        forgetLineage();
    }

    private synchronized void releaseWithOwner() {
        for (BufferReference kept : holdings) {
            if (kept != null) {
                kept.releaseWithOwner();
            }
        }
    }

    /**
     * Once its values are kept a node need not know how they were computed, and what they were computed from can go; as soon as no transform
     * that is under way may ask for it.
     */
    synchronized void forgetLineage() {
        // What is encoded may still fail.
        if (temporary || !isComplete() || event != null) {
            return;
        }
        TransformScope walked = scope;
        if (walked == null || !walked.defer(this)) {
            primitive = null;
            inputs = NONE;
            scope = null;
            if (owners != null) {
                owners = APART;
            }
        }
    }

    /**
     * Back to where it was before an evaluation that computed it and then failed, unless another one reads a value, or the value was asked for
     * meanwhile and the lineage is forgotten: a graph that needed too much memory must not keep hold of what there is.
     *
     * @param by the evaluation; where it is encoded, values may not have been computed, so that nobody can read them, and another one may have
     *     encoded the node since
     */
    void rollBack(Event by) {
        boolean lost = by.isEncodedFirst();
        List<BufferReference> given = new ArrayList<>(1);
        Array[] uncounted = NONE;
        synchronized (this) {
            boolean isAnothers = lost && event != null && event != by;
            if ((pins > 0 && !lost) || isAnothers || primitive == null) {
                return;
            }
            for (int i = 0; i < values.length; i++) {
                BufferReference holding = holdings[i];
                if (holding != null) {
                    given.add(holding);
                }
                values[i] = null;
                holdings[i] = null;
            }
            if (inputsCounted) {
                inputsCounted = false;
                uncounted = inputs;
            }
        }
        given.forEach(BufferReference::release);
        for (Array input : uncounted) {
            Nodes.of(input).addConsumer(Nodes.index(input));
        }
    }
}
