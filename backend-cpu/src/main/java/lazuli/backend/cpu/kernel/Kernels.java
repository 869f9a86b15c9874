package lazuli.backend.cpu.kernel;

import java.util.concurrent.ConcurrentHashMap;
import lazuli.backend.cpu.loop.ByteSelectLoop;
import lazuli.backend.cpu.loop.CopyLoop;
import lazuli.backend.cpu.loop.Half;
import lazuli.backend.cpu.loop.HalfLoadLoop;
import lazuli.backend.cpu.loop.HalfStoreLoop;
import lazuli.backend.cpu.loop.IntSelectLoop;
import lazuli.backend.cpu.loop.Lane;
import lazuli.backend.cpu.loop.LongSelectLoop;
import lazuli.backend.cpu.vector.VectorConversions;
import lazuli.backend.cpu.vector.VectorHalfLoadLoop;
import lazuli.backend.cpu.vector.VectorHalfStoreLoop;
import lazuli.backend.cpu.vector.VectorInstructions;
import lazuli.core.DType;
import lazuli.core.primitive.elementwise.BinaryFunction;
import lazuli.core.primitive.elementwise.UnaryFunction;

/** The process' kernels, each made when it is first asked for. Operands and results are in lanes unless a method says stored. */
public final class Kernels {
    private static final ConcurrentHashMap<Object, Kernel> MADE = new ConcurrentHashMap<>();

    private record UnaryKey(UnaryFunction function, Lane lane) {}

    private record BinaryKey(BinaryFunction function, Lane lane) {}

    private record SelectKey(int size) {}

    private record ConversionKey(Format from, Format to) {}

    private record RoundingKey(DType dtype) {}

    private record CopyKey(int size) {}

    private Kernels() {}

    /** {@code function(a)} for operands of a dtype; {@code b} must be given the same address as {@code a}. */
    public static Kernel of(UnaryFunction function, DType operand) {
        Lane lane = Lane.of(operand);
        return MADE.computeIfAbsent(new UnaryKey(function, lane), key -> {
            int size = Lane.of(function.resultType(operand)).size();
            OperandSizes sizes = new OperandSizes(size, lane.size(), lane.size(), 0);
            return new Kernel(function.text(), 1, sizes, UnaryTable.of(function, lane));
        });
    }

    /** {@code function(a, b)} for operands of a dtype. */
    public static Kernel of(BinaryFunction function, DType operand) {
        Lane lane = Lane.of(operand);
        return MADE.computeIfAbsent(new BinaryKey(function, lane), key -> {
            int size = Lane.of(function.resultType(operand)).size();
            OperandSizes sizes = new OperandSizes(size, lane.size(), lane.size(), 0);
            return new Kernel(function.text(), 2, sizes, BinaryTable.of(function, lane));
        });
    }

    /** {@code a ? b : c} for b and c of a dtype. */
    public static Kernel select(DType dtype) {
        int size = Lane.of(dtype).size();
        return MADE.computeIfAbsent(
                new SelectKey(size),
                key -> new Kernel("where", 3, new OperandSizes(size, 1, size, size), selection(size)));
    }

    /** Taking one of two vectors by a mask is one operation. */
    private static Row selection(int size) {
        return switch (size) {
            case Byte.BYTES -> Row.of(1, new ByteSelectLoop());
            case Integer.BYTES ->
                Row.of(1, new IntSelectLoop()).vector(1, rest -> VectorInstructions.select(Lane.INT, rest));
            default -> Row.of(1, new LongSelectLoop()).vector(1, rest -> VectorInstructions.select(Lane.LONG, rest));
        };
    }

    /** {@code a} converted from one dtype to another, as C's casts do. */
    public static Kernel convert(DType from, DType to) {
        if (isHeldAlike(from, to)) {
            return copy(Lane.of(from).size());
        }
        return isHalf(to) && Lane.of(from) == Lane.FLOAT
                ? round(to)
                : conversion(Format.inLane(from), Format.inLane(to));
    }

    /** Whether each number of {@code from}, in its lane, is the same bits in that of {@code to}. */
    public static boolean isHeldAlike(DType from, DType to) {
        return from == to || (Lane.of(from) == Lane.of(to) && Lane.isStored(to));
    }

    /** Stored elements brought into the dtype's lane. */
    public static Kernel widen(DType dtype) {
        return conversion(Format.stored(dtype), Format.inLane(dtype));
    }

    /** Elements of the dtype's lane as they are stored. */
    public static Kernel narrow(DType dtype) {
        return conversion(Format.inLane(dtype), Format.stored(dtype));
    }

    private static Kernel conversion(Format from, Format to) {
        return MADE.computeIfAbsent(
                new ConversionKey(from, to),
                key -> new Kernel(
                        from.dtype() == to.dtype() ? "load" : to.dtype().toString(),
                        1,
                        new OperandSizes(to.size(), from.size(), 0, 0),
                        from.dtype() == to.dtype() && isHalf(to.dtype())
                                ? halves(Half.of(to.dtype()), to.widened())
                                : conversionRow(from, to)));
    }

    private static Row conversionRow(Format from, Format to) {
        Row row = Row.of(5, Conversions.between(from, to));
        if (to.dtype() != DType.FLOAT32 || Lane.of(from.dtype()).size() != Integer.BYTES || isNarrow(from)) {
            return row;
        }
        return switch (Lane.of(from.dtype())) {
            case INT -> row.vectorAlone(rest -> VectorConversions.intsToFloats(rest));
            case UNSIGNED_INT -> row.vectorAlone(rest -> VectorConversions.unsignedIntsToFloats(rest));
            case BOOL, LONG, UNSIGNED_LONG, FLOAT, DOUBLE, COMPLEX -> row;
        };
    }

    /** Whether elements are not as wide as their lane. */
    private static boolean isNarrow(Format format) {
        return format.size() != Lane.of(format.dtype()).size();
    }

    private static boolean isHalf(DType dtype) {
        return dtype == DType.FLOAT16 || dtype == DType.BFLOAT16;
    }

    /** Halves brought into float lanes or back. */
    private static Row halves(Half half, boolean loaded) {
        boolean short16 = half == Half.FLOAT16;
        return loaded
                ? Row.of(5, HalfLoadLoop.of(half)).vector(short16 ? 10 : 3, rest -> VectorHalfLoadLoop.of(half, rest))
                : Row.of(5, HalfStoreLoop.of(half))
                        .vector(short16 ? 20 : 10, rest -> VectorHalfStoreLoop.of(half, rest));
    }

    /** Elements in a wider lane, rounded or wrapped to numbers of the dtype. */
    public static Kernel round(DType dtype) {
        return MADE.computeIfAbsent(new RoundingKey(dtype), key -> {
            int size = Lane.of(dtype).size();
            return new Kernel(dtype.toString(), 1, new OperandSizes(size, size, 0, 0), Roundings.to(dtype));
        });
    }

    /** A copy of elements of a size in bytes. */
    public static Kernel copy(int size) {
        return MADE.computeIfAbsent(
                new CopyKey(size),
                key -> new Kernel("copy", 1, new OperandSizes(size, size, 0, 0), Row.of(1, new CopyLoop(size))));
    }
}
