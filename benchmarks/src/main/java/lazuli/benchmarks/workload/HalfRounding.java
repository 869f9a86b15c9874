package lazuli.benchmarks.workload;

import org.openjdk.jmh.annotations.Param;

/** A float32 array as 16-bit floats, into memory of its own. */
public abstract class HalfRounding extends Workload {
    /** Elements of the array. */
    @Param("16777216")
    public int length;

    /** {@code float16} or {@code bfloat16}, which Deep Java Library does not hand to libtorch. */
    @Param("float16")
    public String dtype = "float16";
}
