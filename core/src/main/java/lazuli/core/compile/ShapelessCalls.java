package lazuli.core.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lazuli.core.Array;
import lazuli.core.Tree;
import lazuli.core.graph.ArrayType;
import lazuli.core.graph.Nodes;
import lazuli.core.graph.TransformScope;
import lazuli.core.primitive.Placeholder;
import org.jspecify.annotations.Nullable;

/** Makes the calls of a shapeless function: of graphs that are for several lengths, where there are any. For one thread at a time. */
final class ShapelessCalls {
    /** The graphs for other lengths that are made for the same ranks and dtypes. */
    private static final int MOST_RECORDINGS = 8;

    private final FunctionTracer tracer;

    /** What the function was traced to, by its signature with all arguments' lengths 1. */
    private final Map<Signature, Recordings> recordings = new UsedLast<>();

    private record Recording(ShapelessGraph graph, CallResults results) {}

    /** What is known of a function for some ranks and dtypes. */
    private static final class Recordings {
        private final List<Recording> made = new ArrayList<>();

        /** Whether the function looks at lengths itself, or has been recorded often enough. */
        private boolean isTracedEachTime;
    }

    ShapelessCalls(FunctionTracer tracer) {
        this.tracer = tracer;
    }

    /**
     * The call made of a graph that is for these lengths, if there is one; else the function is run, and unless it looks at lengths itself a
     * graph for others is made.
     */
    CompiledCall make(Signature signature, Tree before) {
        Recordings known = recordings.computeIfAbsent(signature.withoutLengths(), _ -> new Recordings());
        for (Recording recording : known.made) {
            if (recording.graph().refusal(signature.types()) == null) {
                return replay(recording, signature);
            }
        }
        Shapeless.Observation observation = new Shapeless.Observation();
        CompiledCall call = Shapeless.observe(observation, () -> CompiledCall.traced(tracer, signature, before));
        known.isTracedEachTime |= observation.looked() || known.made.size() >= MOST_RECORDINGS;
        if (!known.isTracedEachTime) {
            Recording recording = record(signature, before);
            known.isTracedEachTime = recording == null;
            if (recording != null) {
                known.made.add(recording);
            }
        }
        return call;
    }

    private static CompiledCall replay(Recording recording, Signature signature) {
        Trace trace = TransformScope.run(() -> {
            List<Array> placeholders = placeholders(signature.types());
            List<Array> outputs = recording.graph().replay("compile", placeholders);
            return Trace.of(placeholders, outputs, Constants.of(placeholders, outputs));
        });
        return CompiledCall.of(new Executable(trace), recording.results(), signature.state());
    }

    private static List<Array> placeholders(List<ArrayType> types) {
        return types.stream()
                .map(type -> Nodes.of(new Placeholder(type, "an input of a shapeless function under compile")))
                .toList();
    }

    /** A graph for other lengths of the arguments, for which the function is run on some; null if there is none. */
    private @Nullable Recording record(Signature signature, Tree before) {
        Sampling sampling =
                new Sampling(types -> sample(types, before), signature.arguments(), Sampling.Effort.COMPILE);
        ShapelessGraph graph = LengthAnalysis.ofEqualClasses(sampling, sampling.given());
        if (graph == null) {
            return null;
        }
        CallResults results = (CallResults) sampling.results(sampling.given());
        return new Recording(ConstantFolding.of(graph), results);
    }

    private Sample sample(List<ArrayType> types, Tree before) {
        return Shapeless.trace(() -> TransformScope.run(() -> {
            FunctionTracer.Traced traced = tracer.trace(types, before);
            return Sample.of(
                    new Sample.Run(traced.placeholders(), traced.outputs(), traced.results()),
                    Inlining::forThisProcess);
        }));
    }
}
