package lazuli.backend.cpu.attention;

import static lazuli.backend.cpu.memory.NativeMemory.ALL;
import static lazuli.backend.cpu.memory.NativeMemory.getFloat;
import static lazuli.backend.cpu.memory.NativeMemory.setFloat;

import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import lazuli.backend.cpu.math.FloatMath;
import lazuli.backend.cpu.vector.FloatVectorMath;

/** Rows of float32 in vectors; loaded only where the Vector API is. */
final class FloatVectorScores implements ScoreKernel {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    private static final long BYTES = SPECIES.vectorByteSize();

    static int lanes() {
        return SPECIES.length();
    }

    private static long wholeBytes(int length) {
        return SPECIES.loopBound(length) * (long) Float.BYTES;
    }

    @Override
    public void multiply(long x, int length, double factor) {
        FloatVector factors = FloatVector.broadcast(SPECIES, (float) factor);
        long whole = wholeBytes(length);
        for (long i = 0; i < whole; i += BYTES) {
            load(x + i).mul(factors).intoMemorySegment(ALL, x + i, ORDER);
        }
        for (long i = whole; i < 4L * length; i += Float.BYTES) {
            setFloat(x + i, getFloat(x + i) * (float) factor);
        }
    }

    @Override
    public void add(long x, long addend, int length) {
        long whole = wholeBytes(length);
        for (long i = 0; i < whole; i += BYTES) {
            load(x + i).add(load(addend + i)).intoMemorySegment(ALL, x + i, ORDER);
        }
        for (long i = whole; i < 4L * length; i += Float.BYTES) {
            setFloat(x + i, getFloat(x + i) + getFloat(addend + i));
        }
    }

    @Override
    public double largest(long x, int length, double initial) {
        FloatVector vector = FloatVector.broadcast(SPECIES, (float) initial);
        long whole = wholeBytes(length);
        for (long i = 0; i < whole; i += BYTES) {
            vector = vector.max(load(x + i));
        }
        float largest = (float) initial;
        for (float lane : vector.toArray()) {
            largest = Math.max(largest, lane);
        }
        for (long i = whole; i < 4L * length; i += Float.BYTES) {
            largest = Math.max(largest, getFloat(x + i));
        }
        return largest;
    }

    @Override
    public double exponentials(long x, int length, double subtrahend) {
        FloatVector subtrahends = FloatVector.broadcast(SPECIES, (float) subtrahend);
        FloatVector sums = FloatVector.zero(SPECIES);
        long whole = wholeBytes(length);
        for (long i = 0; i < whole; i += BYTES) {
            FloatVector y = FloatVectorMath.exp(load(x + i).sub(subtrahends));
            y.intoMemorySegment(ALL, x + i, ORDER);
            sums = sums.add(y);
        }
        float sum = 0;
        for (float lane : sums.toArray()) {
            sum += lane;
        }
        for (long i = whole; i < 4L * length; i += Float.BYTES) {
            float y = FloatMath.exp(getFloat(x + i) - (float) subtrahend);
            setFloat(x + i, y);
            sum += y;
        }
        return sum;
    }

    @Override
    public void weights(long x, long subtrahends, int length) {
        long whole = wholeBytes(length);
        for (long i = 0; i < whole; i += BYTES) {
            FloatVectorMath.exp(load(x + i).sub(load(subtrahends + i))).intoMemorySegment(ALL, x + i, ORDER);
        }
        for (long i = whole; i < 4L * length; i += Float.BYTES) {
            setFloat(x + i, FloatMath.exp(getFloat(x + i) - getFloat(subtrahends + i)));
        }
    }

    @Override
    public void slopes(long x, long weights, long deltas, int length) {
        long whole = wholeBytes(length);
        for (long i = 0; i < whole; i += BYTES) {
            load(x + i).sub(load(deltas + i)).mul(load(weights + i)).intoMemorySegment(ALL, x + i, ORDER);
        }
        for (long i = whole; i < 4L * length; i += Float.BYTES) {
            setFloat(x + i, (getFloat(x + i) - getFloat(deltas + i)) * getFloat(weights + i));
        }
    }

    private static FloatVector load(long address) {
        return FloatVector.fromMemorySegment(SPECIES, ALL, address, ORDER);
    }
}
