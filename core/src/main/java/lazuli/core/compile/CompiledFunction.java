package lazuli.core.compile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import lazuli.core.Array;
import lazuli.core.Fn1;
import lazuli.core.Fn2;
import lazuli.core.Fn3;
import lazuli.core.Fn4;
import lazuli.core.FnN;
import lazuli.core.Shape;
import lazuli.core.State;
import lazuli.core.Stream;
import lazuli.core.Tree;
import lazuli.core.graph.ArrayType;
import lazuli.core.graph.OwnState;
import lazuli.core.graph.Required;
import lazuli.core.graph.Temporaries;
import lazuli.core.graph.TransformScope;
import lazuli.core.operation.Creation;
import lazuli.core.primitive.Placeholder;
import lazuli.core.recording.FlightRecording;
import org.jspecify.annotations.Nullable;

/**
 * A function that is traced on its first call for arguments of certain types, and run as a program from then on. Inside another transform it
 * is the plain function, so that the outer one sees through it. Safe for use by several threads as far as the state is.
 */
public final class CompiledFunction implements Fn1, Fn2, Fn3, Fn4, FnN {
    /** The programs that a function keeps; those used longest ago go first. */
    static final int MOST_PROGRAMS = 64;

    /** The graphs for other lengths that a shapeless function makes for the same ranks and dtypes. */
    private static final int MOST_RECORDINGS = 8;

    /** Stands for an array where only a tree's form matters. */
    private static final Array NOTHING = Creation.array(0);

    private final FnN function;
    private final @Nullable State state;
    private final boolean shapeless;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Signature, Call> calls = new UsedLast<>();

    /** What a shapeless function was traced to, by its signature with all arguments' lengths 1. */
    private final Map<Signature, Recordings> recordings = new UsedLast<>();

    private static final class UsedLast<V> extends LinkedHashMap<Signature, V> {
        private static final long serialVersionUID = 1L;

