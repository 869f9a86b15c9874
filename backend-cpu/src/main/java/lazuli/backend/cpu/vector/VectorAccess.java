package lazuli.backend.cpu.vector;

import static java.nio.ByteOrder.nativeOrder;
import static lazuli.backend.cpu.memory.NativeMemory.ALL;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/** How generated loops load, store and select vectors. */
public final class VectorAccess {
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;

    private VectorAccess() {}

    /** How many elements of a size one vector has. */
    public static int length(int size) {
        return FLOATS.vectorByteSize() / size;
    }

    public static Vector<?> getFloat(long address) {
        return FloatVector.fromMemorySegment(FLOATS, ALL, address, nativeOrder());
    }

    public static Vector<?> getDouble(long address) {
        return DoubleVector.fromMemorySegment(DOUBLES, ALL, address, nativeOrder());
    }

    public static Vector<?> getInt(long address) {
        return IntVector.fromMemorySegment(INTS, ALL, address, nativeOrder());
    }

    public static Vector<?> getLong(long address) {
        return LongVector.fromMemorySegment(LONGS, ALL, address, nativeOrder());
    }

    /** Float16 elements as floats. */
    public static Vector<?> getFloat16(long address) {
        return VectorHalves.getFloat16(address);
    }

    /** Bfloat16 elements as floats. */
    public static Vector<?> getBfloat16(long address) {
        return VectorHalves.getBfloat16(address);
    }

    /** Stores floats as float16. */
    public static void setFloat16(long address, Vector<?> value) {
        VectorHalves.setFloat16(address, (FloatVector) value);
    }

    /** Stores floats as bfloat16. */
    public static void setBfloat16(long address, Vector<?> value) {
        VectorHalves.setBfloat16(address, (FloatVector) value);
    }

    public static VectorMask<?> getFloatMask(long address) {
        return mask(FLOATS, address);
    }

    public static VectorMask<?> getDoubleMask(long address) {
        return mask(DOUBLES, address);
    }

    public static VectorMask<?> getIntMask(long address) {
        return mask(INTS, address);
    }

    public static VectorMask<?> getLongMask(long address) {
        return mask(LONGS, address);
    }

    private static VectorMask<?> mask(VectorSpecies<?> species, long address) {
        return VectorMask.fromLong(species, MaskBytes.load(address, species.length()));
    }

    public static void set(long address, Vector<?> value) {
        value.intoMemorySegment(ALL, address, nativeOrder());
    }

    public static void setMask(long address, VectorMask<?> value) {
        MaskBytes.store(value.toLong(), address, value.length());
    }

    public static Vector<?> select(VectorMask<?> condition, Vector<?> a, Vector<?> b) {
        return blend(b, a, condition);
    }

    @SuppressWarnings("unchecked") // vectors and masks of one loop have one species
    private static <E> Vector<E> blend(Vector<E> other, Vector<?> chosen, VectorMask<?> mask) {
        return other.blend((Vector<E>) chosen, (VectorMask<E>) mask);
    }
}
