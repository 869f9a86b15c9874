package lazuli.backend.cpu.kernel;

import lazuli.backend.cpu.loop.Lane;
import lazuli.core.DTypeException;
import lazuli.core.primitive.elementwise.BinaryFunction;
import lazuli.core.primitive.elementwise.UnaryFunction;

/** Errors for rows that a lane does not have; core refuses such operations before they come here. */
final class Undefined {
    private Undefined() {}

    static DTypeException on(Lane lane, UnaryFunction function) {
        return new DTypeException(function.text(), "not defined for %s dtypes", dtypes(lane));
    }

    static DTypeException on(Lane lane, BinaryFunction function) {
        return new DTypeException(function.text(), "not defined for %s dtypes", dtypes(lane));
    }

    private static String dtypes(Lane lane) {
        return switch (lane) {
            case BOOL -> "bool";
            case INT, UNSIGNED_INT, LONG, UNSIGNED_LONG -> "integer";
            case FLOAT, DOUBLE -> "floating";
            case COMPLEX -> "complex";
        };
    }
}
