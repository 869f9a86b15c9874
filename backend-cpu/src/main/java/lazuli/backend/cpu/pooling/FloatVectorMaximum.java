package lazuli.backend.cpu.pooling;

import static lazuli.backend.cpu.memory.NativeMemory.ALL;

import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Channels of float32 in vectors; loaded only where the Vector API is. */
final class FloatVectorMaximum implements WindowMaximum {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> POSITIONS = IntVector.SPECIES_PREFERRED;
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    private static final int LANES = SPECIES.length();

    private final WindowMaximum narrow = new FloatLoopMaximum();

    @Override
    public void store(Taps taps, int channels, long to, long indices) {
        if (channels < LANES) {
            narrow.store(taps, channels, to, indices);
            return;
        }
        int channel = 0;
        for (; channel <= channels - LANES; channel += LANES) {
            maximum(taps, 4L * channel, to, indices);
        }
        if (channel < channels) {
            // The last vector begins early and repeats what the one before it has done.
            maximum(taps, 4L * (channels - LANES), to, indices);
        }
    }

    private static void maximum(Taps taps, long at, long to, long indices) {
        FloatVector largest = FloatVector.fromMemorySegment(SPECIES, ALL, taps.address(0) + at, ORDER);
        IntVector position = IntVector.broadcast(POSITIONS, taps.position(0));
        for (int tap = 1; tap < taps.count(); tap++) {
            FloatVector x = FloatVector.fromMemorySegment(SPECIES, ALL, taps.address(tap) + at, ORDER);
            VectorMask<Float> notLarger = x.compare(VectorOperators.LE, largest);
            VectorMask<Float> replaced =
                    largest.compare(VectorOperators.EQ, largest).andNot(notLarger);
            largest = largest.blend(x, replaced);
            position = position.blend(taps.position(tap), replaced.cast(POSITIONS));
        }
        largest.intoMemorySegment(ALL, to + at, ORDER);
        position.intoMemorySegment(ALL, indices + at, ORDER);
    }
}
