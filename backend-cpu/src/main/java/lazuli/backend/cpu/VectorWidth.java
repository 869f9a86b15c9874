package lazuli.backend.cpu;

import jdk.incubator.vector.FloatVector;

/** How wide this machine's vectors are; loaded only where the Vector API is. */
final class VectorWidth {
    private VectorWidth() {}

    static int bits() {
        return FloatVector.SPECIES_PREFERRED.vectorBitSize();
    }
}
