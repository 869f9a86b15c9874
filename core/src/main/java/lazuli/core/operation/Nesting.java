package lazuli.core.operation;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;
import java.util.Arrays;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.DTypeException;
import lazuli.core.Shape;
import lazuli.core.ShapeException;
import lazuli.core.graph.Required;
import org.jspecify.annotations.Nullable;

/** Arrays from Java values in each other: numbers, truth values, primitive arrays, buffers, arrays, lists of these. */
public final class Nesting {
    /** Deeper than anybody nests; a list that contains itself is deeper. */
    private static final int DEEPEST = 64;

    private final @Nullable DType dtype;
    private int depth;

    private Nesting(@Nullable DType dtype) {
        this.dtype = dtype;
    }

    /** The array that a value spells out, in its own dtype if none is given. */
    public static Array array(Object value, @Nullable DType dtype) {
        Array array = new Nesting(dtype).of(value);
        return dtype == null ? array : HostConversion.convert(array, dtype);
    }

    private Array of(@Nullable Object element) {
        Object value = Required.argument("asarray", "an element", element);
        return switch (value) {
            case Array array -> array;
            case Boolean scalar -> scalars(List.of(scalar), Shape.SCALAR);
            case Number scalar -> scalars(List.of(scalar), Shape.SCALAR);
            case List<?> list -> row(list);
            case boolean[] row -> Creation.array(row);
            case byte[] row -> vector(MemorySegment.ofArray(row), DType.INT8);
            case short[] row -> vector(MemorySegment.ofArray(row), DType.INT16);
            case int[] row -> vector(MemorySegment.ofArray(row), DType.INT32);
            case long[] row -> vector(MemorySegment.ofArray(row), DType.INT64);
            case float[] row -> vector(MemorySegment.ofArray(row), DType.FLOAT32);
            case double[] row -> vector(MemorySegment.ofArray(row), DType.FLOAT64);
            case Object[] row -> row(Arrays.asList(row));
            // Copies, which also brings other byte orders into the machine's.
            case ByteBuffer buffer ->
                of(ByteBuffer.allocate(buffer.remaining())
                        .put(buffer.duplicate())
                        .array());
            case ShortBuffer buffer ->
                of(ShortBuffer.allocate(buffer.remaining())
                        .put(buffer.duplicate())
                        .array());
            case IntBuffer buffer ->
                of(IntBuffer.allocate(buffer.remaining())
                        .put(buffer.duplicate())
                        .array());
            case LongBuffer buffer ->
                of(LongBuffer.allocate(buffer.remaining())
                        .put(buffer.duplicate())
                        .array());
            case FloatBuffer buffer ->
                of(FloatBuffer.allocate(buffer.remaining())
                        .put(buffer.duplicate())
                        .array());
            case DoubleBuffer buffer ->
                of(DoubleBuffer.allocate(buffer.remaining())
                        .put(buffer.duplicate())
                        .array());
            default ->
                throw new DTypeException(
                        "asarray", "no elements in a %s", value.getClass().getTypeName());
        };
    }

    private static Array vector(MemorySegment elements, DType dtype) {
        return Creation.copyOf(
                elements, dtype, Shape.of(Shape.axisLength("asarray", elements.byteSize() / dtype.size())));
    }

    private Array row(List<?> values) {
        if (values.stream().allMatch(value -> value instanceof Number || value instanceof Boolean)) {
            return scalars(values, Shape.of(values.size()));
        }
        if (++depth > DEEPEST) {
            throw new ShapeException("asarray", "lists and arrays are nested more than %d deep", DEEPEST);
        }
        List<Array> rows = values.stream().map(this::of).toList();
        depth--;
        Shape shape = rows.getFirst().shape();
        for (Array row : rows) {
            if (!row.shape().equals(shape)) {
                throw new ShapeException("asarray", "neighbours of shapes %s and %s", shape, row.shape());
            }
        }
        return Shapes.stack(rows, 0);
    }

    private Array scalars(List<?> values, Shape shape) {
        DType type = dtype != null
                ? dtype
                : values.stream().map(Nesting::type).reduce(DType::promote).orElse(DType.FLOAT32);
        ByteBuffer bytes = ByteBuffer.allocate(Shape.axisLength("asarray", type.byteSize(values.size())))
                .order(ByteOrder.nativeOrder());
        for (Object value : values) {
            long bits = Scalars.bits(number(value), type);
            switch (type.size()) {
                case 1 -> bytes.put((byte) bits);
                case 2 -> bytes.putShort((short) bits);
                case 4 -> bytes.putInt((int) bits);
                default -> bytes.putLong(bits);
            }
        }
        return Creation.copyOf(MemorySegment.ofArray(bytes.array()), type, shape);
    }

    private static DType type(Object value) {
        return value instanceof Boolean ? DType.BOOL : Scalars.type((Number) value);
    }

    private static Number number(Object value) {
        return value instanceof Boolean truth ? (Number) (truth ? 1 : 0) : (Number) value;
    }
}
