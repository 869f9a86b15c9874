package lazuli.backend.cpu.fused;

import lazuli.backend.cpu.loop.Half;
import lazuli.core.DType;

/** How an operand or a result of a generated loop lies in memory. */
public enum Storage {
    /** As its lane holds it. */
    LANE,
    /** Bool, a byte per element. */
    MASK,
    FLOAT16,
    BFLOAT16;

    /** That of halves. */
    public static Storage of(Half half) {
        return switch (half) {
            case FLOAT16 -> FLOAT16;
            case BFLOAT16 -> BFLOAT16;
        };
    }

    boolean isHalf() {
        return this == FLOAT16 || this == BFLOAT16;
    }

    /** That of halves. */
    DType dtype() {
        return switch (this) {
            case FLOAT16 -> DType.FLOAT16;
            case BFLOAT16 -> DType.BFLOAT16;
            case LANE, MASK -> throw new IllegalStateException(this + " is no storage of halves");
        };
    }

    /** Bytes per element, where the lane has {@code laneSize}. */
    int size(int laneSize) {
        return switch (this) {
            case LANE -> laneSize;
            case MASK -> Byte.BYTES;
            case FLOAT16, BFLOAT16 -> Short.BYTES;
        };
    }
}
