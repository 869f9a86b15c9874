package lazuli.core.compile;

import java.util.List;
import lazuli.core.Array;
import lazuli.core.Fn1;
import lazuli.core.Fn2;
import lazuli.core.Fn3;
import lazuli.core.Fn4;
import lazuli.core.FnN;
import lazuli.core.State;
import lazuli.core.Stream;
import lazuli.core.graph.Required;
import lazuli.core.graph.TraceScope;
import lazuli.core.recording.FlightRecording;
import org.jspecify.annotations.Nullable;

/**
 * A function that is traced on its first call for arguments of certain types, and run as a program from then on. Inside another transform it
 * is the plain function, so that the outer one sees through it. Safe for use by several threads as far as the state is.
 */
public final class CompiledFunction implements Fn1, Fn2, Fn3, Fn4, FnN {
    private final FnN function;
    private final @Nullable CompiledState state;
    private final FunctionTracer tracer;

    /** Null unless the function is to be traced once for all lengths. */
    private final @Nullable ShapelessCalls shapeless;

    private final CallCache calls = new CallCache();

    /**
     * A function of its arguments alone, or of state too.
     *
     * @param shapeless whether it is traced once for all lengths
     */
    public CompiledFunction(FnN function, @Nullable State state, boolean shapeless) {
        this.function = function;
        this.state = state == null ? null : new CompiledState(state);
        this.tracer = new FunctionTracer(function, state);
        this.shapeless = shapeless ? new ShapelessCalls(tracer) : null;
    }

    @Override
    public List<Array> apply(List<Array> arguments) {
        Required.arguments("compile", "inputs", arguments);
        if (TraceScope.isActive() || !Compilation.isEnabled()) {
            return Required.results("compile", function.apply(arguments));
        }
        CompiledState captured = state;
        return captured == null ? call(arguments) : captured.exclusively(() -> callWithState(captured, arguments));
    }

    @Override
    public Array apply(Array a) {
        return apply(Required.inputs("compile", a)).getFirst();
    }

    @Override
    public Array apply(Array a, Array b) {
        return apply(Required.inputs("compile", a, b)).getFirst();
    }

    @Override
    public Array apply(Array a, Array b, Array c) {
        return apply(Required.inputs("compile", a, b, c)).getFirst();
    }

    @Override
    public Array apply(Array a, Array b, Array c, Array d) {
        return apply(Required.inputs("compile", a, b, c, d)).getFirst();
    }

    @Override
    public FnN overLists() {
        return this;
    }

    private List<Array> call(List<Array> arguments) {
        return callFor(arguments, StateForm.NONE).executable().call(arguments.toArray(Array[]::new));
    }

    private List<Array> callWithState(CompiledState captured, List<Array> arguments) {
        CompiledState.Present before = captured.read();
        CompiledCall call = callFor(arguments, before.form());
        List<Array> outputs = call.executable().call(before.inputs(arguments));
        captured.replace(before, call, outputs);
        return outputs.subList(0, call.outputs());
    }

    private CompiledCall callFor(List<Array> arguments, StateForm form) {
        return calls.get(arguments, form, Stream.current(), this::compiled);
    }

    private CompiledCall compiled(Signature signature) {
        CompileEvent event = FlightRecording.isPossible() ? new CompileEvent() : null;
        if (event != null) {
            event.begin();
        }
        ShapelessCalls forSeveralLengths = shapeless;
        CompiledCall call = forSeveralLengths == null
                ? CompiledCall.traced(tracer, signature, tracer.captured())
                : forSeveralLengths.make(signature, tracer.captured());
        if (event != null) {
            event.finish(signature.arguments(), call.executable().program());
        }
        return call;
    }

    /** See {@link lazuli.core.Mx#describe(Fn1)}. */
    public static String describe(Object function) {
        if (function instanceof CompiledFunction compiled) {
            return compiled.calls.text();
        }
        throw new IllegalArgumentException("[describe] takes a function that compile has given; this is none");
    }

    /** How many programs are kept now. */
    int programs() {
        return calls.size();
    }
}
