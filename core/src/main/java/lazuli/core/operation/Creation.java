package lazuli.core.operation;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Shape;
import lazuli.core.ShapeException;
import lazuli.core.backend.Tensor;
import lazuli.core.graph.Node;
import lazuli.core.graph.Nodes;
import lazuli.core.graph.TraceScope;
import lazuli.core.memory.Allocator;
import lazuli.core.memory.Buffer;
import lazuli.core.memory.WrappedMemory;
import lazuli.core.primitive.creation.Arange;

/** Arrays from Java values and from nothing. */
public final class Creation {
    /** Never started: stands for a stream's thread. */
    private static final Thread OTHER = Thread.ofPlatform().unstarted(() -> {});

    private Creation() {}

    /** An int32 scalar. */
    public static Array array(int value) {
        return array(new int[] {value}, Shape.SCALAR);
    }

    /** A float32 vector. */
    public static Array array(float[] values) {
        return array(values, Shape.of(values.length));
    }

    /** A bool scalar. */
    public static Array array(boolean value) {
        return array(new boolean[] {value}).reshape();
    }

    /** A bool vector. */
    public static Array array(boolean[] values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (values[i] ? 1 : 0);
        }
        return copyOf(MemorySegment.ofArray(bytes), DType.BOOL, Shape.of(values.length));
    }

    /** A copy of elements in row-major order, of float32. */
    public static Array array(float[] values, Shape shape) {
        return copyOf(MemorySegment.ofArray(values), DType.FLOAT32, shape);
    }

    /** A copy of elements in row-major order, of int32. */
    public static Array array(int[] values, Shape shape) {
        return copyOf(MemorySegment.ofArray(values), DType.INT32, shape);
    }

    /** A copy of elements in row-major order, of float64. */
    public static Array array(double[] values, Shape shape) {
        return copyOf(MemorySegment.ofArray(values), DType.FLOAT64, shape);
    }

    /** A copy of elements in row-major order, of int64. */
    public static Array array(long[] values, Shape shape) {
        return copyOf(MemorySegment.ofArray(values), DType.INT64, shape);
    }

    /** The same number everywhere. */
    public static Array full(Shape shape, Number value, DType dtype) {
        return Scalars.constant(value, dtype, shape);
    }

    /** Zeros. */
    public static Array zeros(Shape shape, DType dtype) {
        return full(shape, 0, dtype);
    }

    /** Ones. */
    public static Array ones(Shape shape, DType dtype) {
        return full(shape, 1, dtype);
    }

    /** Zeros of the same shape and dtype. */
    public static Array zerosLike(Array x) {
        return zeros(x.shape(), x.dtype());
    }

    /** Zeros of the same shape. */
    public static Array zerosLike(Array x, DType dtype) {
        return zeros(x.shape(), dtype);
    }

    /** Ones of the same shape and dtype. */
    public static Array onesLike(Array x) {
        return ones(x.shape(), x.dtype());
    }

    /** {@code 0, 1, ...} short of {@code stop}, of int32. */
    public static Array arange(int stop) {
        return arange(stop, DType.INT32);
    }

    /** {@code 0, 1, ...} short of {@code stop}. */
    public static Array arange(int stop, DType dtype) {
        return arange(0, stop, 1, dtype);
    }

    /** {@code start, start + 1, ...} short of {@code stop}, of int32. */
    public static Array arange(int start, int stop) {
        return arange(start, stop, 1, DType.INT32);
    }

    /** A copy of a segment's elements, in row-major order. */
    public static Array copyOf(MemorySegment data, DType dtype, Shape shape) {
        long bytes = dtype.byteSize(shape.size());
        if (data.byteSize() != bytes) {
            throw new ShapeException("array", "%d elements for shape %s", data.byteSize() / dtype.size(), shape);
        }
        GivenMemory.requireReadable("array", data, Thread.currentThread());
        Buffer buffer = Allocator.host().allocate(bytes);
        try {
            GivenMemory.reading("array", data, () -> MemorySegment.copy(data, 0, buffer.segment(), 0, bytes));
            if (dtype == DType.BOOL) {
                Booleans.normalize(buffer.segment().asSlice(0, bytes));
            }
            buffer.retain();
            return Nodes.ofData(new Node(Tensor.rowMajor(buffer, dtype, shape)));
        } finally {
            buffer.release();
        }
    }

    /** A segment's elements where they lie, if that is where kernels can read them; else a copy. */
    public static Array over(MemorySegment data, DType dtype, Shape shape) {
        long bytes = dtype.byteSize(shape.size());
        GivenMemory.requireReadable("wrap", data, OTHER);
        boolean canRead = data.isNative() && bytes > 0 && data.address() % dtype.size() == 0;
        if (!canRead || data.byteSize() != bytes || (dtype == DType.BOOL && !areNormal(data))) {
            return copyOf(data, dtype, shape);
        }
        return Nodes.ofData(new Node(Tensor.rowMajor(Buffer.over(data, new WrappedMemory(data)), dtype, shape)));
    }

    private static boolean areNormal(MemorySegment data) {
        boolean[] areNormal = new boolean[1];
        GivenMemory.reading("wrap", data, () -> areNormal[0] = Booleans.areNormal(data));
        return areNormal[0];
    }

    /**
     * {@code start, start + step, ...} below (or above, for a negative step) {@code stop}. Steps of integers are those between start and
     * {@code start + step} cut towards zero, as in NumPy and MLX: how many there are follows from the numbers given.
     */
    public static Array arange(double start, double stop, double step, DType dtype) {
        if (step == 0 || Double.isNaN(step) || !Double.isFinite(start) || !Double.isFinite(stop)) {
            throw new ShapeException("arange", "cannot count from %s to %s by %s", start, stop, step);
        }
        if (Double.isInfinite(step)) {
            boolean isBefore = step > 0 ? start < stop : start > stop;
            return Nodes.of(new Arange(start, 1, isBefore ? 1 : 0, dtype));
        }
        double count = Math.max(0, Math.ceil((stop - start) / step));
        if (count > Integer.MAX_VALUE) {
            throw new ShapeException("arange", "%s elements are too many", count);
        }
        return Nodes.of(new Arange(start, step, (int) count, dtype));
    }

    /** As {@link #arange(double, double, double, DType)}, exactly for all longs. */
    public static Array arange(long start, long stop, long step, DType dtype) {
        if (step == 0) {
            throw new ShapeException("arange", "cannot count from %d to %d by 0", start, stop);
        }
        boolean isEmpty = step > 0 ? stop <= start : stop >= start;
        long distance = step > 0 ? stop - start : start - stop; // unsigned, as the step's absolute value is
        long count = isEmpty ? 0 : Long.divideUnsigned(distance - 1, Math.abs(step)) + 1;
        if (count < 0 || count > Integer.MAX_VALUE) {
            throw new ShapeException("arange", "%s elements are too many", Long.toUnsignedString(count));
        }
        if (isExact(start) && isExact(stop) && isExact(step)) {
            return Nodes.of(new Arange(start, step, (int) count, dtype));
        }
        DType exact = dtype == DType.UINT64 ? dtype : DType.INT64;
        return TraceScope.result(() -> {
            Array places = Nodes.of(new Arange(0, 1, (int) count, exact));
            Array steps = Functions.multiply(places, Scalars.constant(step, exact, Shape.SCALAR));
            return Elementwise.astype(Functions.add(steps, Scalars.constant(start, exact, Shape.SCALAR)), dtype);
        });
    }

    /** Whether sums of such numbers are exact as doubles. */
    private static boolean isExact(long number) {
        return Math.abs(number) < 1L << 52 && number != Long.MIN_VALUE;
    }

    /** {@code count} evenly spaced numbers from {@code start} to {@code stop}, which is the last one if {@code endpoint}. */
    public static Array linspace(double start, double stop, int count, boolean endpoint, DType dtype) {
        if (count < 0) {
            throw new ShapeException("linspace", "%d elements", count);
        }
        DType exact = dtype == DType.FLOAT64 ? DType.FLOAT64 : DType.FLOAT32;
        if (count <= 1) {
            return Scalars.constant(start, dtype, Shape.of(count));
        }
        return TraceScope.result(() -> {
            Array part = Functions.divide(arange(0, count, 1, exact), endpoint ? count - 1 : count);
            Array fromStart = Functions.multiply(Functions.subtract(1, part), start);
            return Elementwise.astype(Functions.add(fromStart, Functions.multiply(part, stop)), dtype);
        });
    }

    /** All arrays that coordinates along axes span, each broadcast along the others' axes unless {@code sparse}. */
    public static List<Array> meshgrid(List<Array> coordinates, boolean sparse, boolean matrixOrder) {
        int rank = coordinates.size();
        List<Array> grids = new ArrayList<>();
        for (int i = 0; i < rank; i++) {
            int[] lengths = new int[rank];
            Arrays.fill(lengths, 1);
            // In Cartesian order the first coordinate runs along the second axis.
            lengths[!matrixOrder && i < 2 && rank > 1 ? 1 - i : i] = -1;
            grids.add(Shapes.reshape(coordinates.get(i), lengths));
        }
        return sparse ? List.copyOf(grids) : Shapes.broadcast(grids);
    }
}
