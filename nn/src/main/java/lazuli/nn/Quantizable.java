package lazuli.nn;

import lazuli.core.QuantizationOptions;

/** A module that has a quantized form. */
@FunctionalInterface
public interface Quantizable {
    /** A new module that computes nearly the same with quantized matrices. */
    Module toQuantized(QuantizationOptions options);
}
