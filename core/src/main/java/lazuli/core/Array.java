package lazuli.core;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import lazuli.core.compile.Shapeless;
import lazuli.core.graph.ArrayType;
import lazuli.core.graph.Contents;
import lazuli.core.graph.Node;
import lazuli.core.graph.Required;
import lazuli.core.operation.Indexing;
import lazuli.core.primitive.Primitive;
import lazuli.core.schedule.Event;
import org.jspecify.annotations.Nullable;

/**
 * A lazy array: an output of a node of the graph, computed when it is evaluated or read. Its value never changes, so it may be used by any
 * number of threads. Its memory comes back by itself when nothing refers to it any more.
 */
public final class Array implements Index, Iterable<Array> {
    private static final Array[] NONE = {};

    private final Node node;
    private final int index;
    private final ArrayType type;

    /** Where an array is between being written down and being there. */
    public enum Status {
        /** Not computed, and no evaluation of it under way. */
        UNSCHEDULED,
        /** Handed to a stream. */
        EVALUATED,
        /** In memory. */
        AVAILABLE
    }

    private Array(Node node, int index) {
        this.node = node;
        this.index = index;
        this.type = node.types().get(index);
    }

    /** The only output of a primitive applied to inputs. */
    public static Array of(Primitive primitive, Array... inputs) {
        return new Array(node(primitive, inputs), 0);
    }

    /** All outputs of a primitive applied to inputs. */
    public static List<Array> all(Primitive primitive, List<Array> inputs) {
        Node node = node(primitive, inputs.toArray(NONE));
        List<Array> outputs = new ArrayList<>(node.types().size());
        for (int i = 0; i < node.types().size(); i++) {
            outputs.add(new Array(node, i));
        }
        return outputs;
    }

    private static Node node(Primitive primitive, Array[] inputs) {
        Shapeless.nodeIsMade();
        List<ArrayType> types = new ArrayList<>(inputs.length);
        for (Array input : inputs) {
            types.add(Required.argument("array", "an input", input).type);
        }
        return new Node(primitive, Stream.current(), primitive.outputsOf(types), inputs);
    }

    /** One output of a node. */
    public static Array output(Node node, int index) {
        return new Array(node, index);
    }

    /** Data that is in memory already. */
    public static Array ofData(Node data) {
        return new Array(data, 0);
    }

    /** The node that computes this array. */
    public Node node() {
        return node;
    }

    /** Which of the node's outputs this is. */
    public int index() {
        return index;
    }

    /** Shape and dtype. */
    public ArrayType type() {
        Shapeless.lengthsAreRead();
        return type;
    }

    /** The lengths of the axes. */
    public Shape shape() {
        Shapeless.lengthsAreRead();
        return type.shape();
    }

    /** The type of the elements. */
    public DType dtype() {
        return type.dtype();
    }

    /** The number of axes. */
    public int ndim() {
        return type.shape().rank();
    }

    /**
     * The length of the first axis.
     *
     * @throws ShapeException if there is none
     */
    public int length() {
        if (ndim() == 0) {
            throw new ShapeException("length", "an array of shape () has no axis");
        }
        return shape().length(0);
    }

    /** The number of elements. */
    public long size() {
        return shape().size();
    }

    /** Bytes per element. */
    public int itemsize() {
        return dtype().size();
    }

    /** Bytes of all elements. */
    public long nbytes() {
        return type.byteSize();
    }

    /** Where the array is between being written down and being there. */
    public Status status() {
        if (node.isAvailable(index)) {
            return Status.AVAILABLE;
        }
        Event event = node.event();
        return event == null || event.failure() != null ? Status.UNSCHEDULED : Status.EVALUATED;
    }

    /** Computes this array and waits for it. */
    public Array eval() {
        Mx.eval(this);
        return this;
    }

    /**
     * Gives the memory back now, or as soon as the arrays written down so far that are made from this one have been computed, where a
     * collection would do it later. Never needed; it helps a loop that makes and drops large arrays to keep working in the caches.
     * Reading the array afterwards is an error unless it can be computed again.
     */
    public void close() {
        node.close(index);
    }

    // ---- reading

    /** The only element as a float; any dtype but complex is converted. */
    public float itemFloat() {
        return (float) itemDouble();
    }

    /** The only element as a double; any dtype but complex is converted. */
    public double itemDouble() {
        requireOneElement();
        return astype(DType.FLOAT64).toDoubleArray()[0];
    }

    /** The only element as a complex number; any dtype is converted. */
    public Complex itemComplex() {
        requireOneElement();
        float[] parts = HostCopy.floats(astype(DType.COMPLEX64));
        return Complex.of(parts[0], parts[1]);
    }

    /** The only element as an int; fractions are cut off. */
    public int itemInt() {
        requireOneElement();
        return toIntArray()[0];
    }

    /** The only element as a long; fractions are cut off. */
    public long itemLong() {
        requireOneElement();
        return toLongArray()[0];
    }

    /** Whether the only element is nonzero. */
    public boolean itemBoolean() {
        requireOneElement();
        return toBooleanArray()[0];
    }

    private void requireOneElement() {
        if (size() != 1) {
            throw new ShapeException("item", "an array of shape %s has not one element", shape());
        }
    }

    /** The elements in row-major order, converted to float. */
    public float[] toFloatArray() {
        return HostCopy.floats(astype(DType.FLOAT32));
    }

    /** The elements in row-major order, converted to double. */
    public double[] toDoubleArray() {
        return HostCopy.doubles(astype(DType.FLOAT64));
    }

    /** The elements in row-major order, converted to int. */
    public int[] toIntArray() {
        return HostCopy.ints(dtype() == DType.UINT32 ? this : astype(DType.INT32));
    }

    /** The elements in row-major order, converted to long. */
    public long[] toLongArray() {
        return HostCopy.longs(dtype() == DType.UINT64 ? this : astype(DType.INT64));
    }

    /** The elements in row-major order; true where nonzero. */
    public boolean[] toBooleanArray() {
        byte[] bytes = HostCopy.bytes(astype(DType.BOOL));
        boolean[] values = new boolean[bytes.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = bytes[i] != 0;
        }
        return values;
    }

    /** The elements' bytes in row-major order and the machine's byte order. */
    public byte[] toByteArray() {
        return HostCopy.bytes(this);
    }

    /**
     * The elements boxed, in lists of lists: by dtype a {@link Boolean}, {@link Integer}, {@link Long} (which also holds the bits of
     * uint64), {@link Float}, {@link Double} or {@link Complex}.
     *
     * @throws ShapeException if there is no axis
     */
    public List<?> toList() {
        return NestedCopy.list(this);
    }

    /**
     * The elements in a Java array of arrays: {@code x.toNestedArray(float[][].class)} for two axes.
     *
     * @param type arrays of boolean, int, long, float or double, to which elements are converted
     * @throws ShapeException if {@code type} has not as many levels as this array has axes
     */
    public <T> T toNestedArray(Class<T> type) {
        return NestedCopy.array(this, Required.argument("to_nested_array", "type", type));
    }

    /** A copy of the elements outside the heap, in row-major order and the machine's byte order; the garbage collector frees it. */
    public MemorySegment toMemorySegment() {
        return HostCopy.segment(this);
    }

    /**
     * The elements where they lie, read-only, in row-major order and the machine's byte order; a copy only if they lie otherwise. The memory
     * stays as long as the segment or a slice or buffer of it is reachable, whatever becomes of the array.
     */
    public MemorySegment asMemorySegment() {
        return Contents.view(this);
    }

