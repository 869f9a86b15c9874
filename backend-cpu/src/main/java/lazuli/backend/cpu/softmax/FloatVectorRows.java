package lazuli.backend.cpu.softmax;

import static lazuli.backend.cpu.memory.NativeMemory.ALL;

import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import lazuli.backend.cpu.math.FloatMath;
import lazuli.backend.cpu.memory.NativeMemory;
import lazuli.backend.cpu.vector.FloatVectorMath;

/** Elements of float32 in vectors; loaded only where the Vector API is. */
final class FloatVectorRows implements RowKernel {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    private static final long BYTES = SPECIES.vectorByteSize();

    static int lanes() {
        return SPECIES.length();
    }

    @Override
    public void softmax(long x, long to, int length) {
        float factor = 1 / exponentials(x, to, length, largest(x, length));
        FloatVector factors = FloatVector.broadcast(SPECIES, factor);
        long whole = SPECIES.loopBound(length) * (long) Float.BYTES;
        for (long i = 0; i < whole; i += BYTES) {
            load(to + i).mul(factors).intoMemorySegment(ALL, to + i, ORDER);
        }
        for (long i = whole; i < (long) length * Float.BYTES; i += Float.BYTES) {
            NativeMemory.setFloat(to + i, NativeMemory.getFloat(to + i) * factor);
        }
    }

    /** Stores the exponentials of the differences from the largest, and returns their sum. */
    private static float exponentials(long x, long to, int length, float largest) {
        FloatVector subtrahend = FloatVector.broadcast(SPECIES, largest);
        FloatVector sums = FloatVector.zero(SPECIES);
        long whole = SPECIES.loopBound(length) * (long) Float.BYTES;
        for (long i = 0; i < whole; i += BYTES) {
            FloatVector y = FloatVectorMath.exp(load(x + i).sub(subtrahend));
            y.intoMemorySegment(ALL, to + i, ORDER);
            sums = sums.add(y);
        }
        float sum = FloatLoopRows.join(sums.toArray());
        for (long i = whole; i < (long) length * Float.BYTES; i += Float.BYTES) {
            float y = FloatMath.exp(NativeMemory.getFloat(x + i) - largest);
            NativeMemory.setFloat(to + i, y);
            sum += y;
        }
        return sum;
    }

    @Override
    public void logSumExp(long x, long to, int length) {
        NativeMemory.setFloat(to, (float) logSumExp(x, length));
    }

    private static double logSumExp(long x, int length) {
        float largest = largest(x, length);
        if (Float.isInfinite(largest)) {
            return largest;
        }
        FloatVector subtrahend = FloatVector.broadcast(SPECIES, largest);
        FloatVector sums = FloatVector.zero(SPECIES);
        long whole = SPECIES.loopBound(length) * (long) Float.BYTES;
        for (long i = 0; i < whole; i += BYTES) {
            sums = sums.add(FloatVectorMath.exp(load(x + i).sub(subtrahend)));
        }
        float sum = FloatLoopRows.join(sums.toArray());
        for (long i = whole; i < (long) length * Float.BYTES; i += Float.BYTES) {
            sum += FloatMath.exp(NativeMemory.getFloat(x + i) - largest);
        }
        return largest + Math.log(sum);
    }

    private static float largest(long x, int length) {
        FloatVector vector = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
        long whole = SPECIES.loopBound(length) * (long) Float.BYTES;
        for (long i = 0; i < whole; i += BYTES) {
            vector = vector.max(load(x + i));
        }
        float largest = Float.NEGATIVE_INFINITY;
        for (float lane : vector.toArray()) {
            largest = Math.max(largest, lane);
        }
        for (long i = whole; i < (long) length * Float.BYTES; i += Float.BYTES) {
            largest = Math.max(largest, NativeMemory.getFloat(x + i));
        }
        return largest;
    }

    private static FloatVector load(long address) {
        return FloatVector.fromMemorySegment(SPECIES, ALL, address, ORDER);
    }
}
