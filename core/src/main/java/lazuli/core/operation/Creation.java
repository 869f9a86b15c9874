package lazuli.core.operation;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Mx;
import lazuli.core.Shape;
import lazuli.core.ShapeException;
import lazuli.core.backend.Tensor;
import lazuli.core.graph.Node;
import lazuli.core.graph.Temporaries;
import lazuli.core.memory.Allocator;
import lazuli.core.memory.Buffer;
import lazuli.core.primitive.Arange;

/** Arrays from Java values and from nothing. */
public final class Creation {
    /** Never started: stands for a stream's thread. */
    private static final Thread OTHER = Thread.ofPlatform().unstarted(() -> {});

    private Creation() {}

    /** A copy of a segment's elements, in row-major order. */
    public static Array copyOf(MemorySegment data, DType dtype, Shape shape) {
        long bytes = shape.size() * dtype.size();
        if (data.byteSize() != bytes) {
            throw new ShapeException("array", "%d elements for shape %s", data.byteSize() / dtype.size(), shape);
        }
        Buffer buffer = Allocator.instance().allocate(bytes);
        MemorySegment.copy(data, 0, buffer.segment(), 0, bytes);
        return Array.ofData(new Node(Tensor.rowMajor(buffer, dtype, shape)));
    }

    /** A segment's elements where they lie, if that is where kernels can read them; else a copy. */
    public static Array over(MemorySegment data, DType dtype, Shape shape) {
        long bytes = shape.size() * dtype.size();
        if (!data.isAccessibleBy(OTHER)) {
            throw new IllegalArgumentException("[wrap] memory of one thread's confined arena; streams cannot read it");
        }
        boolean canRead = data.isNative() && bytes > 0 && data.address() % dtype.size() == 0;
        if (!canRead || data.byteSize() != bytes) {
            return copyOf(data, dtype, shape);
        }
        return Array.ofData(new Node(Tensor.rowMajor(Buffer.over(data), dtype, shape)));
    }

    /** {@code start, start + step, ...} below (or above, for a negative step) {@code stop}. */
    public static Array arange(double start, double stop, double step, DType dtype) {
        if (step == 0 || Double.isNaN(start) || Double.isNaN(stop) || Double.isNaN(step)) {
            throw new ShapeException("arange", "from %s to %s by %s", start, stop, step);
        }
        double count = Math.max(0, Math.ceil((stop - start) / step));
        if (count > Integer.MAX_VALUE) {
            throw new ShapeException("arange", "%s elements are too many", count);
        }
        return Array.of(new Arange(start, step, (int) count, dtype));
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
        return Temporaries.result(() -> {
            Array part = Mx.divide(arange(0, count, 1, exact), endpoint ? count - 1 : count);
            Array fromStart = Mx.multiply(Mx.subtract(1, part), start);
            return Elementwise.astype(Mx.add(fromStart, Mx.multiply(part, stop)), dtype);
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