    /** As NumPy prints arrays, by {@link Mx#printOptions()}: long axes are shortened. Evaluates the array. */
    @Override
    public String toString() {
        return toString(PrintOptions.current());
    }

    /** The array printed as options say. Evaluates it. */
    public String toString(PrintOptions options) {
        return ArrayFormat.format(this, Required.argument("to_string", "options", options));
    }

    // ---- indexing

    /**
     * The subarrays along the first axis, each made when its turn comes.
     *
     * @throws ShapeException if there is none
     */
    @Override
    public Iterator<Array> iterator() {
        return IntStream.range(0, length()).mapToObj(this::at).iterator();
    }

    /** The element or subarray at these positions along the first axes. */
    public Array at(int... positions) {
        Required.argument("at", "positions", positions);
        Index[] indices = new Index[positions.length];
        for (int i = 0; i < indices.length; i++) {
            indices[i] = Index.of(positions[i]);
        }
        return at(indices);
    }

    /**
     * The part that the indices name, in the order of the axes; what they do not speak of is taken whole. Several index arrays are
     * broadcast to one shape, whose axes stand where the indexed ones were, or first if a slice or a new axis stands between the arrays.
     *
     * @throws DTypeException if an index array is not of integers; masks can only be assigned through, see {@link #update}
     */
    public Array at(Index... indices) {
        return Indexing.at(this, List.of(Required.arguments("at", "indices", indices)));
    }

    /** The same positions as {@link #at(int...)}, to be changed. */
    public IndexedUpdate update(int... positions) {
        Required.argument("at", "positions", positions);
        Index[] indices = new Index[positions.length];
        for (int i = 0; i < indices.length; i++) {
            indices[i] = Index.of(positions[i]);
        }
        return update(indices);
    }

    /** The part that {@link #at(Index...)} reads, to be changed: {@code x.update(i).add(v)} is a new array. */
    public IndexedUpdate update(Index... indices) {
        return new IndexedUpdate(this, List.of(Required.arguments("update", "indices", indices)));
    }

    // ---- operations

    /** See {@link Mx#astype}. */
    public Array astype(DType dtype) {
        return Mx.astype(this, dtype);
    }

    /** See {@link Mx#reshape}. */
    public Array reshape(int... shape) {
        return Mx.reshape(this, shape);
    }

    /** See {@link Mx#transpose}. */
    public Array transpose(int... axes) {
        return Mx.transpose(this, axes);
    }

    /** See {@link Mx#permuteDims(Array, int...)}. */
    public Array permuteDims(int... axes) {
        return Mx.permuteDims(this, axes);
    }

    /** The axes reversed. */
    public Array T() {
        return Mx.transpose(this);
    }

    /** See {@link Mx#swapaxes}. */
    public Array swapaxes(int first, int second) {
        return Mx.swapaxes(this, first, second);
    }

    /** See {@link Mx#moveaxis}. */
    public Array moveaxis(int source, int destination) {
        return Mx.moveaxis(this, source, destination);
    }

    /** See {@link Mx#expandDims}. */
    public Array expandDims(int... axes) {
        return Mx.expandDims(this, axes);
    }

    /** See {@link Mx#squeeze}. */
    public Array squeeze(int... axes) {
        return Mx.squeeze(this, axes);
    }

    /** See {@link Mx#flatten(Array, int, int)}. */
    public Array flatten(int start, int end) {
        return Mx.flatten(this, start, end);
    }

    /** See {@link Mx#flatten(Array)}. */
    public Array flatten() {
        return Mx.flatten(this);
    }

    /** See {@link Mx#view}. */
    public Array view(DType dtype) {
        return Mx.view(this, dtype);
    }

    /** See {@link Mx#contiguous(Array)}. */
    public Array contiguous() {
        return Mx.contiguous(this);
    }

    /** See {@link Mx#asStrided(Array, Shape, long[], long)}. */
    public Array asStrided(Shape shape, long[] strides, long offset) {
        return Mx.asStrided(this, shape, strides, offset);
    }

    /** See {@link Mx#unflatten}. */
    public Array unflatten(int axis, int... shape) {
        return Mx.unflatten(this, axis, shape);
    }

    /** See {@link Mx#atleast1d(Array)}. */
    public Array atleast1d() {
        return Mx.atleast1d(this);
    }

    /** See {@link Mx#atleast2d(Array)}. */
    public Array atleast2d() {
        return Mx.atleast2d(this);
    }

    /** See {@link Mx#atleast3d(Array)}. */
    public Array atleast3d() {
        return Mx.atleast3d(this);
    }

    /** See {@link Mx#broadcastTo}. */
    public Array broadcastTo(int... shape) {
        return Mx.broadcastTo(this, shape);
    }

    /** See {@link Mx#flip}. */
    public Array flip(int... axes) {
        return Mx.flip(this, axes);
    }

    /** See {@link Mx#roll(Array, int, int)}. */
    public Array roll(int shift, int axis) {
        return Mx.roll(this, shift, axis);
    }

    /** See {@link Mx#roll(Array, int)}. */
    public Array roll(int shift) {
        return Mx.roll(this, shift);
    }

    /** See {@link Mx#roll(Array, int[], int[])}. */
    public Array roll(int[] shifts, int[] axes) {
        return Mx.roll(this, shifts, axes);
    }

    /** See {@link Mx#tile}. */
    public Array tile(int... repetitions) {
        return Mx.tile(this, repetitions);
    }

    /** See {@link Mx#repeat(Array, int, int)}. */
    public Array repeat(int repetitions, int axis) {
        return Mx.repeat(this, repetitions, axis);
    }

    /** See {@link Mx#repeat(Array, int)}. */
    public Array repeat(int repetitions) {
        return Mx.repeat(this, repetitions);
    }

    /** See {@link Mx#pad(Array, int[][], Number)}. */
    public Array pad(int[][] widths, Number value) {
        return Mx.pad(this, widths, value);
    }

    /** See {@link Mx#pad(Array, int[][], PadMode)}. */
    public Array pad(int[][] widths, PadMode mode) {
        return Mx.pad(this, widths, mode);
    }

    /** See {@link Mx#pad(Array, int)}. */
    public Array pad(int width) {
        return Mx.pad(this, width);
    }

    /** See {@link Mx#pad(Array, int, int)}. */
    public Array pad(int before, int after) {
        return Mx.pad(this, before, after);
    }

    /** See {@link Mx#pad(Array, int[][], Array)}. */
    public Array pad(int[][] widths, Array value) {
        return Mx.pad(this, widths, value);
    }

    /** See {@link Mx#split(Array, int, int)}. */
    public List<Array> split(int sections, int axis) {
        return Mx.split(this, sections, axis);
    }

    /** See {@link Mx#split(Array, int[], int)}. */
    public List<Array> split(int[] positions, int axis) {
        return Mx.split(this, positions, axis);
    }

    /** See {@link Mx#split(Array, int)}. */
    public List<Array> split(int sections) {
        return Mx.split(this, sections);
    }

    /** See {@link Mx#unstack(Array, int)}. */
    public List<Array> unstack(int axis) {
        return Mx.unstack(this, axis);
    }

    /** See {@link Mx#unstack(Array)}. */
    public List<Array> unstack() {
        return Mx.unstack(this);
    }

