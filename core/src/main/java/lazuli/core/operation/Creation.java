package lazuli.core.operation;

import java.lang.foreign.MemorySegment;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Shape;
import lazuli.core.ShapeException;
import lazuli.core.backend.Tensor;
import lazuli.core.graph.Node;
import lazuli.core.memory.Allocator;
import lazuli.core.memory.Buffer;
import lazuli.core.primitive.Arange;

/** Arrays from Java values and from nothing. */
public final class Creation {
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
}
