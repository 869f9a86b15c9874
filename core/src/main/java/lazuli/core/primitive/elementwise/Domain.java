package lazuli.core.primitive.elementwise;

/** The interval from which generated tests and benchmarks draw the real operands of an elementwise function. */
public record Domain(double low, double high) {
    static Domain between(double low, double high) {
        return new Domain(low, high);
    }
}