    /** See {@link Mx#diag(Array, int)}. */
    public Array diag(int k) {
        return Mx.diag(this, k);
    }

    /** See {@link Mx#diag(Array)}. */
    public Array diag() {
        return Mx.diag(this);
    }

    /** See {@link Mx#diagonal(Array, int, int, int)}. */
    public Array diagonal(int offset, int axis1, int axis2) {
        return Mx.diagonal(this, offset, axis1, axis2);
    }

    /** See {@link Mx#diagonal(Array)}. */
    public Array diagonal() {
        return Mx.diagonal(this);
    }

    /** See {@link Mx#trace(Array, int, int, int)}. */
    public Array trace(int offset, int axis1, int axis2) {
        return Mx.trace(this, offset, axis1, axis2);
    }

    /** See {@link Mx#trace(Array)}. */
    public Array trace() {
        return Mx.trace(this);
    }

    /** See {@link Mx#trace(Array, int, int, int, DType)}. */
    public Array trace(int offset, int axis1, int axis2, DType dtype) {
        return Mx.trace(this, offset, axis1, axis2, dtype);
    }

    /** See {@link Mx#tril(Array, int)}. */
    public Array tril(int k) {
        return Mx.tril(this, k);
    }

    /** See {@link Mx#tril(Array)}. */
    public Array tril() {
        return Mx.tril(this);
    }

    /** See {@link Mx#triu(Array, int)}. */
    public Array triu(int k) {
        return Mx.triu(this, k);
    }

    /** See {@link Mx#triu(Array)}. */
    public Array triu() {
        return Mx.triu(this);
    }

    /** See {@link Mx#matmul}. */
    public Array matmul(Array b) {
        return Mx.matmul(this, b);
    }

    /** See {@link Mx#inner(Array, Array)}. */
    public Array inner(Array b) {
        return Mx.inner(this, b);
    }

    /** See {@link Mx#outer(Array, Array)}. */
    public Array outer(Array b) {
        return Mx.outer(this, b);
    }

    /** See {@link Mx#vecdot(Array, Array)}. */
    public Array vecdot(Array b) {
        return Mx.vecdot(this, b);
    }

    /** See {@link Mx#vecdot(Array, Array, int)}. */
    public Array vecdot(Array b, int axis) {
        return Mx.vecdot(this, b, axis);
    }

    /** See {@link Mx#kron(Array, Array)}. */
    public Array kron(Array b) {
        return Mx.kron(this, b);
    }

    /** See {@link Mx#tensordot(Array, Array)}. */
    public Array tensordot(Array b) {
        return Mx.tensordot(this, b);
    }

    /** See {@link Mx#tensordot(Array, Array, int)}. */
    public Array tensordot(Array b, int axes) {
        return Mx.tensordot(this, b, axes);
    }

    /** See {@link Mx#tensordot(Array, Array, int[], int[])}. */
    public Array tensordot(Array b, int[] aAxes, int[] bAxes) {
        return Mx.tensordot(this, b, aAxes, bAxes);
    }

    /** See {@link Mx#stopGradient(Array)}. */
    public Array stopGradient() {
        return Mx.stopGradient(this);
    }

    /** See {@link Mx#argmax(Array, Integer, boolean)}. */
    public Array argmax(int axis) {
        return Mx.argmax(this, axis);
    }

    /** See {@link Mx#argmax(Array, Integer, boolean)}. */
    public Array argmax(@Nullable Integer axis, boolean keepDims) {
        return Mx.argmax(this, axis, keepDims);
    }

    /** See {@link Mx#argmax(Array, boolean)}. */
    public Array argmax(boolean keepDims) {
        return Mx.argmax(this, keepDims);
    }

    /** See {@link Mx#argmax(Array)}. */
    public Array argmax() {
        return Mx.argmax(this);
    }

    /** See {@link Mx#argmin(Array, Integer, boolean)}. */
    public Array argmin(int axis) {
        return Mx.argmin(this, axis);
    }

    /** See {@link Mx#argmin(Array, Integer, boolean)}. */
    public Array argmin(@Nullable Integer axis, boolean keepDims) {
        return Mx.argmin(this, axis, keepDims);
    }

    /** See {@link Mx#argmin(Array, boolean)}. */
    public Array argmin(boolean keepDims) {
        return Mx.argmin(this, keepDims);
    }

    /** See {@link Mx#argmin(Array)}. */
    public Array argmin() {
        return Mx.argmin(this);
    }

    /** See {@link Mx#take}. */
    public Array take(Array indices, int axis) {
        return Mx.take(this, indices, axis);
    }

    /** See {@link Mx#take(Array, Array)}. */
    public Array take(Array indices) {
        return Mx.take(this, indices);
    }

    /** See {@link Mx#take(Array, int, int)}. */
    public Array take(int index, int axis) {
        return Mx.take(this, index, axis);
    }

    /** See {@link Mx#takeAlongAxis(Array, Array, int)}. */
    public Array takeAlongAxis(Array indices, int axis) {
        return Mx.takeAlongAxis(this, indices, axis);
    }

    /** See {@link Mx#takeAlongAxis(Array, Array)}. */
    public Array takeAlongAxis(Array indices) {
        return Mx.takeAlongAxis(this, indices);
    }

    /** See {@link Mx#putAlongAxis(Array, Array, Array, int)}. */
    public Array putAlongAxis(Array indices, Array values, int axis) {
        return Mx.putAlongAxis(this, indices, values, axis);
    }

    /** See {@link Mx#putAlongAxis(Array, Array, Array)}. */
    public Array putAlongAxis(Array indices, Array values) {
        return Mx.putAlongAxis(this, indices, values);
    }

    /** See {@link Mx#slice(Array, Array, int[], int[])}. */
    public Array slice(Array starts, int[] axes, int[] sizes) {
        return Mx.slice(this, starts, axes, sizes);
    }

    /** See {@link Mx#sliceUpdate(Array, Array, Array, int[])}. */
    public Array sliceUpdate(Array update, Array starts, int[] axes) {
        return Mx.sliceUpdate(this, update, starts, axes);
    }

    /** See {@link Mx#maskedScatter(Array, Array, Array)}. */
    public Array maskedScatter(Array mask, Array values) {
        return Mx.maskedScatter(this, mask, values);
    }

    /** See {@link Mx#softmax}. */
    public Array softmax(int... axes) {
        return Mx.softmax(this, axes);
    }

    /** See {@link Mx#softmax(Array)}. */
    public Array softmax() {
        return Mx.softmax(this);
    }

    /** See {@link Mx#std(Array, int[], boolean, int)}. */
    public Array std(int[] axes, boolean keepDims, int correction) {
        return Mx.std(this, axes, keepDims, correction);
    }

    /** See {@link Mx#std(Array)}. */
    public Array std() {
        return Mx.std(this);
    }

    /** See {@link Mx#std(Array, int)}. */
    public Array std(int axis) {
        return Mx.std(this, axis);
    }

    /** See {@link Mx#std(Array, int, boolean)}. */
    public Array std(int axis, boolean keepDims) {
        return Mx.std(this, axis, keepDims);
    }

    /** See {@link Mx#std(Array, boolean)}. */
    public Array std(boolean keepDims) {
        return Mx.std(this, keepDims);
    }

