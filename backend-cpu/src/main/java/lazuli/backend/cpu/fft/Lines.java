package lazuli.backend.cpu.fft;

/** How to transform lines of one length whose numbers lie side by side. */
sealed interface Lines extends Plan permits SmallDft, FourStepFft, BluesteinFft {
    /** Numbers of a line. */
    int length();

    /** Transforms {@code count} lines; strides are bytes from line to line; results do not overlap what is transformed. */
    void run(
            Butterflies butterflies,
            long from,
            long fromStride,
            long to,
            long toStride,
            long count,
            boolean inverse,
            float scale);

    /** The way that suits a length. */
    static Lines of(int length) {
        if (!Radices.areFor(length)) {
            return BluesteinFft.of(length);
        }
        int middle = Radices.middle(length);
        return middle >= FourStepFft.LEAST_COLUMNS ? FourStepFft.of(middle, length / middle) : SmallDft.of(length);
    }
}
