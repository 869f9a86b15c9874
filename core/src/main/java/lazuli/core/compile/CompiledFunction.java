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
import lazuli.core.Mx;
import lazuli.core.Shape;
import lazuli.core.State;
import lazuli.core.Stream;
import lazuli.core.Tree;
import lazuli.core.graph.ArrayType;
import lazuli.core.graph.OwnState;
import lazuli.core.graph.Temporaries;
import lazuli.core.graph.TransformScope;
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

    /** Stands for an array where only a tree's form matters. */
    private static final Array NOTHING = Mx.array(0);

    private final FnN function;
    private final @Nullable State state;
    private final boolean shapeless;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Signature, Call> calls = new UsedLast<>();

    /** What a shapeless function was traced to, by its signature with all lengths 1. */
    private final Map<Signature, Recording> recordings = new UsedLast<>();

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
     */
    private record Signature(
            List<ArrayType> types, int arguments, List<String> form, List<Integer> numbers, Stream stream) {

        /** Ranks and dtypes alone. */
        Signature withoutLengths() {
            List<ArrayType> bare = types.stream()
                    .map(type -> {
                        int[] ones = new int[type.shape().rank()];
                        Arrays.fill(ones, 1);
                        return type.with(Shape.of(ones));
                    })
                    .toList();
            return new Signature(bare, arguments, form, numbers, stream);
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
     * The graph of a shapeless function, and what its outputs are.
     *
     * @param outputs as in {@link Call}, as are the others
     */
    private record Recording(FunctionGraph graph, int outputs, Tree form, List<Integer> after) {}

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
        if (Temporaries.isActive() || !Compilation.isEnabled()) {
            return function.apply(arguments);
        }
        State captured = state;
        return captured == null ? call(arguments) : captured.exclusively(() -> callWithState(captured, arguments));
    }

    @Override
    public Array apply(Array a) {
        return apply(List.of(a)).getFirst();
    }

    @Override
    public Array apply(Array a, Array b) {
        return apply(List.of(a, b)).getFirst();
    }

    @Override
    public Array apply(Array a, Array b, Array c) {
        return apply(List.of(a, b, c)).getFirst();
    }

    @Override
    public Array apply(Array a, Array b, Array c, Array d) {
        return apply(List.of(a, b, c, d)).getFirst();
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
                call = shapeless ? replay(signature, arguments, distinct, before) : trace(arguments, distinct, before);
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

    private static Signature signature(List<Array> arguments, List<Array> distinct, Tree before) {
        List<ArrayType> types = new ArrayList<>(arguments.size() + distinct.size());
        arguments.forEach(argument -> types.add(argument.type()));
        distinct.forEach(array -> types.add(array.type()));
        return new Signature(
                types, arguments.size(), paths(before), numbers(before.leaves(), distinct), Stream.current());
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
        Traced traced = TransformScope.run(() -> run(arguments, distinct, before));
        List<Array> outputs = new ArrayList<>(traced.outputs());
        List<Integer> after = after(traced, arguments.size(), outputs);
        Trace trace = Trace.of(traced.placeholders(), outputs, Constants.of(traced.placeholders(), outputs));
        return new Call(
                new Executable(trace), traced.outputs().size(), traced.state().map(ignored -> NOTHING), after);
    }

    /** The call for arguments of any lengths, made of the one graph that the function left. */
    private Call replay(Signature signature, List<Array> arguments, List<Array> distinct, Tree before) {
        Signature form = signature.withoutLengths();
        Recording known = recordings.get(form);
        Recording recording = known == null ? record(arguments, distinct, before) : known;
        recordings.put(form, recording);
        Trace trace = TransformScope.run(() -> {
            List<Array> placeholders = new ArrayList<>();
            for (ArrayType type : signature.types()) {
                placeholders.add(Array.of(new Placeholder(type, "an input of a shapeless function under compile")));
            }
            List<Array> outputs = ShapelessReplay.of("compile", recording.graph(), placeholders);
            return Trace.of(placeholders, outputs, Constants.of(placeholders, outputs));
        });
        return new Call(new Executable(trace), recording.outputs(), recording.form(), recording.after());
    }

    private Recording record(List<Array> arguments, List<Array> distinct, Tree before) {
        return Shapeless.trace(() -> {
            Traced traced = TransformScope.run(() -> run(arguments, distinct, before));
            List<Array> outputs = new ArrayList<>(traced.outputs());
            List<Integer> after = after(traced, arguments.size(), outputs);
            Constants constants = Constants.beforeBroadcasts(traced.placeholders(), outputs);
            FunctionGraph graph = Inlining.forThisProcess(Trace.of(traced.placeholders(), outputs, constants));
            return new Recording(graph, traced.outputs().size(), traced.state().map(ignored -> NOTHING), after);
        });
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
    private Traced run(List<Array> arguments, List<Array> distinct, Tree before) {
        List<Array> placeholders = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            placeholders.add(placeholder(arguments.get(i), "argument %d of a function under compile".formatted(i)));
        }
        List<Array> given = List.copyOf(placeholders);
        return SideEffects.refused(
                () -> runWithState(placeholders, given, distinct, before),
                traced -> traced.state().leaves());
    }

    private Traced runWithState(List<Array> placeholders, List<Array> given, List<Array> distinct, Tree before) {
        if (state == null) {
            return new Traced(placeholders, function.apply(given), Tree.empty());
        }
        IdentityHashMap<Array, Array> stand = new IdentityHashMap<>();
        before.flatten()
                .forEach((path, array) -> stand.computeIfAbsent(
                        array,
                        former -> placeholder(former, "the state's %s of a function under compile".formatted(path))));
        distinct.forEach(array -> placeholders.add(stand.get(array)));
        try {
            state.restoreState(before.map(stand::get));
            List<Array> outputs = function.apply(given);
            return new Traced(placeholders, outputs, state.captureState());
        } finally {
            state.restoreState(before);
        }
    }

    private static Array placeholder(Array array, String role) {
        return Array.of(new Placeholder(array.type(), role));
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