    /** See {@link Mx#std(Array, int[], boolean, int, DType)}. */
    public Array std(int[] axes, boolean keepDims, int correction, DType dtype) {
        return Mx.std(this, axes, keepDims, correction, dtype);
    }

    /** See {@link Mx#median(Array, int[], boolean)}. */
    public Array median(int[] axes, boolean keepDims) {
        return Mx.median(this, axes, keepDims);
    }

    /** See {@link Mx#median(Array)}. */
    public Array median() {
        return Mx.median(this);
    }

    /** See {@link Mx#median(Array, int)}. */
    public Array median(int axis) {
        return Mx.median(this, axis);
    }

    /** See {@link Mx#median(Array, int, boolean)}. */
    public Array median(int axis, boolean keepDims) {
        return Mx.median(this, axis, keepDims);
    }

    /** See {@link Mx#median(Array, boolean)}. */
    public Array median(boolean keepDims) {
        return Mx.median(this, keepDims);
    }

    /** See {@link Mx#countNonzero(Array, int[], boolean)}. */
    public Array countNonzero(int[] axes, boolean keepDims) {
        return Mx.countNonzero(this, axes, keepDims);
    }

    /** See {@link Mx#countNonzero(Array)}. */
    public Array countNonzero() {
        return Mx.countNonzero(this);
    }

    /** See {@link Mx#countNonzero(Array, int)}. */
    public Array countNonzero(int axis) {
        return Mx.countNonzero(this, axis);
    }

    /** See {@link Mx#countNonzero(Array, int, boolean)}. */
    public Array countNonzero(int axis, boolean keepDims) {
        return Mx.countNonzero(this, axis, keepDims);
    }

    /** See {@link Mx#countNonzero(Array, boolean)}. */
    public Array countNonzero(boolean keepDims) {
        return Mx.countNonzero(this, keepDims);
    }

    /** See {@link Mx#diff(Array, int, int)}. */
    public Array diff(int n, int axis) {
        return Mx.diff(this, n, axis);
    }

    /** See {@link Mx#diff(Array)}. */
    public Array diff() {
        return Mx.diff(this);
    }

    /** See {@link Mx#cumsum(Array, Integer, boolean, boolean)}. */
    public Array cumsum(@Nullable Integer axis, boolean reverse, boolean inclusive) {
        return Mx.cumsum(this, axis, reverse, inclusive);
    }

    /** See {@link Mx#cumsum(Array, int)}. */
    public Array cumsum(int axis) {
        return Mx.cumsum(this, axis);
    }

    /** See {@link Mx#cumsum(Array)}. */
    public Array cumsum() {
        return Mx.cumsum(this);
    }

    /** See {@link Mx#cumsum(Array, boolean, boolean)}. */
    public Array cumsum(boolean reverse, boolean inclusive) {
        return Mx.cumsum(this, reverse, inclusive);
    }

    /** See {@link Mx#cumsum(Array, Integer, boolean, boolean, DType)}. */
    public Array cumsum(@Nullable Integer axis, boolean reverse, boolean inclusive, DType dtype) {
        return Mx.cumsum(this, axis, reverse, inclusive, dtype);
    }

    /** See {@link Mx#cumsum(Array, int, DType)}. */
    public Array cumsum(int axis, DType dtype) {
        return Mx.cumsum(this, axis, dtype);
    }

    /** See {@link Mx#cumsum(Array, DType)}. */
    public Array cumsum(DType dtype) {
        return Mx.cumsum(this, dtype);
    }

    /** See {@link Mx#cumprod(Array, Integer, boolean, boolean)}. */
    public Array cumprod(@Nullable Integer axis, boolean reverse, boolean inclusive) {
        return Mx.cumprod(this, axis, reverse, inclusive);
    }

    /** See {@link Mx#cumprod(Array, int)}. */
    public Array cumprod(int axis) {
        return Mx.cumprod(this, axis);
    }

    /** See {@link Mx#cumprod(Array)}. */
    public Array cumprod() {
        return Mx.cumprod(this);
    }

    /** See {@link Mx#cumprod(Array, boolean, boolean)}. */
    public Array cumprod(boolean reverse, boolean inclusive) {
        return Mx.cumprod(this, reverse, inclusive);
    }

    /** See {@link Mx#cumprod(Array, Integer, boolean, boolean, DType)}. */
    public Array cumprod(@Nullable Integer axis, boolean reverse, boolean inclusive, DType dtype) {
        return Mx.cumprod(this, axis, reverse, inclusive, dtype);
    }

    /** See {@link Mx#cumprod(Array, int, DType)}. */
    public Array cumprod(int axis, DType dtype) {
        return Mx.cumprod(this, axis, dtype);
    }

    /** See {@link Mx#cumprod(Array, DType)}. */
    public Array cumprod(DType dtype) {
        return Mx.cumprod(this, dtype);
    }

    /** See {@link Mx#cummax(Array, Integer, boolean, boolean)}. */
    public Array cummax(@Nullable Integer axis, boolean reverse, boolean inclusive) {
        return Mx.cummax(this, axis, reverse, inclusive);
    }

    /** See {@link Mx#cummax(Array, int)}. */
    public Array cummax(int axis) {
        return Mx.cummax(this, axis);
    }

    /** See {@link Mx#cummax(Array)}. */
    public Array cummax() {
        return Mx.cummax(this);
    }

    /** See {@link Mx#cummax(Array, boolean, boolean)}. */
    public Array cummax(boolean reverse, boolean inclusive) {
        return Mx.cummax(this, reverse, inclusive);
    }

    /** See {@link Mx#cummin(Array, Integer, boolean, boolean)}. */
    public Array cummin(@Nullable Integer axis, boolean reverse, boolean inclusive) {
        return Mx.cummin(this, axis, reverse, inclusive);
    }

    /** See {@link Mx#cummin(Array, int)}. */
    public Array cummin(int axis) {
        return Mx.cummin(this, axis);
    }

    /** See {@link Mx#cummin(Array)}. */
    public Array cummin() {
        return Mx.cummin(this);
    }

    /** See {@link Mx#cummin(Array, boolean, boolean)}. */
    public Array cummin(boolean reverse, boolean inclusive) {
        return Mx.cummin(this, reverse, inclusive);
    }

    /** See {@link Mx#logcumsumexp(Array, Integer, boolean, boolean)}. */
    public Array logcumsumexp(@Nullable Integer axis, boolean reverse, boolean inclusive) {
        return Mx.logcumsumexp(this, axis, reverse, inclusive);
    }

    /** See {@link Mx#logcumsumexp(Array, int)}. */
    public Array logcumsumexp(int axis) {
        return Mx.logcumsumexp(this, axis);
    }

    /** See {@link Mx#logcumsumexp(Array)}. */
    public Array logcumsumexp() {
        return Mx.logcumsumexp(this);
    }

    /** See {@link Mx#logcumsumexp(Array, boolean, boolean)}. */
    public Array logcumsumexp(boolean reverse, boolean inclusive) {
        return Mx.logcumsumexp(this, reverse, inclusive);
    }

    /** See {@link Mx#sort(Array, Integer)}. */
    public Array sort(@Nullable Integer axis) {
        return Mx.sort(this, axis);
    }

    /** See {@link Mx#sort(Array)}. */
    public Array sort() {
        return Mx.sort(this);
    }

    /** See {@link Mx#argsort(Array, Integer)}. */
    public Array argsort(@Nullable Integer axis) {
        return Mx.argsort(this, axis);
    }

