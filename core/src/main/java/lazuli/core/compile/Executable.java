package lazuli.core.compile;

import java.util.Arrays;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.Stream;
import lazuli.core.device.Memories;
import lazuli.core.graph.ArrayType;
import lazuli.core.graph.EvalContext;
import lazuli.core.graph.Node;
import lazuli.core.graph.Nodes;
import lazuli.core.graph.TraceScope;
import lazuli.core.primitive.Compiled;
import lazuli.core.primitive.Primitive;
import lazuli.core.primitive.view.Identity;
import org.jspecify.annotations.Nullable;

/**
 * A function compiled for arguments of certain types: the graph that it left, for derivatives, and the program made of it. A function that
 * uses several streams is not made one program: its graph is built again on each call.
 */
public final class Executable implements Compiled.Function {
    private final Trace trace;
    private final Program program;
    private final List<ArrayType> inputs;
    private final List<ArrayType> outputs;
    private final Array[] constants;
    private final Primitive compiled = new Compiled(this);

    /** Where the program runs; null if the function uses several streams. */
    private final @Nullable Stream stream;

    @SuppressWarnings("this-escape") // to what is handed out by calls
    Executable(Trace trace) {
        this.trace = trace;
        this.program = Program.of(trace);
        List<ArrayType> types = trace.types();
        this.inputs = List.copyOf(types.subList(0, trace.given()));
        this.outputs = trace.outputs().stream().map(types::get).toList();
        this.constants = trace.constants().toArray(Array[]::new);
        List<Stream> streams =
                trace.equations().stream().map(Equation::stream).distinct().toList();
        this.stream = streams.size() == 1 ? streams.getFirst() : null;
    }

    /**
     * The outputs for arguments of the types that the function was compiled for, each an array of its own.
     *
     * @param arguments not changed any more by the caller
     */
    List<Array> call(Array[] arguments) {
        Array[] inputs = withConstants(arguments);
        Stream single = stream;
        if (single == null) {
            return TraceScope.keep(TraceScope.within(() -> replay(List.of(inputs)).stream()
                    .map(output -> Nodes.of(new Identity(), output))
                    .toList()));
        }
        Memories.relieve();
        return Nodes.outputs(Node.ofSeparateOutputs(compiled, single, outputs, inputs));
    }

    private Array[] withConstants(Array[] arguments) {
        if (constants.length == 0) {
            return arguments;
        }
        Array[] inputs = Arrays.copyOf(arguments, arguments.length + constants.length);
        System.arraycopy(constants, 0, inputs, arguments.length, constants.length);
        return inputs;
    }

    /** The graph of the function that was called. */
    static Trace trace(Compiled call) {
        if (call.function() instanceof Executable executable) {
            return executable.trace;
        }
        throw new IllegalStateException("a compiled function of another kind: " + call.function());
    }

    /** The graph that the function left. */
    Trace trace() {
        return trace;
    }

    @Override
    public List<Array> replay(List<Array> inputs) {
        return trace.replay(inputs);
    }

    @Override
    public long work() {
        return program.work();
    }

    @Override
    public void run(EvalContext at) {
        program.run(at);
    }

    /** What a call runs. */
    public Program program() {
        return program;
    }

    @Override
    public List<ArrayType> inputs() {
        return inputs;
    }

    @Override
    public List<ArrayType> outputs() {
        return outputs;
    }

    @Override
    public String toString() {
        return stream != null ? program.toString() : "several streams, so that nothing is fused\n" + program;
    }
}
