package lazuli.backend.gpu.device;

/** The languages that the kernels' text can be read as, each with a prelude that makes the words of the text of its own. */
public enum Dialect {
    /** Metal Shading Language 3.1. */
    METAL("metal.h"),
    /** CUDA C++. */
    CUDA("cuda.h");

    private final String prelude;

    Dialect(String prelude) {
        this.prelude = prelude;
    }

    /** The file that a kernel's text comes after. */
    public String prelude() {
        return prelude;
    }
}
