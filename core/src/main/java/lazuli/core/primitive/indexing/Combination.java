package lazuli.core.primitive.indexing;

/** What a {@link Scatter} does where an update meets an element. */
public enum Combination {
    /** The update takes the element's place; of several that meet, any. */
    SET,
    /** The sum of the element and all updates that meet it. */
    ADD,
    /** The product of the element and all updates that meet it. */
    MULTIPLY,
    /** The largest of the element and the updates that meet it; NaN if there is one. */
    MAXIMUM,
    /** The smallest of the element and the updates that meet it; NaN if there is one. */
    MINIMUM
}
