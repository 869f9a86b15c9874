package lazuli.core.primitive.reduction;

/** How a reduction combines elements. */
public enum Reduction {
    SUM,
    PRODUCT,
    MAXIMUM,
    MINIMUM,
    /** True if every element is nonzero. */
    ALL,
    /** True if some element is nonzero. */
    ANY
}
