package lazuli.core.compile;

import java.util.List;
import java.util.stream.Collectors;
import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import lazuli.core.graph.ArrayType;
import org.jspecify.annotations.Nullable;

/** JFR's record of a function being traced and made a program. */
@Name("lazuli.Compile")
@Label("Compile")
@Category("Lazuli")
@Description("A function traced and made a program for arguments of certain types")
@StackTrace(true)
final class CompileEvent extends Event {
    @Label("Arguments")
    @Description("Their types")
    @Nullable
    String arguments;

    @Label("Steps")
    @Description("Calls of kernels in the program")
    int steps;

    @Label("Scratch")
    @Description("Bytes of memory that a run takes for intermediate values")
    @DataAmount
    long scratch;

    /** Fills the fields, if anybody records, and ends the event. */
    void finish(List<ArrayType> given, Program program) {
        end();
        if (shouldCommit()) {
            arguments = given.stream().map(ArrayType::toString).collect(Collectors.joining(", "));
            steps = program.steps();
            scratch = program.scratchBytes();
            commit();
        }
    }
}
