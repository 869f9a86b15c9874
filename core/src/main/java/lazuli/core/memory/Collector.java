package lazuli.core.memory;

/** What finds dead arrays and releases their memory. */
interface Collector {
    /** Looks at the youngest objects only; false if that could not be had. */
    boolean young();

    /** Looks at all objects. */
    void full();

    /** Nanoseconds that collections and this thread have computed so far: how long a busy machine kept them waiting is not their price. */
    long spent();
}
