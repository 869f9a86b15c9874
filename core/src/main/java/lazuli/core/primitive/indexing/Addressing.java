package lazuli.core.primitive.indexing;

/** What indices along an axis name. */
public enum Addressing {
    /** Whole slices, as in {@link Take}. */
    SLICES,
    /** Single elements, as in {@link TakeAlongAxis}. */
    ELEMENTS
}
