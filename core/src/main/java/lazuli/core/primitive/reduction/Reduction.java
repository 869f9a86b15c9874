package lazuli.core.primitive.reduction;

/** How a reduction combines elements. */
public enum Reduction {
    /** Their sum. */
    SUM,
    /** Their product. */
    PRODUCT,
    /** The largest one; NaN if there is one. */
    MAXIMUM,
    /** The smallest one; NaN if there is one. */
    MINIMUM,
    /** True if every element is nonzero. */
    ALL,
    /** True if some element is nonzero. */
    ANY
}
