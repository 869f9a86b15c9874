package lazuli.backend.cpu.kernel;

import lazuli.backend.cpu.loop.Lane;
import lazuli.core.DType;

/**
 * How elements lie in memory: as arrays store them, or as lanes hold them while they are computed with.
 *
 * @param widened whether the elements are as wide as their lane; false for dtypes that are stored that wide
 */
record Format(DType dtype, boolean widened) {
    static Format stored(DType dtype) {
        return new Format(dtype, false);
    }

    static Format inLane(DType dtype) {
        return new Format(dtype, !Lane.isStored(dtype));
    }

    /** Bytes per element. */
    int size() {
        return widened ? Lane.of(dtype).size() : dtype.size();
    }
}
