package lazuli.backend.cpu.kernel;

import lazuli.core.DTypeException;
import lazuli.core.primitive.BinaryFunction;
import lazuli.core.primitive.UnaryFunction;

/** Errors for rows that a dtype does not have; core refuses such operations before they come here. */
final class Undefined {
    private Undefined() {}

    static DTypeException on(UnaryFunction function, String dtypes) {
        return new DTypeException(function.text(), "not defined for %s dtypes", dtypes);
    }

    static DTypeException on(BinaryFunction function, String dtypes) {
        return new DTypeException(function.text(), "not defined for %s dtypes", dtypes);
    }
}
