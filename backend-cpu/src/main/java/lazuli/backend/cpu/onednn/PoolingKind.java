package lazuli.backend.cpu.onednn;

/** What pooling makes of the elements in a window. */
public enum PoolingKind {
    MAX(0x1ff),
    /** The sum divided by the size of the window; padding counts as zeros. */
    AVERAGE_WITH_PADDING(0x2ff),
    /** The mean of those elements of the window that lie on the source. */
    AVERAGE_WITHOUT_PADDING(0x3ff);

    final int algorithm;

    PoolingKind(int algorithm) {
        this.algorithm = algorithm;
    }
}
