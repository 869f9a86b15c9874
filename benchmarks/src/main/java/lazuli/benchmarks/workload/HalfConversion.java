package lazuli.benchmarks.workload;

import org.openjdk.jmh.annotations.Param;

/** An array of 16-bit floats as float32, into memory of its own. */
public abstract class HalfConversion extends Workload {
    /** Elements of the array. */
    @Param("16777216")
    public int length;

    /** {@code float16} or {@code bfloat16}, which Deep Java Library does not hand to libtorch. */
    @Param("float16")
    public String dtype = "float16";
}
