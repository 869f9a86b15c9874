package lazuli.examples.cifar;

import lazuli.core.DType;

/** What the network computes in; its weights are float32 whatever it is. The name on the command line is {@link #toString}. */
public enum CifarPrecision {
    FLOAT32("float32", DType.FLOAT32),
    BFLOAT16("bfloat16", DType.BFLOAT16);

    private final String title;
    private final DType dtype;

    CifarPrecision(String title, DType dtype) {
        this.title = title;
        this.dtype = dtype;
    }

    /** The dtype of activations. */
    DType dtype() {
        return dtype;
    }

    @Override
    public String toString() {
        return title;
    }
}