    /** See {@link Mx#argsort(Array)}. */
    public Array argsort() {
        return Mx.argsort(this);
    }

    /** See {@link Mx#partition(Array, int, Integer)}. */
    public Array partition(int kth, @Nullable Integer axis) {
        return Mx.partition(this, kth, axis);
    }

    /** See {@link Mx#partition(Array, int)}. */
    public Array partition(int kth) {
        return Mx.partition(this, kth);
    }

    /** See {@link Mx#argpartition(Array, int, Integer)}. */
    public Array argpartition(int kth, @Nullable Integer axis) {
        return Mx.argpartition(this, kth, axis);
    }

    /** See {@link Mx#argpartition(Array, int)}. */
    public Array argpartition(int kth) {
        return Mx.argpartition(this, kth);
    }

    /** See {@link Mx#topk(Array, int, Integer)}. */
    public Array topk(int k, @Nullable Integer axis) {
        return Mx.topk(this, k, axis);
    }

    /** See {@link Mx#topk(Array, int)}. */
    public Array topk(int k) {
        return Mx.topk(this, k);
    }

    /** See {@link Mx#searchsorted(Array, Array, boolean)}. */
    public Array searchsorted(Array values, boolean right) {
        return Mx.searchsorted(this, values, right);
    }

    /** See {@link Mx#searchsorted(Array, Array)}. */
    public Array searchsorted(Array values) {
        return Mx.searchsorted(this, values);
    }

    /** See {@link Mx#abs}. */
    public Array abs() {
        return Mx.abs(this);
    }

    /** See {@link Mx#negative}. */
    public Array negative() {
        return Mx.negative(this);
    }

    /** See {@link Mx#sign}. */
    public Array sign() {
        return Mx.sign(this);
    }

    /** See {@link Mx#square}. */
    public Array square() {
        return Mx.square(this);
    }

    /** See {@link Mx#sqrt}. */
    public Array sqrt() {
        return Mx.sqrt(this);
    }

    /** See {@link Mx#rsqrt}. */
    public Array rsqrt() {
        return Mx.rsqrt(this);
    }

    /** See {@link Mx#reciprocal}. */
    public Array reciprocal() {
        return Mx.reciprocal(this);
    }

    /** See {@link Mx#exp}. */
    public Array exp() {
        return Mx.exp(this);
    }

    /** See {@link Mx#expm1}. */
    public Array expm1() {
        return Mx.expm1(this);
    }

    /** See {@link Mx#hadamardTransform(Array, double)}. */
    public Array hadamardTransform(double scale) {
        return Mx.hadamardTransform(this, scale);
    }

    /** See {@link Mx#hadamardTransform(Array)}. */
    public Array hadamardTransform() {
        return Mx.hadamardTransform(this);
    }

    /** See {@link Mx#log}. */
    public Array log() {
        return Mx.log(this);
    }

    /** See {@link Mx#log2}. */
    public Array log2() {
        return Mx.log2(this);
    }

    /** See {@link Mx#log10}. */
    public Array log10() {
        return Mx.log10(this);
    }

    /** See {@link Mx#log1p}. */
    public Array log1p() {
        return Mx.log1p(this);
    }

    /** See {@link Mx#sin}. */
    public Array sin() {
        return Mx.sin(this);
    }

    /** See {@link Mx#cos}. */
    public Array cos() {
        return Mx.cos(this);
    }

    /** See {@link Mx#tan}. */
    public Array tan() {
        return Mx.tan(this);
    }

    /** See {@link Mx#arcsin}. */
    public Array arcsin() {
        return Mx.arcsin(this);
    }

    /** See {@link Mx#arccos}. */
    public Array arccos() {
        return Mx.arccos(this);
    }

    /** See {@link Mx#arctan}. */
    public Array arctan() {
        return Mx.arctan(this);
    }

    /** See {@link Mx#sinh}. */
    public Array sinh() {
        return Mx.sinh(this);
    }

    /** See {@link Mx#cosh}. */
    public Array cosh() {
        return Mx.cosh(this);
    }

    /** See {@link Mx#tanh}. */
    public Array tanh() {
        return Mx.tanh(this);
    }

    /** See {@link Mx#arcsinh}. */
    public Array arcsinh() {
        return Mx.arcsinh(this);
    }

    /** See {@link Mx#arccosh}. */
    public Array arccosh() {
        return Mx.arccosh(this);
    }

    /** See {@link Mx#arctanh}. */
    public Array arctanh() {
        return Mx.arctanh(this);
    }

    /** See {@link Mx#sigmoid}. */
    public Array sigmoid() {
        return Mx.sigmoid(this);
    }

    /** See {@link Mx#erf}. */
    public Array erf() {
        return Mx.erf(this);
    }

    /** See {@link Mx#erfinv}. */
    public Array erfinv() {
        return Mx.erfinv(this);
    }

    /** See {@link Mx#floor}. */
    public Array floor() {
        return Mx.floor(this);
    }

    /** See {@link Mx#ceil}. */
    public Array ceil() {
        return Mx.ceil(this);
    }

    /** See {@link Mx#logicalNot}. */
    public Array logicalNot() {
        return Mx.logicalNot(this);
    }

    /** See {@link Mx#trunc}. */
    public Array trunc() {
        return Mx.trunc(this);
    }

    /** See {@link Mx#positive(Array)}. */
    public Array positive() {
        return Mx.positive(this);
    }

    /** See {@link Mx#real}. */
    public Array real() {
        return Mx.real(this);
    }

    /** See {@link Mx#imag}. */
    public Array imag() {
        return Mx.imag(this);
    }

    /** See {@link Mx#conjugate(Array)}. */
    public Array conjugate() {
        return Mx.conjugate(this);
    }

    /** See {@link Mx#conj}. */
    public Array conj() {
        return Mx.conj(this);
    }

    /** See {@link Mx#isnan}. */
    public Array isnan() {
        return Mx.isnan(this);
    }

    /** See {@link Mx#isinf}. */
    public Array isinf() {
        return Mx.isinf(this);
    }

    /** See {@link Mx#isfinite}. */
    public Array isfinite() {
        return Mx.isfinite(this);
    }

    /** See {@link Mx#isposinf}. */
    public Array isposinf() {
        return Mx.isposinf(this);
    }

    /** See {@link Mx#isneginf}. */
    public Array isneginf() {
        return Mx.isneginf(this);
    }

    /** See {@link Mx#nanToNum(Array)}. */
    public Array nanToNum() {
        return Mx.nanToNum(this);
    }

    /** See {@link Mx#nanToNum(Array, double, Double, Double)}. */
    public Array nanToNum(double nan, @Nullable Double posinf, @Nullable Double neginf) {
        return Mx.nanToNum(this, nan, posinf, neginf);
    }

    /** See {@link Mx#degrees}. */
    public Array degrees() {
        return Mx.degrees(this);
    }

    /** See {@link Mx#radians}. */
    public Array radians() {
        return Mx.radians(this);
    }

    /** See {@link Mx#bitwiseInvert}. */
    public Array bitwiseInvert() {
        return Mx.bitwiseInvert(this);
    }

    /** See {@link Mx#round(Array, int)}. */
    public Array round(int decimals) {
        return Mx.round(this, decimals);
    }

    /** See {@link Mx#round(Array)}. */
    public Array round() {
        return Mx.round(this);
    }

