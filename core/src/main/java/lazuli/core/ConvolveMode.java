package lazuli.core;

/** Which part of a convolution of two sequences is kept. */
public enum ConvolveMode {
    /** Wherever the sequences overlap: as long as both together, less one. */
    FULL,
    /** As long as the longer sequence, from the middle. */
    SAME,
    /** Where the longer sequence covers the shorter one. */
    VALID
}
