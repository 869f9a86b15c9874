package lazuli.benchmarks.libtorch;

/** In which order the numbers of images lie in memory. */
public enum MemoryFormat {
    /** libtorch's default. */
    NCHW,

    /** Lazuli's order; libtorch's operations keep to it when their input has it. */
    CHANNELS_LAST
}