    /** See {@link Mx#add(Array, Array)}. */
    public Array add(Array b) {
        return Mx.add(this, b);
    }

    /** See {@link Mx#add(Array, Number)}. */
    public Array add(Number b) {
        return Mx.add(this, b);
    }

    /** See {@link Mx#add(Array, boolean)}. */
    public Array add(boolean b) {
        return Mx.add(this, b);
    }

    /** See {@link Mx#subtract(Array, Array)}. */
    public Array subtract(Array b) {
        return Mx.subtract(this, b);
    }

    /** See {@link Mx#subtract(Array, Number)}. */
    public Array subtract(Number b) {
        return Mx.subtract(this, b);
    }

    /** See {@link Mx#subtract(Array, boolean)}. */
    public Array subtract(boolean b) {
        return Mx.subtract(this, b);
    }

    /** See {@link Mx#multiply(Array, Array)}. */
    public Array multiply(Array b) {
        return Mx.multiply(this, b);
    }

    /** See {@link Mx#multiply(Array, Number)}. */
    public Array multiply(Number b) {
        return Mx.multiply(this, b);
    }

    /** See {@link Mx#multiply(Array, boolean)}. */
    public Array multiply(boolean b) {
        return Mx.multiply(this, b);
    }

    /** See {@link Mx#divide(Array, Array)}. */
    public Array divide(Array b) {
        return Mx.divide(this, b);
    }

    /** See {@link Mx#divide(Array, Number)}. */
    public Array divide(Number b) {
        return Mx.divide(this, b);
    }

    /** See {@link Mx#divide(Array, boolean)}. */
    public Array divide(boolean b) {
        return Mx.divide(this, b);
    }

    /** See {@link Mx#remainder(Array, Array)}. */
    public Array remainder(Array b) {
        return Mx.remainder(this, b);
    }

    /** See {@link Mx#remainder(Array, Number)}. */
    public Array remainder(Number b) {
        return Mx.remainder(this, b);
    }

    /** See {@link Mx#remainder(Array, boolean)}. */
    public Array remainder(boolean b) {
        return Mx.remainder(this, b);
    }

    /** See {@link Mx#floorDivide(Array, Array)}. */
    public Array floorDivide(Array b) {
        return Mx.floorDivide(this, b);
    }

    /** See {@link Mx#floorDivide(Array, Number)}. */
    public Array floorDivide(Number b) {
        return Mx.floorDivide(this, b);
    }

    /** See {@link Mx#floorDivide(Array, boolean)}. */
    public Array floorDivide(boolean b) {
        return Mx.floorDivide(this, b);
    }

    /** See {@link Mx#power(Array, Array)}. */
    public Array power(Array b) {
        return Mx.power(this, b);
    }

    /** See {@link Mx#power(Array, Number)}. */
    public Array power(Number b) {
        return Mx.power(this, b);
    }

    /** See {@link Mx#power(Array, boolean)}. */
    public Array power(boolean b) {
        return Mx.power(this, b);
    }

    /** See {@link Mx#maximum(Array, Array)}. */
    public Array maximum(Array b) {
        return Mx.maximum(this, b);
    }

    /** See {@link Mx#maximum(Array, Number)}. */
    public Array maximum(Number b) {
        return Mx.maximum(this, b);
    }

    /** See {@link Mx#maximum(Array, boolean)}. */
    public Array maximum(boolean b) {
        return Mx.maximum(this, b);
    }

    /** See {@link Mx#minimum(Array, Array)}. */
    public Array minimum(Array b) {
        return Mx.minimum(this, b);
    }

    /** See {@link Mx#minimum(Array, Number)}. */
    public Array minimum(Number b) {
        return Mx.minimum(this, b);
    }

    /** See {@link Mx#minimum(Array, boolean)}. */
    public Array minimum(boolean b) {
        return Mx.minimum(this, b);
    }

    /** See {@link Mx#logaddexp(Array, Array)}. */
    public Array logaddexp(Array b) {
        return Mx.logaddexp(this, b);
    }

    /** See {@link Mx#logaddexp(Array, Number)}. */
    public Array logaddexp(Number b) {
        return Mx.logaddexp(this, b);
    }

    /** See {@link Mx#logaddexp(Array, boolean)}. */
    public Array logaddexp(boolean b) {
        return Mx.logaddexp(this, b);
    }

    /** See {@link Mx#arctan2(Array, Array)}. */
    public Array arctan2(Array b) {
        return Mx.arctan2(this, b);
    }

    /** See {@link Mx#arctan2(Array, Number)}. */
    public Array arctan2(Number b) {
        return Mx.arctan2(this, b);
    }

    /** See {@link Mx#arctan2(Array, boolean)}. */
    public Array arctan2(boolean b) {
        return Mx.arctan2(this, b);
    }

    /** See {@link Mx#equal(Array, Array)}. */
    public Array equal(Array b) {
        return Mx.equal(this, b);
    }

    /** See {@link Mx#equal(Array, Number)}. */
    public Array equal(Number b) {
        return Mx.equal(this, b);
    }

    /** See {@link Mx#equal(Array, boolean)}. */
    public Array equal(boolean b) {
        return Mx.equal(this, b);
    }

    /** See {@link Mx#notEqual(Array, Array)}. */
    public Array notEqual(Array b) {
        return Mx.notEqual(this, b);
    }

    /** See {@link Mx#notEqual(Array, Number)}. */
    public Array notEqual(Number b) {
        return Mx.notEqual(this, b);
    }

    /** See {@link Mx#notEqual(Array, boolean)}. */
    public Array notEqual(boolean b) {
        return Mx.notEqual(this, b);
    }

    /** See {@link Mx#less(Array, Array)}. */
    public Array less(Array b) {
        return Mx.less(this, b);
    }

    /** See {@link Mx#less(Array, Number)}. */
    public Array less(Number b) {
        return Mx.less(this, b);
    }

    /** See {@link Mx#less(Array, boolean)}. */
    public Array less(boolean b) {
        return Mx.less(this, b);
    }

    /** See {@link Mx#lessEqual(Array, Array)}. */
    public Array lessEqual(Array b) {
        return Mx.lessEqual(this, b);
    }

    /** See {@link Mx#lessEqual(Array, Number)}. */
    public Array lessEqual(Number b) {
        return Mx.lessEqual(this, b);
    }

    /** See {@link Mx#lessEqual(Array, boolean)}. */
    public Array lessEqual(boolean b) {
        return Mx.lessEqual(this, b);
    }

    /** See {@link Mx#greater(Array, Array)}. */
    public Array greater(Array b) {
        return Mx.greater(this, b);
    }

    /** See {@link Mx#greater(Array, Number)}. */
    public Array greater(Number b) {
        return Mx.greater(this, b);
    }

    /** See {@link Mx#greater(Array, boolean)}. */
    public Array greater(boolean b) {
        return Mx.greater(this, b);
    }

    /** See {@link Mx#greaterEqual(Array, Array)}. */
    public Array greaterEqual(Array b) {
        return Mx.greaterEqual(this, b);
    }

    /** See {@link Mx#greaterEqual(Array, Number)}. */
    public Array greaterEqual(Number b) {
        return Mx.greaterEqual(this, b);
    }

    /** See {@link Mx#greaterEqual(Array, boolean)}. */
    public Array greaterEqual(boolean b) {
        return Mx.greaterEqual(this, b);
    }

