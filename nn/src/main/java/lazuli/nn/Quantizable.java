package lazuli.nn;

/** A module that has a quantized form. */
@FunctionalInterface
public interface Quantizable {
    /** A new module that computes nearly the same with quantized matrices. */
    Module toQuantized(QuantizationOptions options);
}
