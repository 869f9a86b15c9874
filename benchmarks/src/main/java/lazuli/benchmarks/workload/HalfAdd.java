package lazuli.benchmarks.workload;

import org.openjdk.jmh.annotations.Param;

/** The sum of two arrays of 16-bit floats, into memory of its own. */
public abstract class HalfAdd extends Workload {
    /** Elements of each array. */
    @Param("16777216")
    public int length;

    /** {@code float16} or {@code bfloat16}, which Deep Java Library does not hand to libtorch. */
    @Param("float16")
    public String dtype = "float16";
}