    /** See {@link Mx#logicalAnd(Array, Array)}. */
    public Array logicalAnd(Array b) {
        return Mx.logicalAnd(this, b);
    }

    /** See {@link Mx#logicalAnd(Array, Number)}. */
    public Array logicalAnd(Number b) {
        return Mx.logicalAnd(this, b);
    }

    /** See {@link Mx#logicalAnd(Array, boolean)}. */
    public Array logicalAnd(boolean b) {
        return Mx.logicalAnd(this, b);
    }

    /** See {@link Mx#logicalOr(Array, Array)}. */
    public Array logicalOr(Array b) {
        return Mx.logicalOr(this, b);
    }

    /** See {@link Mx#logicalOr(Array, Number)}. */
    public Array logicalOr(Number b) {
        return Mx.logicalOr(this, b);
    }

    /** See {@link Mx#logicalOr(Array, boolean)}. */
    public Array logicalOr(boolean b) {
        return Mx.logicalOr(this, b);
    }

    /** See {@link Mx#logicalXor(Array, Array)}. */
    public Array logicalXor(Array b) {
        return Mx.logicalXor(this, b);
    }

    /** See {@link Mx#logicalXor(Array, Number)}. */
    public Array logicalXor(Number b) {
        return Mx.logicalXor(this, b);
    }

    /** See {@link Mx#logicalXor(Array, boolean)}. */
    public Array logicalXor(boolean b) {
        return Mx.logicalXor(this, b);
    }

    /** See {@link Mx#clip(Array, Number, Number)}. */
    public Array clip(@Nullable Number low, @Nullable Number high) {
        return Mx.clip(this, low, high);
    }

    /** See {@link Mx#clip(Array, Array, Array)}. */
    public Array clip(@Nullable Array low, @Nullable Array high) {
        return Mx.clip(this, low, high);
    }

    /** See {@link Mx#isclose(Array, Array)}. */
    public Array isclose(Array b) {
        return Mx.isclose(this, b);
    }

    /** See {@link Mx#isclose(Array, Array, double, double, boolean)}. */
    public Array isclose(Array b, double rtol, double atol, boolean equalNan) {
        return Mx.isclose(this, b, rtol, atol, equalNan);
    }

    /** See {@link Mx#allclose(Array, Array)}. */
    public Array allclose(Array b) {
        return Mx.allclose(this, b);
    }

    /** See {@link Mx#allclose(Array, Array, double, double, boolean)}. */
    public Array allclose(Array b, double rtol, double atol, boolean equalNan) {
        return Mx.allclose(this, b, rtol, atol, equalNan);
    }

    /** See {@link Mx#arrayEqual(Array, Array)}. */
    public Array arrayEqual(Array b) {
        return Mx.arrayEqual(this, b);
    }

    /** See {@link Mx#arrayEqual(Array, Array, boolean)}. */
    public Array arrayEqual(Array b, boolean equalNan) {
        return Mx.arrayEqual(this, b, equalNan);
    }

    /** See {@link Mx#divmod(Array, Array)}. */
    public List<Array> divmod(Array b) {
        return Mx.divmod(this, b);
    }

    /** See {@link Mx#divmod(Array, Number)}. */
    public List<Array> divmod(Number b) {
        return Mx.divmod(this, b);
    }

    /** See {@link Mx#divmod(Array, boolean)}. */
    public List<Array> divmod(boolean b) {
        return Mx.divmod(this, b);
    }

    /** See {@link Mx#bitwiseAnd(Array, Array)}. */
    public Array bitwiseAnd(Array b) {
        return Mx.bitwiseAnd(this, b);
    }

    /** See {@link Mx#bitwiseAnd(Array, Number)}. */
    public Array bitwiseAnd(Number b) {
        return Mx.bitwiseAnd(this, b);
    }

    /** See {@link Mx#bitwiseAnd(Array, boolean)}. */
    public Array bitwiseAnd(boolean b) {
        return Mx.bitwiseAnd(this, b);
    }

    /** See {@link Mx#bitwiseOr(Array, Array)}. */
    public Array bitwiseOr(Array b) {
        return Mx.bitwiseOr(this, b);
    }

    /** See {@link Mx#bitwiseOr(Array, Number)}. */
    public Array bitwiseOr(Number b) {
        return Mx.bitwiseOr(this, b);
    }

    /** See {@link Mx#bitwiseOr(Array, boolean)}. */
    public Array bitwiseOr(boolean b) {
        return Mx.bitwiseOr(this, b);
    }

    /** See {@link Mx#bitwiseXor(Array, Array)}. */
    public Array bitwiseXor(Array b) {
        return Mx.bitwiseXor(this, b);
    }

    /** See {@link Mx#bitwiseXor(Array, Number)}. */
    public Array bitwiseXor(Number b) {
        return Mx.bitwiseXor(this, b);
    }

    /** See {@link Mx#bitwiseXor(Array, boolean)}. */
    public Array bitwiseXor(boolean b) {
        return Mx.bitwiseXor(this, b);
    }

    /** See {@link Mx#leftShift(Array, Array)}. */
    public Array leftShift(Array b) {
        return Mx.leftShift(this, b);
    }

    /** See {@link Mx#leftShift(Array, Number)}. */
    public Array leftShift(Number b) {
        return Mx.leftShift(this, b);
    }

    /** See {@link Mx#leftShift(Array, boolean)}. */
    public Array leftShift(boolean b) {
        return Mx.leftShift(this, b);
    }

    /** See {@link Mx#rightShift(Array, Array)}. */
    public Array rightShift(Array b) {
        return Mx.rightShift(this, b);
    }

    /** See {@link Mx#rightShift(Array, Number)}. */
    public Array rightShift(Number b) {
        return Mx.rightShift(this, b);
    }

    /** See {@link Mx#rightShift(Array, boolean)}. */
    public Array rightShift(boolean b) {
        return Mx.rightShift(this, b);
    }

    /** See {@link Mx#sum(Array, int[], boolean)}. */
    public Array sum(int[] axes, boolean keepDims) {
        return Mx.sum(this, axes, keepDims);
    }

    /** See {@link Mx#sum(Array, int, boolean)}. */
    public Array sum(int axis, boolean keepDims) {
        return Mx.sum(this, axis, keepDims);
    }

    /** See {@link Mx#sum(Array, int)}. */
    public Array sum(int axis) {
        return Mx.sum(this, axis);
    }

    /** See {@link Mx#sum(Array)}. */
    public Array sum() {
        return Mx.sum(this);
    }

    /** See {@link Mx#sum(Array, boolean)}. */
    public Array sum(boolean keepDims) {
        return Mx.sum(this, keepDims);
    }

    /** See {@link Mx#sum(Array, int[], boolean, DType)}. */
    public Array sum(int[] axes, boolean keepDims, DType dtype) {
        return Mx.sum(this, axes, keepDims, dtype);
    }

    /** See {@link Mx#sum(Array, int, DType)}. */
    public Array sum(int axis, DType dtype) {
        return Mx.sum(this, axis, dtype);
    }

    /** See {@link Mx#sum(Array, DType)}. */
    public Array sum(DType dtype) {
        return Mx.sum(this, dtype);
    }

    /** See {@link Mx#prod(Array, int[], boolean)}. */
    public Array prod(int[] axes, boolean keepDims) {
        return Mx.prod(this, axes, keepDims);
    }

