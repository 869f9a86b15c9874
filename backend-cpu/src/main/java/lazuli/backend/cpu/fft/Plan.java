package lazuli.backend.cpu.fft;

/** What is prepared for all transforms of a length. Safe for all threads. */
sealed interface Plan permits Columns, Lines, RealLines {
    /** What the plan keeps in memory. */
    long bytes();
}
