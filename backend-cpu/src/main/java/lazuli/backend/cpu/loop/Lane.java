package lazuli.backend.cpu.loop;

import lazuli.core.DType;

/**
 * How the elements of a dtype are held and understood while they are computed with. Narrow integers are widened to ints, signed
 * ones for both kinds fit, and half floats to floats.
 */
public enum Lane {
    /** A byte, 0 or 1. */
    BOOL(1),
    INT(4),
    UNSIGNED_INT(4),
    LONG(8),
    UNSIGNED_LONG(8),
    FLOAT(4),
    DOUBLE(8),
    /** A long with the float of the real part in its low half and that of the imaginary part in the other. */
    COMPLEX(8);

    private final int size;

    Lane(int size) {
        this.size = size;
    }

    /** Bytes per element. */
    public int size() {
        return size;
    }

    /** The lane that a dtype is computed in. */
    public static Lane of(DType dtype) {
        return switch (dtype) {
            case BOOL -> BOOL;
            case INT8, INT16, INT32, UINT8, UINT16 -> INT;
            case UINT32 -> UNSIGNED_INT;
            case INT64 -> LONG;
            case UINT64 -> UNSIGNED_LONG;
            case FLOAT16, BFLOAT16, FLOAT32 -> FLOAT;
            case FLOAT64 -> DOUBLE;
            case COMPLEX64 -> COMPLEX;
        };
    }

    /** Whether arrays of the dtype hold elements as its lane does, so that loops can work on them in place. */
    public static boolean isStored(DType dtype) {
        return of(dtype).size == dtype.size();
    }
}