    /** See {@link Mx#prod(Array, int, boolean)}. */
    public Array prod(int axis, boolean keepDims) {
        return Mx.prod(this, axis, keepDims);
    }

    /** See {@link Mx#prod(Array, int)}. */
    public Array prod(int axis) {
        return Mx.prod(this, axis);
    }

    /** See {@link Mx#prod(Array)}. */
    public Array prod() {
        return Mx.prod(this);
    }

    /** See {@link Mx#prod(Array, boolean)}. */
    public Array prod(boolean keepDims) {
        return Mx.prod(this, keepDims);
    }

    /** See {@link Mx#prod(Array, int[], boolean, DType)}. */
    public Array prod(int[] axes, boolean keepDims, DType dtype) {
        return Mx.prod(this, axes, keepDims, dtype);
    }

    /** See {@link Mx#prod(Array, int, DType)}. */
    public Array prod(int axis, DType dtype) {
        return Mx.prod(this, axis, dtype);
    }

    /** See {@link Mx#prod(Array, DType)}. */
    public Array prod(DType dtype) {
        return Mx.prod(this, dtype);
    }

    /** See {@link Mx#max(Array, int[], boolean)}. */
    public Array max(int[] axes, boolean keepDims) {
        return Mx.max(this, axes, keepDims);
    }

    /** See {@link Mx#max(Array, int, boolean)}. */
    public Array max(int axis, boolean keepDims) {
        return Mx.max(this, axis, keepDims);
    }

    /** See {@link Mx#max(Array, int)}. */
    public Array max(int axis) {
        return Mx.max(this, axis);
    }

    /** See {@link Mx#max(Array)}. */
    public Array max() {
        return Mx.max(this);
    }

    /** See {@link Mx#max(Array, boolean)}. */
    public Array max(boolean keepDims) {
        return Mx.max(this, keepDims);
    }

    /** See {@link Mx#min(Array, int[], boolean)}. */
    public Array min(int[] axes, boolean keepDims) {
        return Mx.min(this, axes, keepDims);
    }

    /** See {@link Mx#min(Array, int, boolean)}. */
    public Array min(int axis, boolean keepDims) {
        return Mx.min(this, axis, keepDims);
    }

    /** See {@link Mx#min(Array, int)}. */
    public Array min(int axis) {
        return Mx.min(this, axis);
    }

    /** See {@link Mx#min(Array)}. */
    public Array min() {
        return Mx.min(this);
    }

    /** See {@link Mx#min(Array, boolean)}. */
    public Array min(boolean keepDims) {
        return Mx.min(this, keepDims);
    }

    /** See {@link Mx#all(Array, int[], boolean)}. */
    public Array all(int[] axes, boolean keepDims) {
        return Mx.all(this, axes, keepDims);
    }

    /** See {@link Mx#all(Array, int, boolean)}. */
    public Array all(int axis, boolean keepDims) {
        return Mx.all(this, axis, keepDims);
    }

    /** See {@link Mx#all(Array, int)}. */
    public Array all(int axis) {
        return Mx.all(this, axis);
    }

    /** See {@link Mx#all(Array)}. */
    public Array all() {
        return Mx.all(this);
    }

    /** See {@link Mx#all(Array, boolean)}. */
    public Array all(boolean keepDims) {
        return Mx.all(this, keepDims);
    }

    /** See {@link Mx#any(Array, int[], boolean)}. */
    public Array any(int[] axes, boolean keepDims) {
        return Mx.any(this, axes, keepDims);
    }

    /** See {@link Mx#any(Array, int, boolean)}. */
    public Array any(int axis, boolean keepDims) {
        return Mx.any(this, axis, keepDims);
    }

    /** See {@link Mx#any(Array, int)}. */
    public Array any(int axis) {
        return Mx.any(this, axis);
    }

    /** See {@link Mx#any(Array)}. */
    public Array any() {
        return Mx.any(this);
    }

    /** See {@link Mx#any(Array, boolean)}. */
    public Array any(boolean keepDims) {
        return Mx.any(this, keepDims);
    }

    /** See {@link Mx#mean(Array, int[], boolean)}. */
    public Array mean(int[] axes, boolean keepDims) {
        return Mx.mean(this, axes, keepDims);
    }

    /** See {@link Mx#mean(Array, int, boolean)}. */
    public Array mean(int axis, boolean keepDims) {
        return Mx.mean(this, axis, keepDims);
    }

    /** See {@link Mx#mean(Array, int)}. */
    public Array mean(int axis) {
        return Mx.mean(this, axis);
    }

    /** See {@link Mx#mean(Array)}. */
    public Array mean() {
        return Mx.mean(this);
    }

    /** See {@link Mx#mean(Array, boolean)}. */
    public Array mean(boolean keepDims) {
        return Mx.mean(this, keepDims);
    }

    /** See {@link Mx#mean(Array, int[], boolean, DType)}. */
    public Array mean(int[] axes, boolean keepDims, DType dtype) {
        return Mx.mean(this, axes, keepDims, dtype);
    }

    /** See {@link Mx#mean(Array, int, DType)}. */
    public Array mean(int axis, DType dtype) {
        return Mx.mean(this, axis, dtype);
    }

    /** See {@link Mx#mean(Array, DType)}. */
    public Array mean(DType dtype) {
        return Mx.mean(this, dtype);
    }

    /** See {@link Mx#logSoftmax(Array, int...)}. */
    public Array logSoftmax(int... axes) {
        return Mx.logSoftmax(this, axes);
    }

    /** See {@link Mx#logSoftmax(Array)}. */
    public Array logSoftmax() {
        return Mx.logSoftmax(this);
    }

    /** See {@link Mx#logsumexp(Array, int[], boolean)}. */
    public Array logsumexp(int[] axes, boolean keepDims) {
        return Mx.logsumexp(this, axes, keepDims);
    }

    /** See {@link Mx#logsumexp(Array, int, boolean)}. */
    public Array logsumexp(int axis, boolean keepDims) {
        return Mx.logsumexp(this, axis, keepDims);
    }

    /** See {@link Mx#logsumexp(Array, int)}. */
    public Array logsumexp(int axis) {
        return Mx.logsumexp(this, axis);
    }

    /** See {@link Mx#logsumexp(Array)}. */
    public Array logsumexp() {
        return Mx.logsumexp(this);
    }

    /** See {@link Mx#logsumexp(Array, boolean)}. */
    public Array logsumexp(boolean keepDims) {
        return Mx.logsumexp(this, keepDims);
    }

    /** See {@link Mx#var(Array, int[], boolean, int)}. */
    public Array var(int[] axes, boolean keepDims, int correction) {
        return Mx.var(this, axes, keepDims, correction);
    }

    /** See {@link Mx#var(Array)}. */
    public Array var() {
        return Mx.var(this);
    }

    /** See {@link Mx#var(Array, int)}. */
    public Array var(int axis) {
        return Mx.var(this, axis);
    }

    /** See {@link Mx#var(Array, int, boolean)}. */
    public Array var(int axis, boolean keepDims) {
        return Mx.var(this, axis, keepDims);
    }

    /** See {@link Mx#var(Array, boolean)}. */
    public Array var(boolean keepDims) {
        return Mx.var(this, keepDims);
    }

    /** See {@link Mx#var(Array, int[], boolean, int, DType)}. */
    public Array var(int[] axes, boolean keepDims, int correction, DType dtype) {
        return Mx.var(this, axes, keepDims, correction, dtype);
    }
}
