package lazuli.core;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import lazuli.core.compile.Shapeless;
import lazuli.core.graph.ArrayType;
import lazuli.core.graph.Evaluator;
import lazuli.core.graph.HostAccess;
import lazuli.core.graph.Node;
import lazuli.core.graph.Nodes;
import lazuli.core.graph.Required;
import lazuli.core.operation.Arithmetic;
import lazuli.core.operation.Creation;
import lazuli.core.operation.Diagonals;
import lazuli.core.operation.Elementwise;
import lazuli.core.operation.HadamardTransform;
import lazuli.core.operation.HostConversion;
import lazuli.core.operation.Indexing;
import lazuli.core.operation.Matrices;
import lazuli.core.operation.Padding;
import lazuli.core.operation.Predicates;
import lazuli.core.operation.Products;
import lazuli.core.operation.Rearrangements;
import lazuli.core.operation.Reductions;
import lazuli.core.operation.Scalars;
import lazuli.core.operation.Scans;
import lazuli.core.operation.Shapes;
import lazuli.core.operation.Sorting;
import lazuli.core.operation.Updates;
import lazuli.core.primitive.elementwise.BinaryFunction;
import lazuli.core.primitive.elementwise.UnaryFunction;
import lazuli.core.primitive.reduction.Accumulation;
import lazuli.core.primitive.reduction.Reduction;
import lazuli.core.primitive.view.AsStrided;
import lazuli.core.primitive.view.Contiguous;
import lazuli.core.primitive.view.StopGradient;
import lazuli.core.primitive.view.View;
import lazuli.core.schedule.Event;
import org.jspecify.annotations.Nullable;

/**
 * A lazy array: an output of a node of the graph, computed when it is evaluated or read. Its value never changes, so it may be used by any
 * number of threads. Its memory comes back by itself when nothing refers to it any more.
 */
public final class Array implements Index, Iterable<Array> {
    /** As many subarrays as these are made together when somebody goes through them: a few kilobytes for one who leaves early. */
    private static final int MOST_AT_ONCE = 1024;

    static {
        Nodes.Access.give(new Nodes.Access() {
            @Override
            public Array output(Node node, int index) {
                return new Array(node, index);
            }

            @Override
            public Node node(Array array) {
                return array.node;
            }

            @Override
            public int index(Array array) {
                return array.index;
            }

            @Override
            public void nodeIsMade() {
                Shapeless.nodeIsMade();
            }

            @Override
            public ArrayType type(Array array) {
                return array.type;
            }
        });
    }

    private final Node node;
    private final int index;
    private final ArrayType type;

    /** Its death tells that nobody can read the output any more. */
    @SuppressWarnings("unused") // to be reached is its use
    private final Object owner;

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
        this.owner = node.owner(index);
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

