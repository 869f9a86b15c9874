package lazuli.core.primitive.indexing;

/** What a {@link Scatter} does where an update meets an element. */
public enum Combination {
    /** The update takes the element's place; of several that meet, any. */
    SET,
    ADD,
    MULTIPLY,
    MAXIMUM,
    MINIMUM
}