        UsedLast() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<Signature, V> eldest) {
            return size() > MOST_PROGRAMS;
        }
    }

    private final OwnState own = new OwnState();

    /**
     * What a program was made for.
     *
     * @param types of the arguments and then of the state's arrays
     * @param arguments how many of them are arguments
     * @param form the paths of the state's arrays
     * @param numbers which array is at each path: one may be at several
     * @param settings what else the state says
     */
    private record Signature(
            List<ArrayType> types,
            int arguments,
            List<String> form,
            List<Integer> numbers,
            List<?> settings,
            Stream stream) {

        /** Of the arguments ranks and dtypes alone. */
        Signature withoutLengths() {
            List<ArrayType> bare = new ArrayList<>(types);
            for (int i = 0; i < arguments; i++) {
                int[] ones = new int[types.get(i).shape().rank()];
                Arrays.fill(ones, 1);
                bare.set(i, types.get(i).with(Shape.of(ones)));
            }
            return new Signature(bare, arguments, form, numbers, settings, stream);
        }
    }

    /**
     * How a call is made.
     *
     * @param outputs how many of the program's outputs the function returns; the others are new state
     * @param form of the state afterwards
     * @param after for each array of the state afterwards the output it is; negative if it is the array {@code -1 - n} of before
     */
    private record Call(Executable executable, int outputs, Tree form, List<Integer> after) {}

    /**
     * A graph of a shapeless function, and what its outputs are.
     *
     * @param outputs as in {@link Call}, as are the others
     */
    private record Recording(ShapelessGraph graph, int outputs, Tree form, List<Integer> after) {}

    /** What is known of a shapeless function for some ranks and dtypes. */
    private static final class Recordings {
        private final List<Recording> made = new ArrayList<>();

        /** Whether the function looks at lengths itself, or has been recorded often enough. */
        private boolean isTracedEachTime;
    }

    /**
     * A function of its arguments alone, or of state too.
     *
     * @param shapeless whether it is traced once for all lengths
     */
    public CompiledFunction(FnN function, @Nullable State state, boolean shapeless) {
        this.function = function;
        this.state = state;
        this.shapeless = shapeless;
    }

    @Override
    public List<Array> apply(List<Array> arguments) {
        Required.arguments("compile", "inputs", arguments);
        if (Temporaries.isActive() || !Compilation.isEnabled()) {
            return Required.results("compile", function.apply(arguments));
        }
        State captured = state;
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
        return callFor(arguments, List.of(), Tree.empty()).executable().call(arguments);
    }

    private List<Array> callWithState(State captured, List<Array> arguments) {
        Tree before = captured.captureState();
        List<Array> leaves = before.leaves();
        List<Array> distinct = distinct(leaves);
        List<Array> inputs = new ArrayList<>(arguments);
        inputs.addAll(distinct);
        Call call = callFor(arguments, distinct, before);
        List<Array> outputs = call.executable().call(inputs);
        List<Array> next = new ArrayList<>();
        List<Array> made = new ArrayList<>();
        for (int number : call.after()) {
            boolean isNew = number >= 0;
            next.add(isNew ? outputs.get(number) : distinct.get(-1 - number));
            if (isNew) {
                made.add(outputs.get(number));
            }
        }
        captured.restoreState(call.form().withLeaves(next));
        own.replace(distinct, next, made);
        return outputs.subList(0, call.outputs());
    }

    private static List<Array> distinct(List<Array> arrays) {
        Set<Array> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        return arrays.stream().filter(seen::add).toList();
    }

    // ---- programs

    private Call callFor(List<Array> arguments, List<Array> distinct, Tree before) {
        Signature signature = signature(arguments, distinct, before);
        lock.lock();
        try {
            Call call = calls.get(signature);
            if (call == null) {
                CompileEvent event = FlightRecording.isPossible() ? new CompileEvent() : null;
                if (event != null) {
                    event.begin();
                }
                call = shapeless
                        ? shapeless(signature, arguments, distinct, before)
                        : trace(arguments, distinct, before);
                if (event != null) {
                    event.finish(arguments, call.executable().program());
                }
                calls.put(signature, call);
            }
            return call;
        } finally {
            lock.unlock();
        }
    }

    private Signature signature(List<Array> arguments, List<Array> distinct, Tree before) {
        List<ArrayType> types = new ArrayList<>(arguments.size() + distinct.size());
        arguments.forEach(argument -> types.add(argument.type()));
        distinct.forEach(array -> types.add(array.type()));
        return new Signature(
                types,
                arguments.size(),
                paths(before),
                numbers(before.leaves(), distinct),
                state == null ? List.of() : state.settings(),
                Stream.current());
    }

    private static List<String> paths(Tree tree) {
        return List.copyOf(tree.flatten().keySet());
    }

    private static List<Integer> numbers(List<Array> leaves, List<Array> distinct) {
        IdentityHashMap<Array, Integer> numbers = new IdentityHashMap<>();
        distinct.forEach(array -> numbers.put(array, numbers.size()));
        return leaves.stream().map(numbers::get).toList();
    }

    private Call trace(List<Array> arguments, List<Array> distinct, Tree before) {
        List<ArrayType> types = arguments.stream().map(Array::type).toList();
        Traced traced = TransformScope.run(() -> run(types, distinct, before));
        List<Array> outputs = new ArrayList<>(traced.outputs());
        List<Integer> after = after(traced, arguments.size(), outputs);
        Trace trace = Trace.of(traced.placeholders(), outputs, Constants.of(traced.placeholders(), outputs));
        return new Call(
                new Executable(trace), traced.outputs().size(), traced.state().map(ignored -> NOTHING), after);
    }

    /**
     * The call of a shapeless function: made of a graph that is for these lengths, if there is one; else the function is run, and unless it
     * looks at lengths itself a graph for others is made.
     */
    private Call shapeless(Signature signature, List<Array> arguments, List<Array> distinct, Tree before) {
        Recordings known = recordings.computeIfAbsent(signature.withoutLengths(), _ -> new Recordings());
        for (Recording recording : known.made) {
            if (recording.graph().refusal(signature.types()) == null) {
                return replay(recording, signature);
            }
        }
        Shapeless.Observation observation = new Shapeless.Observation();
        Call call = Shapeless.observe(observation, () -> trace(arguments, distinct, before));
        known.isTracedEachTime |= observation.looked() || known.made.size() >= MOST_RECORDINGS;
        if (!known.isTracedEachTime) {
            Recording recording = record(signature, distinct, before);
            known.isTracedEachTime = recording == null;
            if (recording != null) {
                known.made.add(recording);
            }
        }
        return call;
    }

    private static Call replay(Recording recording, Signature signature) {
        Trace trace = TransformScope.run(() -> {
            List<Array> placeholders = placeholders(signature.types());
            List<Array> outputs = recording.graph().replay("compile", placeholders);
            return Trace.of(placeholders, outputs, Constants.of(placeholders, outputs));
        });
        return new Call(new Executable(trace), recording.outputs(), recording.form(), recording.after());
    }

    private static List<Array> placeholders(List<ArrayType> types) {
        return types.stream()
                .map(type -> Array.of(new Placeholder(type, "an input of a shapeless function under compile")))
                .toList();
    }

    /** A graph for other lengths of the arguments, for which the function is run on some; null if there is none. */
    private @Nullable Recording record(Signature signature, List<Array> distinct, Tree before) {
        List<ArrayType> types = signature.types().subList(0, signature.arguments());
        Sampling sampling = new Sampling(lengths -> sample(lengths, distinct, before), types, Sampling.Effort.COMPILE);
        ShapelessGraph graph = LengthAnalysis.ofEqualClasses(sampling, sampling.given());
        if (graph == null) {
            return null;
        }
        Results results = (Results) sampling.results(sampling.given());
        return new Recording(ConstantFolding.of(graph), results.outputs(), results.form(), results.after());
    }

    /** What a run returned beside arrays: equal for runs that differ in lengths alone. */
    private record Results(int outputs, List<String> paths, List<Integer> after, Tree form) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Results its
                    && outputs == its.outputs
                    && paths.equals(its.paths)
                    && after.equals(its.after);
        }

        @Override
        public int hashCode() {
            return after.hashCode();
        }
    }

    private Sample sample(List<ArrayType> types, List<Array> distinct, Tree before) {
        return Shapeless.trace(() -> TransformScope.run(() -> {
            Traced traced = run(types, distinct, before);
            List<Array> outputs = new ArrayList<>(traced.outputs());
            List<Integer> after = after(traced, types.size(), outputs);
            Tree form = traced.state().map(ignored -> NOTHING);
            Results results = new Results(traced.outputs().size(), paths(form), after, form);
            return Sample.of(new Sample.Run(traced.placeholders(), outputs, results), Inlining::forThisProcess);
        }));
    }

    /** Which outputs are the state's arrays, as in {@link Call}; those that are new are added to the outputs. */
    private static List<Integer> after(Traced traced, int arguments, List<Array> outputs) {
        List<Integer> after = new ArrayList<>();
        for (Array leaf : traced.state().leaves()) {
            int former = indexOf(
                    leaf,
                    traced.placeholders()
                            .subList(arguments, traced.placeholders().size()));
            if (former >= 0) {
                after.add(-1 - former);
            } else {
                after.add(outputs.size());
                outputs.add(leaf);
            }
        }
        return after;
    }

    private record Traced(List<Array> placeholders, List<Array> outputs, Tree state) {}

    /** Runs the function once on placeholders; the state is what it was afterwards, whatever happens. */
    private Traced run(List<ArrayType> arguments, List<Array> distinct, Tree before) {
        List<Array> placeholders = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            placeholders.add(placeholder(arguments.get(i), "argument %d of a function under compile".formatted(i)));
        }
        List<Array> given = List.copyOf(placeholders);
        return SideEffects.refused(
                SideEffects.Purpose.COMPILE,
                () -> runWithState(placeholders, given, distinct, before),
                traced -> traced.state().leaves(),
                TransformScope::isOfCurrent);
    }

    private Traced runWithState(List<Array> placeholders, List<Array> given, List<Array> distinct, Tree before) {
        if (state == null) {
            return new Traced(placeholders, Required.results("compile", function.apply(given)), Tree.empty());
        }
        IdentityHashMap<Array, Array> stand = new IdentityHashMap<>();
        before.flatten()
                .forEach((path, array) -> stand.computeIfAbsent(
                        array,
                        former -> placeholder(
                                former.type(), "the state's %s of a function under compile".formatted(path))));
        distinct.forEach(array -> placeholders.add(stand.get(array)));
        try {
            state.restoreState(before.map(stand::get));
            List<Array> outputs = Required.results("compile", function.apply(given));
            return new Traced(placeholders, outputs, state.captureState());
        } finally {
            state.restoreState(before);
        }
    }

    private static Array placeholder(ArrayType type, String role) {
        return Array.of(new Placeholder(type, role));
    }

    @SuppressWarnings("ReferenceEquality") // a placeholder is what it is
    private static int indexOf(Array array, List<Array> placeholders) {
        for (int i = 0; i < placeholders.size(); i++) {
            if (placeholders.get(i).node() == array.node()) {
                return i;
            }
        }
        return -1;
    }

    /** The programs that are kept, those used last at the end. */
    private String text() {
        lock.lock();
        try {
            return calls.isEmpty()
                    ? "not called yet"
                    : calls.values().stream()
                            .map(call -> call.executable().toString())
                            .collect(Collectors.joining("\n\n"));
        } finally {
            lock.unlock();
        }
    }

    /** See {@link lazuli.core.Mx#describe(Fn1)}. */
    public static String describe(Object function) {
        if (function instanceof CompiledFunction compiled) {
            return compiled.text();
        }
        throw new IllegalArgumentException("[describe] takes a function that compile has given; this is none");
    }

    /** How many programs are kept now. */
    int programs() {
        lock.lock();
        try {
            return calls.size();
        } finally {
            lock.unlock();
        }
    }
}
