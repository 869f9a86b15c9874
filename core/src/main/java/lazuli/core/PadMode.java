package lazuli.core;

/** What {@link Mx#pad(Array, int[][], PadMode)} puts around an array. */
public enum PadMode {
    /** A constant. */
    CONSTANT,
    /** The element at the edge. */
    EDGE,
    /** The array mirrored at its edge elements, which are not repeated. */
    REFLECT,
    /** The array mirrored at its edges, edge elements included. */
    SYMMETRIC
}
