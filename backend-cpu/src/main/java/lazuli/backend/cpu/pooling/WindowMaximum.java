package lazuli.backend.cpu.pooling;

/**
 * The largest of a window's elements for each channel: the first of equals, or the first NaN. All implementations give the same
 * results.
 */
interface WindowMaximum {
    /**
     * Stores maxima and positions.
     *
     * @param taps the window's elements within the array; at least one
     * @param channels how many channels follow each other at each tap
     * @param to where the maxima go
     * @param indices where the taps' positions go, as int32
     */
    void store(Taps taps, int channels, long to, long indices);
}