    /**
     * The length of an axis; negative ones count from the end.
     *
     * @throws ShapeException if there is no such axis
     */
    public int shape(int axis) {
        return shape().length(axis);
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
        Evaluator.eval(List.of(this));
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

    /**
     * The only element: by dtype an {@link Integer} (bool as 0 or 1), a {@link Long} (uint32 too; of uint64 the bits), a {@link Float} or a {@link Double}.
     *
     * @throws ShapeException if there is not one element
     * @throws DTypeException if it is complex, see {@link #itemComplex}
     */
    public Number item() {
        requireOneElement();
        return switch (dtype()) {
            case BOOL, UINT8, UINT16, INT8, INT16, INT32 -> itemInt();
            case UINT32, UINT64, INT64 -> itemLong();
            case FLOAT16, BFLOAT16, FLOAT32 -> itemFloat();
            case FLOAT64 -> itemDouble();
            case COMPLEX64 ->
                throw new DTypeException("item", "a %s element is no real number, see itemComplex", dtype());
        };
    }

    /** The only element as a float; any dtype but complex is converted. */
    public float itemFloat() {
        return (float) itemDouble();
    }

    /** The only element as a double; any dtype but complex is converted. */
    public double itemDouble() {
        requireOneElement();
        return dtype() == DType.COMPLEX64
                ? HostConversion.convert(this, DType.FLOAT64).toDoubleArray()[0]
                : HostScalar.number(this);
    }

    /** The only element as a complex number; any dtype is converted. */
    public Complex itemComplex() {
        requireOneElement();
        float[] parts = HostCopy.floats(HostConversion.convert(this, DType.COMPLEX64));
        return Complex.of(parts[0], parts[1]);
    }

    /** The only element as an int; fractions are cut off. */
    public int itemInt() {
        requireOneElement();
        return isExact() ? (int) HostScalar.integer(this) : toIntArray()[0];
    }

    /** The only element as a long; fractions are cut off. */
    public long itemLong() {
        requireOneElement();
        return isExact() ? HostScalar.integer(this) : toLongArray()[0];
    }

    /** Whether the only element is nonzero. */
    public boolean itemBoolean() {
        requireOneElement();
        return dtype() == DType.COMPLEX64 ? toBooleanArray()[0] : HostScalar.number(this) != 0;
    }

    private boolean isExact() {
        return dtype().isInteger() || dtype() == DType.BOOL;
    }

    private void requireOneElement() {
        if (size() != 1) {
            throw new ShapeException("item", "an array of shape %s has not one element", shape());
        }
    }

    /** The elements in row-major order, converted to float. */
    public float[] toFloatArray() {
        return HostCopy.floats(HostConversion.convert(this, DType.FLOAT32));
    }

    /** The elements in row-major order, converted to double. */
    public double[] toDoubleArray() {
        return HostCopy.doubles(HostConversion.convert(this, DType.FLOAT64));
    }

    /** The elements in row-major order, converted to int. */
    public int[] toIntArray() {
        return HostCopy.ints(dtype() == DType.UINT32 ? this : HostConversion.convert(this, DType.INT32));
    }

    /** The elements in row-major order, converted to long. */
    public long[] toLongArray() {
        return HostCopy.longs(dtype() == DType.UINT64 ? this : HostConversion.convert(this, DType.INT64));
    }

    /** The elements in row-major order; true where nonzero. */
    public boolean[] toBooleanArray() {
        byte[] bytes = HostCopy.bytes(HostConversion.convert(this, DType.BOOL));
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
        return HostAccess.view(this);
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
     * The subarrays along the first axis; of very many, each is made when its turn comes.
     *
     * @throws ShapeException if there is none
     */
    @Override
    public Iterator<Array> iterator() {
        return length() <= MOST_AT_ONCE
                ? unstack(0).iterator()
                : IntStream.range(0, length()).mapToObj(i -> at(i)).iterator();
    }

    /** The subarray at a position along the first axis; negative ones count from the end. */
    public Array at(int position) {
        return at(Index.of(position));
    }

    /**
     * The part that the indices name, in the order of the axes; what they do not speak of is taken whole:
     * {@snippet :
     * Array x = ones(3, 4);
     * x.at(0, -1);                    // x[0, -1]
     * x.at(all(), slice(0, 2));       // x[:, 0:2]
     * x.at(ellipsis(), newAxis());    // x[..., None]
     * x.at(array(2, 0), 1);           // x[[2, 0], 1]
     * }
     * Several index arrays are broadcast to one shape, whose axes stand where the indexed ones were, or first if a slice or a new axis stands between
     * the arrays.
     *
     * @param indices whole numbers for positions, which remove their axis; {@link Slice}, {@link Index#ELLIPSIS} and {@link Index#NEW_AXIS}, for which
     *     null may stand; arrays of integers, for which an {@code int[]} may stand
     * @throws ArgumentException if an index is something else
     * @throws DTypeException if an index array is not of integers; masks can only be assigned through, see {@link #update}
     */
    public Array at(@Nullable Object... indices) {
        return Indexing.at(this, Indices.of("at", indices));
    }

    /** The same of slices, arrays and other {@link Index} alone. */
    public Array at(Index... indices) {
        return at((Object[]) indices);
    }

    /** The part that {@link #at(Object...)} reads, to be changed: {@code x.update(i).add(v)} is a new array. */
    public IndexedUpdate update(@Nullable Object... indices) {
        return new IndexedUpdate(this, Indices.of("update", indices));
    }

    /** The same of slices, arrays and other {@link Index} alone. */
    public IndexedUpdate update(Index... indices) {
        return update((Object[]) indices);
    }

    // ---- operations

    /** See {@link Mx#astype}. */
    public Array astype(DType dtype) {
        Required.argument("astype", "dtype", dtype);
        return Elementwise.astype(this, dtype);
    }

    /** See {@link Mx#reshape}. */
    public Array reshape(int... shape) {
        Required.argument("reshape", "shape", shape);
        return Shapes.reshape(this, shape);
    }

    /** See {@link Mx#transpose}. */
    public Array transpose(int... axes) {
        Required.argument("transpose", "axes", axes);
        return Shapes.transpose(this, axes);
    }

    /** See {@link Mx#permuteDims(Array, int...)}. */
    public Array permuteDims(int... axes) {
        Required.argument("permute_dims", "axes", axes);
        return Shapes.transpose(this, axes);
    }

    /** The axes reversed. */
    public Array T() {
        return transpose();
    }

    /** See {@link Mx#swapaxes}. */
    public Array swapaxes(int first, int second) {
        return Shapes.swapaxes(this, first, second);
    }

    /** See {@link Mx#moveaxis}. */
    public Array moveaxis(int source, int destination) {
        return Shapes.moveaxis(this, source, destination);
    }

    /** See {@link Mx#expandDims}. */
    public Array expandDims(int... axes) {
        Required.argument("expand_dims", "axes", axes);
        return Shapes.expandDims(this, axes);
    }

    /** See {@link Mx#squeeze}. */
    public Array squeeze(int... axes) {
        Required.argument("squeeze", "axes", axes);
        return Shapes.squeeze(this, axes);
    }

    /** See {@link Mx#flatten(Array, int, int)}. */
    public Array flatten(int start, int end) {
        return Shapes.flatten(this, start, end);
    }

    /** See {@link Mx#flatten(Array)}. */
    public Array flatten() {
        return Shapes.flatten(this, 0, -1);
    }

    /** See {@link Mx#view}. */
    public Array view(DType dtype) {
        Required.argument("view", "dtype", dtype);
        if (dtype() == dtype) {
            return this;
        }
        return dtype == DType.BOOL ? view(DType.UINT8).astype(DType.BOOL) : Nodes.of(new View(dtype), this);
    }

    /** See {@link Mx#contiguous(Array)}. */
    public Array contiguous() {
        return Nodes.of(new Contiguous(), this);
    }

    /** See {@link Mx#asStrided(Array, Shape, long[], long)}. */
    public Array asStrided(Shape shape, long[] strides, long offset) {
        Required.argument("as_strided", "shape", shape);
        Required.argument("as_strided", "strides", strides);
        return Nodes.of(new AsStrided(shape, Arrays.stream(strides).boxed().toList(), offset), this);
    }

    /** See {@link Mx#unflatten}. */
    public Array unflatten(int axis, int... shape) {
        Required.argument("unflatten", "shape", shape);
        return Shapes.unflatten(this, axis, shape);
    }

    /** See {@link Mx#atleast1d(Array)}. */
    public Array atleast1d() {
        return Shapes.atLeast1d(this);
    }

    /** See {@link Mx#atleast2d(Array)}. */
    public Array atleast2d() {
        return Shapes.atLeast2d(this);
    }

    /** See {@link Mx#atleast3d(Array)}. */
    public Array atleast3d() {
        return Shapes.atLeast3d(this);
    }

    /** See {@link Mx#broadcastTo}. */
    public Array broadcastTo(int... shape) {
        Required.argument("broadcast_to", "shape", shape);
        return Shapes.broadcast(this, Shape.of(shape));
    }

    /** See {@link Mx#flip}. */
    public Array flip(int... axes) {
        Required.argument("flip", "axes", axes);
        return Rearrangements.flip(this, axes.length == 0 ? shape().allAxes() : axes);
    }

    /** See {@link Mx#roll(Array, int, int)}. */
    public Array roll(int shift, int axis) {
        return roll(new int[] {shift}, new int[] {axis});
    }

    /** See {@link Mx#roll(Array, int)}. */
    public Array roll(int shift) {
        return Rearrangements.rollFlattened(this, shift);
    }

    /** See {@link Mx#roll(Array, int[], int[])}. */
    public Array roll(int[] shifts, int[] axes) {
        Required.argument("roll", "shifts", shifts);
        Required.argument("roll", "axes", axes);
        return Rearrangements.roll(this, shifts, axes);
    }

    /** See {@link Mx#tile}. */
    public Array tile(int... repetitions) {
        Required.argument("tile", "repetitions", repetitions);
        return Rearrangements.tile(this, repetitions);
    }

    /** See {@link Mx#repeat(Array, int, int)}. */
    public Array repeat(int repetitions, int axis) {
        return Rearrangements.repeat(this, repetitions, axis);
    }

    /** See {@link Mx#repeat(Array, int)}. */
    public Array repeat(int repetitions) {
        return Rearrangements.repeat(Shapes.reshape(this, -1), repetitions, 0);
    }

    /** See {@link Mx#pad(Array, int[][], Number)}. */
    public Array pad(int[][] widths, Number value) {
        Required.arguments("pad", "widths", widths);
        Required.argument("pad", "value", value);
        return Padding.constant(this, widths, Scalars.constant(value, dtype(), Shape.SCALAR));
    }

    /** See {@link Mx#pad(Array, int[][], PadMode)}. */
    public Array pad(int[][] widths, PadMode mode) {
        Required.arguments("pad", "widths", widths);
        Required.argument("pad", "mode", mode);
        return mode == PadMode.CONSTANT ? pad(widths, 0) : Padding.continued(this, widths, mode);
    }

    /** See {@link Mx#pad(Array, int)}. */
    public Array pad(int width) {
        return pad(Padding.everyAxis(ndim(), width, width), 0);
    }

    /** See {@link Mx#pad(Array, int, int)}. */
    public Array pad(int before, int after) {
        return pad(Padding.everyAxis(ndim(), before, after), 0);
    }

    /** See {@link Mx#pad(Array, int[][], Array)}. */
    public Array pad(int[][] widths, Array value) {
        Required.arguments("pad", "widths", widths);
        Required.argument("pad", "value", value);
        return Padding.constant(this, widths, value);
    }

    /** See {@link Mx#split(Array, int, int)}. */
    public List<Array> split(int sections, int axis) {
        return Rearrangements.split(this, sections, axis);
    }

    /** See {@link Mx#split(Array, int[], int)}. */
    public List<Array> split(int[] positions, int axis) {
        Required.argument("split", "positions", positions);
        return Rearrangements.split(this, positions, axis);
    }

    /** See {@link Mx#split(Array, int)}. */
    public List<Array> split(int sections) {
        return split(sections, 0);
    }

    /** See {@link Mx#unstack(Array, int)}. */
    public List<Array> unstack(int axis) {
        return Rearrangements.unstack(this, axis);
    }

    /** See {@link Mx#unstack(Array)}. */
    public List<Array> unstack() {
        return unstack(0);
    }

    /** See {@link Mx#diag(Array, int)}. */
    public Array diag(int k) {
        return Diagonals.diag(this, k);
    }

    /** See {@link Mx#diag(Array)}. */
    public Array diag() {
        return diag(0);
    }

    /** See {@link Mx#diagonal(Array, int, int, int)}. */
    public Array diagonal(int offset, int axis1, int axis2) {
        return Diagonals.diagonal(this, offset, axis1, axis2);
    }

    /** See {@link Mx#diagonal(Array)}. */
    public Array diagonal() {
        return diagonal(0, 0, 1);
    }

    /** See {@link Mx#trace(Array, int, int, int)}. */
    public Array trace(int offset, int axis1, int axis2) {
        return trace(offset, axis1, axis2, dtype());
    }

    /** See {@link Mx#trace(Array)}. */
    public Array trace() {
        return trace(0, 0, 1);
    }

    /** See {@link Mx#trace(Array, int, int, int, DType)}. */
    public Array trace(int offset, int axis1, int axis2, DType dtype) {
        Required.argument("trace", "dtype", dtype);
        return Diagonals.trace(this, offset, axis1, axis2, dtype);
    }

    /** See {@link Mx#tril(Array, int)}. */
    public Array tril(int k) {
        return Diagonals.lower(this, k);
    }

    /** See {@link Mx#tril(Array)}. */
    public Array tril() {
        return tril(0);
    }

    /** See {@link Mx#triu(Array, int)}. */
    public Array triu(int k) {
        return Diagonals.upper(this, k);
    }

    /** See {@link Mx#triu(Array)}. */
    public Array triu() {
        return triu(0);
    }

    /** See {@link Mx#matmul}. */
    public Array matmul(Array b) {
        Required.argument("matmul", "b", b);
        return Matrices.matmul(this, b);
    }

    /** See {@link Mx#inner(Array, Array)}. */
    public Array inner(Array b) {
        Required.argument("inner", "b", b);
        return Products.inner(this, b);
    }

    /** See {@link Mx#outer(Array, Array)}. */
    public Array outer(Array b) {
        Required.argument("outer", "b", b);
        return Products.outer(this, b);
    }

    /** See {@link Mx#vecdot(Array, Array)}. */
    public Array vecdot(Array b) {
        return vecdot(b, -1);
    }

    /** See {@link Mx#vecdot(Array, Array, int)}. */
    public Array vecdot(Array b, int axis) {
        Required.argument("vecdot", "b", b);
        return Products.vecdot(this, b, axis);
    }

    /** See {@link Mx#kron(Array, Array)}. */
    public Array kron(Array b) {
        Required.argument("kron", "b", b);
        return Products.kronecker(this, b);
    }

    /** See {@link Mx#tensordot(Array, Array)}. */
    public Array tensordot(Array b) {
        return tensordot(b, 2);
    }

    /** See {@link Mx#tensordot(Array, Array, int)}. */
    public Array tensordot(Array b, int axes) {
        Required.argument("tensordot", "b", b);
        return Products.tensordot(this, b, axes);
    }

    /** See {@link Mx#tensordot(Array, Array, int[], int[])}. */
    public Array tensordot(Array b, int[] aAxes, int[] bAxes) {
        Required.argument("tensordot", "b", b);
        Required.argument("tensordot", "aAxes", aAxes);
        Required.argument("tensordot", "bAxes", bAxes);
        return Products.tensordot(this, b, aAxes, bAxes);
    }

    /** See {@link Mx#stopGradient(Array)}. */
    public Array stopGradient() {
        return Nodes.of(new StopGradient(), this);
    }

    /** See {@link Mx#argmax(Array, Integer, boolean)}. */
    public Array argmax(int axis) {
        return argmax(axis, false);
    }

    /** See {@link Mx#argmax(Array, Integer, boolean)}. */
    public Array argmax(@Nullable Integer axis, boolean keepDims) {
        return axis == null ? argmax(keepDims) : Reductions.argReduce(true, this, axis, keepDims);
    }

    /** See {@link Mx#argmax(Array, boolean)}. */
    public Array argmax(boolean keepDims) {
        return Reductions.argReduce(true, this, keepDims);
    }

    /** See {@link Mx#argmax(Array)}. */
    public Array argmax() {
        return argmax(false);
    }

    /** See {@link Mx#argmin(Array, Integer, boolean)}. */
    public Array argmin(int axis) {
        return argmin(axis, false);
    }

    /** See {@link Mx#argmin(Array, Integer, boolean)}. */
    public Array argmin(@Nullable Integer axis, boolean keepDims) {
        return axis == null ? argmin(keepDims) : Reductions.argReduce(false, this, axis, keepDims);
    }

    /** See {@link Mx#argmin(Array, boolean)}. */
    public Array argmin(boolean keepDims) {
        return Reductions.argReduce(false, this, keepDims);
    }

    /** See {@link Mx#argmin(Array)}. */
    public Array argmin() {
        return argmin(false);
    }

    /** See {@link Mx#take}. */
    public Array take(Array indices, int axis) {
        Required.argument("take", "indices", indices);
        return Indexing.take(this, indices, axis);
    }

    /** See {@link Mx#take(Array, Array)}. */
    public Array take(Array indices) {
        return flatten().take(indices, 0);
    }

    /** See {@link Mx#take(Array, int, int)}. */
    public Array take(int index, int axis) {
        return take(Creation.array(index), axis);
    }

    /** See {@link Mx#takeAlongAxis(Array, Array, int)}. */
    public Array takeAlongAxis(Array indices, int axis) {
        Required.argument("take_along_axis", "indices", indices);
        return Indexing.takeAlongAxis(this, indices, axis);
    }

    /** See {@link Mx#takeAlongAxis(Array, Array)}. */
    public Array takeAlongAxis(Array indices) {
        Required.argument("take_along_axis", "indices", indices);
        return flatten().takeAlongAxis(indices.flatten(), 0);
    }

    /** See {@link Mx#putAlongAxis(Array, Array, Array, int)}. */
    public Array putAlongAxis(Array indices, Array values, int axis) {
        Required.argument("put_along_axis", "indices", indices);
        Required.argument("put_along_axis", "values", values);
        return Updates.putAlongAxis(this, indices, values, axis);
    }

    /** See {@link Mx#putAlongAxis(Array, Array, Array)}. */
    public Array putAlongAxis(Array indices, Array values) {
        Required.argument("put_along_axis", "indices", indices);
        return flatten().putAlongAxis(indices.flatten(), values, 0).reshape(shape().toArray());
    }

    /** See {@link Mx#slice(Array, Array, int[], int[])}. */
    public Array slice(Array starts, int[] axes, int[] sizes) {
        Required.argument("slice", "starts", starts);
        Required.argument("slice", "axes", axes);
        Required.argument("slice", "sizes", sizes);
        return Updates.slice(this, starts, axes, sizes);
    }

    /** See {@link Mx#sliceUpdate(Array, Array, Array, int[])}. */
    public Array sliceUpdate(Array update, Array starts, int[] axes) {
        Required.argument("slice_update", "update", update);
        Required.argument("slice_update", "starts", starts);
        Required.argument("slice_update", "axes", axes);
        return Updates.sliceUpdate(this, update, starts, axes);
    }

    /** See {@link Mx#maskedScatter(Array, Array, Array)}. */
    public Array maskedScatter(Array mask, Array values) {
        Required.argument("masked_scatter", "mask", mask);
        Required.argument("masked_scatter", "values", values);
        return Updates.maskedScatter(this, mask, values);
    }

    /** {@code max(x, 0)}. */
    public Array relu() {
        return maximum(0);
    }

    /** See {@link Mx#softmax}. */
    public Array softmax(int... axes) {
        Required.argument("softmax", "axes", axes);
        return Reductions.softmax(this, axes);
    }

    /** See {@link Mx#softmax(Array)}. */
    public Array softmax() {
        return softmax(shape().allAxes());
    }

    /** See {@link Mx#std(Array, int[], boolean, int)}. */
    public Array std(int[] axes, boolean keepDims, int correction) {
        Required.argument("std", "axes", axes);
        return Reductions.standardDeviation(this, axes, keepDims, correction);
    }

    /** See {@link Mx#std(Array)}. */
    public Array std() {
        return std(shape().allAxes(), false, 0);
    }

    /** See {@link Mx#std(Array, int...)}. */
    public Array std(int... axes) {
        return std(axes, false, 0);
    }

    /** See {@link Mx#std(Array, int, boolean)}. */
    public Array std(int axis, boolean keepDims) {
        return std(new int[] {axis}, keepDims, 0);
    }

    /** See {@link Mx#std(Array, boolean)}. */
    public Array std(boolean keepDims) {
        return std(shape().allAxes(), keepDims, 0);
    }

    /** See {@link Mx#std(Array, int[], boolean, int, DType)}. */
    public Array std(int[] axes, boolean keepDims, int correction, DType dtype) {
        Required.argument("std", "axes", axes);
        Required.argument("std", "dtype", dtype);
        return Reductions.inexact("std", this, dtype).std(axes, keepDims, correction);
    }

    /** See {@link Mx#median(Array, int[], boolean)}. */
    public Array median(int[] axes, boolean keepDims) {
        Required.argument("median", "axes", axes);
        return Sorting.median(this, axes, keepDims);
    }

    /** See {@link Mx#median(Array)}. */
    public Array median() {
        return median(shape().allAxes(), false);
    }

    /** See {@link Mx#median(Array, int...)}. */
    public Array median(int... axes) {
        return median(axes, false);
    }

    /** See {@link Mx#median(Array, int, boolean)}. */
    public Array median(int axis, boolean keepDims) {
        return median(new int[] {axis}, keepDims);
    }

    /** See {@link Mx#median(Array, boolean)}. */
    public Array median(boolean keepDims) {
        return median(shape().allAxes(), keepDims);
    }

    /** See {@link Mx#countNonzero(Array, int[], boolean)}. */
    public Array countNonzero(int[] axes, boolean keepDims) {
        Required.argument("count_nonzero", "axes", axes);
        return Reductions.countNonzero(this, axes, keepDims);
    }

    /** See {@link Mx#countNonzero(Array)}. */
    public Array countNonzero() {
        return countNonzero(shape().allAxes(), false);
    }

    /** See {@link Mx#countNonzero(Array, int...)}. */
    public Array countNonzero(int... axes) {
        return countNonzero(axes, false);
    }

    /** See {@link Mx#countNonzero(Array, int, boolean)}. */
    public Array countNonzero(int axis, boolean keepDims) {
        return countNonzero(new int[] {axis}, keepDims);
    }

    /** See {@link Mx#countNonzero(Array, boolean)}. */
    public Array countNonzero(boolean keepDims) {
        return countNonzero(shape().allAxes(), keepDims);
    }

    /** See {@link Mx#diff(Array, int, int)}. */
    public Array diff(int n, int axis) {
        return Scans.difference(this, n, axis);
    }

    /** See {@link Mx#diff(Array)}. */
    public Array diff() {
        return diff(1, -1);
    }

    /** See {@link Mx#cumsum(Array, Integer, boolean, boolean)}. */
    public Array cumsum(@Nullable Integer axis, boolean reverse, boolean inclusive) {
        return Scans.scan(Accumulation.SUM, this, axis, reverse, inclusive);
    }

    /** See {@link Mx#cumsum(Array, int)}. */
    public Array cumsum(int axis) {
        return cumsum(axis, false, true);
    }

    /** See {@link Mx#cumsum(Array)}. */
    public Array cumsum() {
        return flatten().cumsum(0);
    }

    /** See {@link Mx#cumsum(Array, boolean, boolean)}. */
    public Array cumsum(boolean reverse, boolean inclusive) {
        return cumsum(null, reverse, inclusive);
    }

    /** See {@link Mx#cumsum(Array, Integer, boolean, boolean, DType)}. */
    public Array cumsum(@Nullable Integer axis, boolean reverse, boolean inclusive, DType dtype) {
        Required.argument("cumsum", "dtype", dtype);
        return astype(dtype).cumsum(axis, reverse, inclusive).astype(dtype);
    }

    /** See {@link Mx#cumsum(Array, int, DType)}. */
    public Array cumsum(int axis, DType dtype) {
        return cumsum(axis, false, true, dtype);
    }

    /** See {@link Mx#cumsum(Array, DType)}. */
    public Array cumsum(DType dtype) {
        return cumsum(null, false, true, dtype);
    }

    /** See {@link Mx#cumprod(Array, Integer, boolean, boolean)}. */
    public Array cumprod(@Nullable Integer axis, boolean reverse, boolean inclusive) {
        return Scans.scan(Accumulation.PRODUCT, this, axis, reverse, inclusive);
    }

    /** See {@link Mx#cumprod(Array, int)}. */
    public Array cumprod(int axis) {
        return cumprod(axis, false, true);
    }

    /** See {@link Mx#cumprod(Array)}. */
    public Array cumprod() {
        return flatten().cumprod(0);
    }

    /** See {@link Mx#cumprod(Array, boolean, boolean)}. */
    public Array cumprod(boolean reverse, boolean inclusive) {
        return cumprod(null, reverse, inclusive);
    }

    /** See {@link Mx#cumprod(Array, Integer, boolean, boolean, DType)}. */
    public Array cumprod(@Nullable Integer axis, boolean reverse, boolean inclusive, DType dtype) {
        Required.argument("cumprod", "dtype", dtype);
        return astype(dtype).cumprod(axis, reverse, inclusive).astype(dtype);
    }

    /** See {@link Mx#cumprod(Array, int, DType)}. */
    public Array cumprod(int axis, DType dtype) {
        return cumprod(axis, false, true, dtype);
    }

    /** See {@link Mx#cumprod(Array, DType)}. */
    public Array cumprod(DType dtype) {
        return cumprod(null, false, true, dtype);
    }

    /** See {@link Mx#cummax(Array, Integer, boolean, boolean)}. */
    public Array cummax(@Nullable Integer axis, boolean reverse, boolean inclusive) {
        return Scans.scan(Accumulation.MAXIMUM, this, axis, reverse, inclusive);
    }

    /** See {@link Mx#cummax(Array, int)}. */
    public Array cummax(int axis) {
        return cummax(axis, false, true);
    }

    /** See {@link Mx#cummax(Array)}. */
    public Array cummax() {
        return flatten().cummax(0);
    }

    /** See {@link Mx#cummax(Array, boolean, boolean)}. */
    public Array cummax(boolean reverse, boolean inclusive) {
        return cummax(null, reverse, inclusive);
    }

    /** See {@link Mx#cummin(Array, Integer, boolean, boolean)}. */
    public Array cummin(@Nullable Integer axis, boolean reverse, boolean inclusive) {
        return Scans.scan(Accumulation.MINIMUM, this, axis, reverse, inclusive);
    }

    /** See {@link Mx#cummin(Array, int)}. */
    public Array cummin(int axis) {
        return cummin(axis, false, true);
    }

    /** See {@link Mx#cummin(Array)}. */
    public Array cummin() {
        return flatten().cummin(0);
    }

    /** See {@link Mx#cummin(Array, boolean, boolean)}. */
    public Array cummin(boolean reverse, boolean inclusive) {
        return cummin(null, reverse, inclusive);
    }

    /** See {@link Mx#logcumsumexp(Array, Integer, boolean, boolean)}. */
    public Array logcumsumexp(@Nullable Integer axis, boolean reverse, boolean inclusive) {
        return Scans.scan(Accumulation.LOG_SUM_EXP, this, axis, reverse, inclusive);
    }

    /** See {@link Mx#logcumsumexp(Array, int)}. */
    public Array logcumsumexp(int axis) {
        return logcumsumexp(axis, false, true);
    }

    /** See {@link Mx#logcumsumexp(Array)}. */
    public Array logcumsumexp() {
        return flatten().logcumsumexp(0);
    }

    /** See {@link Mx#logcumsumexp(Array, boolean, boolean)}. */
    public Array logcumsumexp(boolean reverse, boolean inclusive) {
        return logcumsumexp(null, reverse, inclusive);
    }

    /** See {@link Mx#sort(Array, Integer)}. */
    public Array sort(@Nullable Integer axis) {
        return Sorting.sort(this, axis);
    }

    /** See {@link Mx#sort(Array)}. */
    public Array sort() {
        return sort(-1);
    }

    /** See {@link Mx#argsort(Array, Integer)}. */
    public Array argsort(@Nullable Integer axis) {
        return Sorting.argsort(this, axis);
    }

    /** See {@link Mx#argsort(Array)}. */
    public Array argsort() {
        return argsort(-1);
    }

    /** See {@link Mx#partition(Array, int, Integer)}. */
    public Array partition(int kth, @Nullable Integer axis) {
        return Sorting.partition(this, kth, axis);
    }

    /** See {@link Mx#partition(Array, int)}. */
    public Array partition(int kth) {
        return partition(kth, -1);
    }

    /** See {@link Mx#argpartition(Array, int, Integer)}. */
    public Array argpartition(int kth, @Nullable Integer axis) {
        return Sorting.argpartition(this, kth, axis);
    }

    /** See {@link Mx#argpartition(Array, int)}. */
    public Array argpartition(int kth) {
        return argpartition(kth, -1);
    }

    /** See {@link Mx#topk(Array, int, Integer)}. */
    public Array topk(int k, @Nullable Integer axis) {
        return Sorting.topk(this, k, axis);
    }

    /** See {@link Mx#topk(Array, int)}. */
    public Array topk(int k) {
        return topk(k, -1);
    }

    /** See {@link Mx#searchsorted(Array, Array, boolean)}. */
    public Array searchsorted(Array values, boolean right) {
        Required.argument("searchsorted", "values", values);
        return Sorting.searchSorted(this, values, right);
    }

    /** See {@link Mx#searchsorted(Array, Array)}. */
    public Array searchsorted(Array values) {
        return searchsorted(values, false);
    }

    /** See {@link Mx#abs}. */
    public Array abs() {
        return Elementwise.unary(UnaryFunction.ABS, this);
    }

    /** See {@link Mx#negative}. */
    public Array negative() {
        return Elementwise.unary(UnaryFunction.NEGATIVE, this);
    }

    /** See {@link Mx#sign}. */
    public Array sign() {
        return Elementwise.unary(UnaryFunction.SIGN, this);
    }

    /** See {@link Mx#square}. */
    public Array square() {
        return Elementwise.unary(UnaryFunction.SQUARE, this);
    }

    /** See {@link Mx#sqrt}. */
    public Array sqrt() {
        return Elementwise.unary(UnaryFunction.SQRT, this);
    }

    /** See {@link Mx#rsqrt}. */
    public Array rsqrt() {
        return Elementwise.unary(UnaryFunction.RSQRT, this);
    }

    /** See {@link Mx#reciprocal}. */
    public Array reciprocal() {
        return Elementwise.unary(UnaryFunction.RECIPROCAL, this);
    }

    /** See {@link Mx#exp}. */
    public Array exp() {
        return Elementwise.unary(UnaryFunction.EXP, this);
    }

    /** See {@link Mx#expm1}. */
    public Array expm1() {
        return Elementwise.unary(UnaryFunction.EXPM1, this);
    }

    /** See {@link Mx#hadamardTransform(Array, double)}. */
    public Array hadamardTransform(double scale) {
        return HadamardTransform.of(this, scale);
    }

    /** See {@link Mx#hadamardTransform(Array)}. */
    public Array hadamardTransform() {
        return hadamardTransform(shape().rank() == 0 ? 1 : 1 / Math.sqrt(shape().length(-1)));
    }

    /** See {@link Mx#log}. */
    public Array log() {
        return Elementwise.unary(UnaryFunction.LOG, this);
    }

    /** See {@link Mx#log2}. */
    public Array log2() {
        return Elementwise.unary(UnaryFunction.LOG2, this);
    }

    /** See {@link Mx#log10}. */
    public Array log10() {
        return Elementwise.unary(UnaryFunction.LOG10, this);
    }

    /** See {@link Mx#log1p}. */
    public Array log1p() {
        return Elementwise.unary(UnaryFunction.LOG1P, this);
    }

    /** See {@link Mx#sin}. */
    public Array sin() {
        return Elementwise.unary(UnaryFunction.SIN, this);
    }

    /** See {@link Mx#cos}. */
    public Array cos() {
        return Elementwise.unary(UnaryFunction.COS, this);
    }

    /** See {@link Mx#tan}. */
    public Array tan() {
        return Elementwise.unary(UnaryFunction.TAN, this);
    }

    /** See {@link Mx#arcsin}. */
    public Array arcsin() {
        return Elementwise.unary(UnaryFunction.ARCSIN, this);
    }

    /** See {@link Mx#arccos}. */
    public Array arccos() {
        return Elementwise.unary(UnaryFunction.ARCCOS, this);
    }

    /** See {@link Mx#arctan}. */
    public Array arctan() {
        return Elementwise.unary(UnaryFunction.ARCTAN, this);
    }

    /** See {@link Mx#sinh}. */
    public Array sinh() {
        return Elementwise.unary(UnaryFunction.SINH, this);
    }

    /** See {@link Mx#cosh}. */
    public Array cosh() {
        return Elementwise.unary(UnaryFunction.COSH, this);
    }

    /** See {@link Mx#tanh}. */
    public Array tanh() {
        return Elementwise.unary(UnaryFunction.TANH, this);
    }

    /** See {@link Mx#arcsinh}. */
    public Array arcsinh() {
        return Elementwise.unary(UnaryFunction.ARCSINH, this);
    }

    /** See {@link Mx#arccosh}. */
    public Array arccosh() {
        return Elementwise.unary(UnaryFunction.ARCCOSH, this);
    }

    /** See {@link Mx#arctanh}. */
    public Array arctanh() {
        return Elementwise.unary(UnaryFunction.ARCTANH, this);
    }

    /** See {@link Mx#sigmoid}. */
    public Array sigmoid() {
        return Elementwise.unary(UnaryFunction.SIGMOID, this);
    }

    /** See {@link Mx#erf}. */
    public Array erf() {
        return Elementwise.unary(UnaryFunction.ERF, this);
    }

    /** See {@link Mx#erfinv}. */
    public Array erfinv() {
        return Elementwise.unary(UnaryFunction.ERFINV, this);
    }

    /** See {@link Mx#floor}. */
    public Array floor() {
        return Elementwise.unary(UnaryFunction.FLOOR, this);
    }

    /** See {@link Mx#ceil}. */
    public Array ceil() {
        return Elementwise.unary(UnaryFunction.CEIL, this);
    }

    /** See {@link Mx#logicalNot}. */
    public Array logicalNot() {
        return Elementwise.unary(UnaryFunction.LOGICAL_NOT, this);
    }

    /** See {@link Mx#trunc}. */
    public Array trunc() {
        return Arithmetic.truncate(this);
    }

    /** See {@link Mx#positive(Array)}. */
    public Array positive() {
        return this;
    }

    /** See {@link Mx#real}. */
    public Array real() {
        return Arithmetic.real(this);
    }

    /** See {@link Mx#imag}. */
    public Array imag() {
        return Arithmetic.imaginary(this);
    }

    /** See {@link Mx#conjugate(Array)}. */
    public Array conjugate() {
        return Arithmetic.conjugate(this);
    }

    /** See {@link Mx#conj}. */
    public Array conj() {
        return Arithmetic.conjugate(this);
    }

    /** See {@link Mx#isnan}. */
    public Array isnan() {
        return Predicates.isNan(this);
    }

    /** See {@link Mx#isinf}. */
    public Array isinf() {
        return Predicates.isInfinite(this);
    }

    /** See {@link Mx#isfinite}. */
    public Array isfinite() {
        return Predicates.isFinite(this);
    }

    /** See {@link Mx#isposinf}. */
    public Array isposinf() {
        return Predicates.isInfinity(this, Double.POSITIVE_INFINITY);
    }

    /** See {@link Mx#isneginf}. */
    public Array isneginf() {
        return Predicates.isInfinity(this, Double.NEGATIVE_INFINITY);
    }

    /** See {@link Mx#nanToNum(Array)}. */
    public Array nanToNum() {
        return nanToNum(0, null, null);
    }

    /** See {@link Mx#nanToNum(Array, double, Double, Double)}. */
    public Array nanToNum(double nan, @Nullable Double posinf, @Nullable Double neginf) {
        return Arithmetic.nanToNum(this, nan, posinf, neginf);
    }

    /** See {@link Mx#degrees}. */
    public Array degrees() {
        return Arithmetic.scale("degrees", this, 180 / Math.PI);
    }

    /** See {@link Mx#radians}. */
    public Array radians() {
        return Arithmetic.scale("radians", this, Math.PI / 180);
    }

    /** See {@link Mx#bitwiseInvert}. */
    public Array bitwiseInvert() {
        return Elementwise.unary(UnaryFunction.BITWISE_INVERT, this);
    }

    /** See {@link Mx#round(Array, int)}. */
    public Array round(int decimals) {
        return Elementwise.round(this, decimals);
    }

    /** See {@link Mx#round(Array)}. */
    public Array round() {
        return Elementwise.round(this, 0);
    }

    /** See {@link Mx#add(Array, Array)}. */
    public Array add(Array b) {
        Required.argument("add", "b", b);
        return Elementwise.binary(BinaryFunction.ADD, this, b);
    }

    /** See {@link Mx#add(Array, Number)}. */
    public Array add(Number b) {
        Required.argument("add", "b", b);
        return Elementwise.binary(BinaryFunction.ADD, this, b);
    }

    /** See {@link Mx#subtract(Array, Array)}. */
    public Array subtract(Array b) {
        Required.argument("subtract", "b", b);
        return Elementwise.binary(BinaryFunction.SUBTRACT, this, b);
    }

    /** See {@link Mx#subtract(Array, Number)}. */
    public Array subtract(Number b) {
        Required.argument("subtract", "b", b);
        return Elementwise.binary(BinaryFunction.SUBTRACT, this, b);
    }

    /** See {@link Mx#multiply(Array, Array)}. */
    public Array multiply(Array b) {
        Required.argument("multiply", "b", b);
        return Elementwise.binary(BinaryFunction.MULTIPLY, this, b);
    }

    /** See {@link Mx#multiply(Array, Number)}. */
    public Array multiply(Number b) {
        Required.argument("multiply", "b", b);
        return Elementwise.binary(BinaryFunction.MULTIPLY, this, b);
    }

    /** See {@link Mx#divide(Array, Array)}. */
    public Array divide(Array b) {
        Required.argument("divide", "b", b);
        return Elementwise.binary(BinaryFunction.DIVIDE, this, b);
    }

    /** See {@link Mx#divide(Array, Number)}. */
    public Array divide(Number b) {
        Required.argument("divide", "b", b);
        return Elementwise.binary(BinaryFunction.DIVIDE, this, b);
    }

    /** See {@link Mx#remainder(Array, Array)}. */
    public Array remainder(Array b) {
        Required.argument("remainder", "b", b);
        return Elementwise.binary(BinaryFunction.REMAINDER, this, b);
    }

    /** See {@link Mx#remainder(Array, Number)}. */
    public Array remainder(Number b) {
        Required.argument("remainder", "b", b);
        return Elementwise.binary(BinaryFunction.REMAINDER, this, b);
    }

    /** See {@link Mx#floorDivide(Array, Array)}. */
    public Array floorDivide(Array b) {
        Required.argument("floor_divide", "b", b);
        return Elementwise.binary(BinaryFunction.FLOOR_DIVIDE, this, b);
    }

    /** See {@link Mx#floorDivide(Array, Number)}. */
    public Array floorDivide(Number b) {
        Required.argument("floor_divide", "b", b);
        return Elementwise.binary(BinaryFunction.FLOOR_DIVIDE, this, b);
    }

    /** See {@link Mx#power(Array, Array)}. */
    public Array power(Array b) {
        Required.argument("power", "b", b);
        return Elementwise.binary(BinaryFunction.POWER, this, b);
    }

    /** See {@link Mx#power(Array, Number)}. */
    public Array power(Number b) {
        Required.argument("power", "b", b);
        return Elementwise.binary(BinaryFunction.POWER, this, b);
    }

    /** See {@link Mx#maximum(Array, Array)}. */
    public Array maximum(Array b) {
        Required.argument("maximum", "b", b);
        return Elementwise.binary(BinaryFunction.MAXIMUM, this, b);
    }

    /** See {@link Mx#maximum(Array, Number)}. */
    public Array maximum(Number b) {
        Required.argument("maximum", "b", b);
        return Elementwise.binary(BinaryFunction.MAXIMUM, this, b);
    }

    /** See {@link Mx#minimum(Array, Array)}. */
    public Array minimum(Array b) {
        Required.argument("minimum", "b", b);
        return Elementwise.binary(BinaryFunction.MINIMUM, this, b);
    }

    /** See {@link Mx#minimum(Array, Number)}. */
    public Array minimum(Number b) {
        Required.argument("minimum", "b", b);
        return Elementwise.binary(BinaryFunction.MINIMUM, this, b);
    }

    /** See {@link Mx#logaddexp(Array, Array)}. */
    public Array logaddexp(Array b) {
        Required.argument("logaddexp", "b", b);
        return Elementwise.binary(BinaryFunction.LOG_ADD_EXP, this, b);
    }

    /** See {@link Mx#logaddexp(Array, Number)}. */
    public Array logaddexp(Number b) {
        Required.argument("logaddexp", "b", b);
        return Elementwise.binary(BinaryFunction.LOG_ADD_EXP, this, b);
    }

    /** See {@link Mx#arctan2(Array, Array)}. */
    public Array arctan2(Array b) {
        Required.argument("arctan2", "b", b);
        return Elementwise.binary(BinaryFunction.ARCTAN2, this, b);
    }

    /** See {@link Mx#arctan2(Array, Number)}. */
    public Array arctan2(Number b) {
        Required.argument("arctan2", "b", b);
        return Elementwise.binary(BinaryFunction.ARCTAN2, this, b);
    }

    /** See {@link Mx#equal(Array, Array)}. */
    public Array equal(Array b) {
        Required.argument("equal", "b", b);
        return Elementwise.binary(BinaryFunction.EQUAL, this, b);
    }

    /** See {@link Mx#equal(Array, Number)}. */
    public Array equal(Number b) {
        Required.argument("equal", "b", b);
        return Elementwise.binary(BinaryFunction.EQUAL, this, b);
    }

    /** See {@link Mx#equal(Array, boolean)}. */
    public Array equal(boolean b) {
        return equal(Scalars.of(b));
    }

    /** See {@link Mx#notEqual(Array, Array)}. */
    public Array notEqual(Array b) {
        Required.argument("not_equal", "b", b);
        return Elementwise.binary(BinaryFunction.NOT_EQUAL, this, b);
    }

    /** See {@link Mx#notEqual(Array, Number)}. */
    public Array notEqual(Number b) {
        Required.argument("not_equal", "b", b);
        return Elementwise.binary(BinaryFunction.NOT_EQUAL, this, b);
    }

    /** See {@link Mx#notEqual(Array, boolean)}. */
    public Array notEqual(boolean b) {
        return notEqual(Scalars.of(b));
    }

    /** See {@link Mx#less(Array, Array)}. */
    public Array less(Array b) {
        Required.argument("less", "b", b);
        return Elementwise.binary(BinaryFunction.LESS, this, b);
    }

    /** See {@link Mx#less(Array, Number)}. */
    public Array less(Number b) {
        Required.argument("less", "b", b);
        return Elementwise.binary(BinaryFunction.LESS, this, b);
    }

    /** See {@link Mx#lessEqual(Array, Array)}. */
    public Array lessEqual(Array b) {
        Required.argument("less_equal", "b", b);
        return Elementwise.binary(BinaryFunction.LESS_EQUAL, this, b);
    }

    /** See {@link Mx#lessEqual(Array, Number)}. */
    public Array lessEqual(Number b) {
        Required.argument("less_equal", "b", b);
        return Elementwise.binary(BinaryFunction.LESS_EQUAL, this, b);
    }

    /** See {@link Mx#greater(Array, Array)}. */
    public Array greater(Array b) {
        Required.argument("greater", "b", b);
        return Elementwise.binary(BinaryFunction.GREATER, this, b);
    }

    /** See {@link Mx#greater(Array, Number)}. */
    public Array greater(Number b) {
        Required.argument("greater", "b", b);
        return Elementwise.binary(BinaryFunction.GREATER, this, b);
    }

    /** See {@link Mx#greaterEqual(Array, Array)}. */
    public Array greaterEqual(Array b) {
        Required.argument("greater_equal", "b", b);
        return Elementwise.binary(BinaryFunction.GREATER_EQUAL, this, b);
    }

    /** See {@link Mx#greaterEqual(Array, Number)}. */
    public Array greaterEqual(Number b) {
        Required.argument("greater_equal", "b", b);
        return Elementwise.binary(BinaryFunction.GREATER_EQUAL, this, b);
    }

    /** See {@link Mx#logicalAnd(Array, Array)}. */
    public Array logicalAnd(Array b) {
        Required.argument("logical_and", "b", b);
        return Elementwise.binary(BinaryFunction.LOGICAL_AND, this, b);
    }

    /** See {@link Mx#logicalAnd(Array, Number)}. */
    public Array logicalAnd(Number b) {
        Required.argument("logical_and", "b", b);
        return Elementwise.binary(BinaryFunction.LOGICAL_AND, this, b);
    }

    /** See {@link Mx#logicalAnd(Array, boolean)}. */
    public Array logicalAnd(boolean b) {
        return logicalAnd(Scalars.of(b));
    }

    /** See {@link Mx#logicalOr(Array, Array)}. */
    public Array logicalOr(Array b) {
        Required.argument("logical_or", "b", b);
        return Elementwise.binary(BinaryFunction.LOGICAL_OR, this, b);
    }

    /** See {@link Mx#logicalOr(Array, Number)}. */
    public Array logicalOr(Number b) {
        Required.argument("logical_or", "b", b);
        return Elementwise.binary(BinaryFunction.LOGICAL_OR, this, b);
    }

    /** See {@link Mx#logicalOr(Array, boolean)}. */
    public Array logicalOr(boolean b) {
        return logicalOr(Scalars.of(b));
    }

    /** See {@link Mx#logicalXor(Array, Array)}. */
    public Array logicalXor(Array b) {
        Required.argument("logical_xor", "b", b);
        return Arithmetic.exclusiveOr(this, b);
    }

    /** See {@link Mx#logicalXor(Array, Number)}. */
    public Array logicalXor(Number b) {
        Required.argument("logical_xor", "b", b);
        return Arithmetic.exclusiveOr(this, Scalars.of(b));
    }

    /** See {@link Mx#logicalXor(Array, boolean)}. */
    public Array logicalXor(boolean b) {
        return logicalXor(Scalars.of(b));
    }

    /** See {@link Mx#clip(Array, Number, Number)}. */
    public Array clip(@Nullable Number low, @Nullable Number high) {
        Array raised = low == null ? this : maximum(low);
        return high == null ? raised : raised.minimum(high);
    }

    /** See {@link Mx#clip(Array, Array, Array)}. */
    public Array clip(@Nullable Array low, @Nullable Array high) {
        return Arithmetic.clip(this, low, high);
    }

    /** See {@link Mx#isclose(Array, Array)}. */
    public Array isclose(Array b) {
        return isclose(b, 1e-5, 1e-8, false);
    }

    /** See {@link Mx#isclose(Array, Array, double, double, boolean)}. */
    public Array isclose(Array b, double rtol, double atol, boolean equalNan) {
        Required.argument("isclose", "b", b);
        return Predicates.isClose(this, b, rtol, atol, equalNan);
    }

    /** See {@link Mx#allclose(Array, Array)}. */
    public Array allclose(Array b) {
        Required.argument("allclose", "b", b);
        return isclose(b).all();
    }

    /** See {@link Mx#allclose(Array, Array, double, double, boolean)}. */
    public Array allclose(Array b, double rtol, double atol, boolean equalNan) {
        Required.argument("allclose", "b", b);
        return isclose(b, rtol, atol, equalNan).all();
    }

    /** See {@link Mx#arrayEqual(Array, Array)}. */
    public Array arrayEqual(Array b) {
        return arrayEqual(b, false);
    }

    /** See {@link Mx#arrayEqual(Array, Array, boolean)}. */
    public Array arrayEqual(Array b, boolean equalNan) {
        Required.argument("array_equal", "b", b);
        return Predicates.arrayEqual(this, b, equalNan);
    }

    /** See {@link Mx#divmod(Array, Array)}. */
    public List<Array> divmod(Array b) {
        Required.argument("divmod", "b", b);
        return Arithmetic.divideWithRemainder(this, b);
    }

    /** See {@link Mx#divmod(Array, Number)}. */
    public List<Array> divmod(Number b) {
        Required.argument("divmod", "b", b);
        return divmod(Scalars.like("divmod", this, b));
    }

    /** See {@link Mx#bitwiseAnd(Array, Array)}. */
    public Array bitwiseAnd(Array b) {
        Required.argument("bitwise_and", "b", b);
        return Elementwise.binary(BinaryFunction.BITWISE_AND, this, b);
    }

    /** See {@link Mx#bitwiseAnd(Array, Number)}. */
    public Array bitwiseAnd(Number b) {
        Required.argument("bitwise_and", "b", b);
        return Elementwise.binary(BinaryFunction.BITWISE_AND, this, b);
    }

    /** See {@link Mx#bitwiseAnd(Array, boolean)}. */
    public Array bitwiseAnd(boolean b) {
        return bitwiseAnd(Scalars.of(b));
    }

    /** See {@link Mx#bitwiseOr(Array, Array)}. */
    public Array bitwiseOr(Array b) {
        Required.argument("bitwise_or", "b", b);
        return Elementwise.binary(BinaryFunction.BITWISE_OR, this, b);
    }

    /** See {@link Mx#bitwiseOr(Array, Number)}. */
    public Array bitwiseOr(Number b) {
        Required.argument("bitwise_or", "b", b);
        return Elementwise.binary(BinaryFunction.BITWISE_OR, this, b);
    }

    /** See {@link Mx#bitwiseOr(Array, boolean)}. */
    public Array bitwiseOr(boolean b) {
        return bitwiseOr(Scalars.of(b));
    }

    /** See {@link Mx#bitwiseXor(Array, Array)}. */
    public Array bitwiseXor(Array b) {
        Required.argument("bitwise_xor", "b", b);
        return Elementwise.binary(BinaryFunction.BITWISE_XOR, this, b);
    }

    /** See {@link Mx#bitwiseXor(Array, Number)}. */
    public Array bitwiseXor(Number b) {
        Required.argument("bitwise_xor", "b", b);
        return Elementwise.binary(BinaryFunction.BITWISE_XOR, this, b);
    }

    /** See {@link Mx#bitwiseXor(Array, boolean)}. */
    public Array bitwiseXor(boolean b) {
        return bitwiseXor(Scalars.of(b));
    }

    /** See {@link Mx#leftShift(Array, Array)}. */
    public Array leftShift(Array b) {
        Required.argument("left_shift", "b", b);
        return Elementwise.binary(BinaryFunction.LEFT_SHIFT, this, b);
    }

    /** See {@link Mx#leftShift(Array, Number)}. */
    public Array leftShift(Number b) {
        Required.argument("left_shift", "b", b);
        return Elementwise.binary(BinaryFunction.LEFT_SHIFT, this, b);
    }

    /** See {@link Mx#rightShift(Array, Array)}. */
    public Array rightShift(Array b) {
        Required.argument("right_shift", "b", b);
        return Elementwise.binary(BinaryFunction.RIGHT_SHIFT, this, b);
    }

    /** See {@link Mx#rightShift(Array, Number)}. */
    public Array rightShift(Number b) {
        Required.argument("right_shift", "b", b);
        return Elementwise.binary(BinaryFunction.RIGHT_SHIFT, this, b);
    }

    /** See {@link Mx#sum(Array, int[], boolean)}. */
    public Array sum(int[] axes, boolean keepDims) {
        Required.argument("sum", "axes", axes);
        return Reductions.reduce(Reduction.SUM, this, axes, keepDims);
    }

    /** See {@link Mx#sum(Array, int, boolean)}. */
    public Array sum(int axis, boolean keepDims) {
        return sum(new int[] {axis}, keepDims);
    }

    /** See {@link Mx#sum(Array, int...)}. */
    public Array sum(int... axes) {
        return sum(axes, false);
    }

    /** See {@link Mx#sum(Array)}. */
    public Array sum() {
        return sum(shape().allAxes(), false);
    }

    /** See {@link Mx#sum(Array, boolean)}. */
    public Array sum(boolean keepDims) {
        return sum(shape().allAxes(), keepDims);
    }

    /** See {@link Mx#sum(Array, int[], boolean, DType)}. */
    public Array sum(int[] axes, boolean keepDims, DType dtype) {
        Required.argument("sum", "axes", axes);
        Required.argument("sum", "dtype", dtype);
        return Reductions.reduce(Reduction.SUM, this, axes, keepDims, dtype);
    }

    /** See {@link Mx#sum(Array, int, DType)}. */
    public Array sum(int axis, DType dtype) {
        Required.argument("sum", "dtype", dtype);
        return sum(new int[] {axis}, false, dtype);
    }

    /** See {@link Mx#sum(Array, DType)}. */
    public Array sum(DType dtype) {
        Required.argument("sum", "dtype", dtype);
        return sum(shape().allAxes(), false, dtype);
    }

    /** See {@link Mx#prod(Array, int[], boolean)}. */
    public Array prod(int[] axes, boolean keepDims) {
        Required.argument("prod", "axes", axes);
        return Reductions.reduce(Reduction.PRODUCT, this, axes, keepDims);
    }

    /** See {@link Mx#prod(Array, int, boolean)}. */
    public Array prod(int axis, boolean keepDims) {
        return prod(new int[] {axis}, keepDims);
    }

    /** See {@link Mx#prod(Array, int...)}. */
    public Array prod(int... axes) {
        return prod(axes, false);
    }

    /** See {@link Mx#prod(Array)}. */
    public Array prod() {
        return prod(shape().allAxes(), false);
    }

    /** See {@link Mx#prod(Array, boolean)}. */
    public Array prod(boolean keepDims) {
        return prod(shape().allAxes(), keepDims);
    }

    /** See {@link Mx#prod(Array, int[], boolean, DType)}. */
    public Array prod(int[] axes, boolean keepDims, DType dtype) {
        Required.argument("prod", "axes", axes);
        Required.argument("prod", "dtype", dtype);
        return Reductions.reduce(Reduction.PRODUCT, this, axes, keepDims, dtype);
    }

    /** See {@link Mx#prod(Array, int, DType)}. */
    public Array prod(int axis, DType dtype) {
        Required.argument("prod", "dtype", dtype);
        return prod(new int[] {axis}, false, dtype);
    }

    /** See {@link Mx#prod(Array, DType)}. */
    public Array prod(DType dtype) {
        Required.argument("prod", "dtype", dtype);
        return prod(shape().allAxes(), false, dtype);
    }

    /** See {@link Mx#max(Array, int[], boolean)}. */
    public Array max(int[] axes, boolean keepDims) {
        Required.argument("max", "axes", axes);
        return Reductions.reduce(Reduction.MAXIMUM, this, axes, keepDims);
    }

    /** See {@link Mx#max(Array, int, boolean)}. */
    public Array max(int axis, boolean keepDims) {
        return max(new int[] {axis}, keepDims);
    }

    /** See {@link Mx#max(Array, int...)}. */
    public Array max(int... axes) {
        return max(axes, false);
    }

    /** See {@link Mx#max(Array)}. */
    public Array max() {
        return max(shape().allAxes(), false);
    }

    /** See {@link Mx#max(Array, boolean)}. */
    public Array max(boolean keepDims) {
        return max(shape().allAxes(), keepDims);
    }

    /** See {@link Mx#min(Array, int[], boolean)}. */
    public Array min(int[] axes, boolean keepDims) {
        Required.argument("min", "axes", axes);
        return Reductions.reduce(Reduction.MINIMUM, this, axes, keepDims);
    }

    /** See {@link Mx#min(Array, int, boolean)}. */
    public Array min(int axis, boolean keepDims) {
        return min(new int[] {axis}, keepDims);
    }

    /** See {@link Mx#min(Array, int...)}. */
    public Array min(int... axes) {
        return min(axes, false);
    }

    /** See {@link Mx#min(Array)}. */
    public Array min() {
        return min(shape().allAxes(), false);
    }

    /** See {@link Mx#min(Array, boolean)}. */
    public Array min(boolean keepDims) {
        return min(shape().allAxes(), keepDims);
    }

    /** See {@link Mx#all(Array, int[], boolean)}. */
    public Array all(int[] axes, boolean keepDims) {
        Required.argument("all", "axes", axes);
        return Reductions.reduce(Reduction.ALL, this, axes, keepDims);
    }

    /** See {@link Mx#all(Array, int, boolean)}. */
    public Array all(int axis, boolean keepDims) {
        return all(new int[] {axis}, keepDims);
    }

    /** See {@link Mx#all(Array, int...)}. */
    public Array all(int... axes) {
        return all(axes, false);
    }

    /** See {@link Mx#all(Array)}. */
    public Array all() {
        return all(shape().allAxes(), false);
    }

    /** See {@link Mx#all(Array, boolean)}. */
    public Array all(boolean keepDims) {
        return all(shape().allAxes(), keepDims);
    }

    /** See {@link Mx#any(Array, int[], boolean)}. */
    public Array any(int[] axes, boolean keepDims) {
        Required.argument("any", "axes", axes);
        return Reductions.reduce(Reduction.ANY, this, axes, keepDims);
    }

    /** See {@link Mx#any(Array, int, boolean)}. */
    public Array any(int axis, boolean keepDims) {
        return any(new int[] {axis}, keepDims);
    }

    /** See {@link Mx#any(Array, int...)}. */
    public Array any(int... axes) {
        return any(axes, false);
    }

    /** See {@link Mx#any(Array)}. */
    public Array any() {
        return any(shape().allAxes(), false);
    }

    /** See {@link Mx#any(Array, boolean)}. */
    public Array any(boolean keepDims) {
        return any(shape().allAxes(), keepDims);
    }

    /** See {@link Mx#mean(Array, int[], boolean)}. */
    public Array mean(int[] axes, boolean keepDims) {
        Required.argument("mean", "axes", axes);
        return Reductions.mean(this, axes, keepDims);
    }

    /** See {@link Mx#mean(Array, int, boolean)}. */
    public Array mean(int axis, boolean keepDims) {
        return mean(new int[] {axis}, keepDims);
    }

    /** See {@link Mx#mean(Array, int...)}. */
    public Array mean(int... axes) {
        return mean(axes, false);
    }

    /** See {@link Mx#mean(Array)}. */
    public Array mean() {
        return mean(shape().allAxes(), false);
    }

    /** See {@link Mx#mean(Array, boolean)}. */
    public Array mean(boolean keepDims) {
        return mean(shape().allAxes(), keepDims);
    }

    /** See {@link Mx#mean(Array, int[], boolean, DType)}. */
    public Array mean(int[] axes, boolean keepDims, DType dtype) {
        Required.argument("mean", "axes", axes);
        Required.argument("mean", "dtype", dtype);
        return Reductions.inexact("mean", this, dtype).mean(axes, keepDims);
    }

    /** See {@link Mx#mean(Array, int, DType)}. */
    public Array mean(int axis, DType dtype) {
        Required.argument("mean", "dtype", dtype);
        return mean(new int[] {axis}, false, dtype);
    }

    /** See {@link Mx#mean(Array, DType)}. */
    public Array mean(DType dtype) {
        Required.argument("mean", "dtype", dtype);
        return mean(shape().allAxes(), false, dtype);
    }

    /** See {@link Mx#logSoftmax(Array, int...)}. */
    public Array logSoftmax(int... axes) {
        Required.argument("log_softmax", "axes", axes);
        return Reductions.logSoftmax(this, axes);
    }

    /** See {@link Mx#logSoftmax(Array)}. */
    public Array logSoftmax() {
        return logSoftmax(shape().allAxes());
    }

    /** See {@link Mx#logsumexp(Array, int[], boolean)}. */
    public Array logsumexp(int[] axes, boolean keepDims) {
        Required.argument("logsumexp", "axes", axes);
        return Reductions.logSumExp(this, axes, keepDims);
    }

    /** See {@link Mx#logsumexp(Array, int, boolean)}. */
    public Array logsumexp(int axis, boolean keepDims) {
        return logsumexp(new int[] {axis}, keepDims);
    }

    /** See {@link Mx#logsumexp(Array, int...)}. */
    public Array logsumexp(int... axes) {
        return logsumexp(axes, false);
    }

    /** See {@link Mx#logsumexp(Array)}. */
    public Array logsumexp() {
        return logsumexp(shape().allAxes(), false);
    }

    /** See {@link Mx#logsumexp(Array, boolean)}. */
    public Array logsumexp(boolean keepDims) {
        return logsumexp(shape().allAxes(), keepDims);
    }

    /** See {@link Mx#var(Array, int[], boolean, int)}. */
    public Array var(int[] axes, boolean keepDims, int correction) {
        Required.argument("var", "axes", axes);
        return Reductions.variance(this, axes, keepDims, correction);
    }

    /** See {@link Mx#var(Array)}. */
    public Array var() {
        return var(shape().allAxes(), false, 0);
    }

    /** See {@link Mx#var(Array, int...)}. */
    public Array var(int... axes) {
        return var(axes, false, 0);
    }

    /** See {@link Mx#var(Array, int, boolean)}. */
    public Array var(int axis, boolean keepDims) {
        return var(new int[] {axis}, keepDims, 0);
    }

    /** See {@link Mx#var(Array, boolean)}. */
    public Array var(boolean keepDims) {
        return var(shape().allAxes(), keepDims, 0);
    }

    /** See {@link Mx#var(Array, int[], boolean, int, DType)}. */
    public Array var(int[] axes, boolean keepDims, int correction, DType dtype) {
        Required.argument("var", "axes", axes);
        Required.argument("var", "dtype", dtype);
        return Reductions.inexact("var", this, dtype).var(axes, keepDims, correction);
    }
}
