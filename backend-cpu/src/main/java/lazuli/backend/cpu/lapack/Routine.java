package lazuli.backend.cpu.lapack;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.invoke.MethodHandle;
import lazuli.core.DType;

/** A LAPACK routine for each dtype, by its C name without the letter of the dtype. Matrices are column-major. */
final class Routine {
    /** The layout argument of every call. */
    static final int COLUMN_MAJOR = 102;

    private static final String PREFIX = "LAPACKE_";

    private Routine() {}

    /**
     * Links a routine.
     *
     * @param parameters one letter each: c a letter, i an integer, p a pointer; the layout comes before them
     */
    static MethodHandle link(DType dtype, String name, String parameters) {
        MemoryLayout[] layouts = new MemoryLayout[parameters.length() + 1];
        layouts[0] = JAVA_INT;
        for (int i = 0; i < parameters.length(); i++) {
            layouts[i + 1] = switch (parameters.charAt(i)) {
                case 'c' -> JAVA_BYTE;
                case 'i' -> JAVA_INT;
                case 'p' -> JAVA_LONG;
                default -> throw new IllegalArgumentException(parameters);
            };
        }
        return LapackLibrary.function(PREFIX + letter(dtype) + name + "_work", LapackLibrary.type(layouts));
    }

    /** Links a BLAS function that returns nothing. */
    static MethodHandle linkBlas(DType dtype, String name, MemoryLayout... parameters) {
        return LapackLibrary.function("cblas_" + letter(dtype) + name, FunctionDescriptor.ofVoid(parameters));
    }

    private static char letter(DType dtype) {
        return switch (dtype) {
            case FLOAT32 -> 's';
            case FLOAT64 -> 'd';
            case COMPLEX64 -> 'c';
            case BOOL, UINT8, UINT16, UINT32, UINT64, INT8, INT16, INT32, INT64, FLOAT16, BFLOAT16 ->
                throw new IllegalArgumentException("LAPACK has no routines for " + dtype);
        };
    }

    /**
     * Whether a routine found a result.
     *
     * @throws IllegalStateException if it refused an argument or had no memory
     */
    static boolean succeeded(String name, int status) {
        if (status < 0) {
            throw new IllegalStateException("[%s] LAPACK refused argument %d".formatted(name, -status));
        }
        return status == 0;
    }
}
