package lazuli.optimizers;

import static lazuli.core.Mx.add;
import static lazuli.core.Mx.full;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Shape;
import lazuli.core.TracingException;
import lazuli.core.Tree;
import lazuli.core.compile.ArrayKeepers;
import lazuli.core.compile.StateSlots;
import lazuli.core.graph.DonatedState;
import lazuli.core.graph.Required;
import lazuli.core.graph.TraceScope;
import lazuli.core.primitive.HalfPrecision;
import org.jspecify.annotations.Nullable;

/**
 * An optimizer that changes each parameter by itself. It says what it remembers about a parameter ({@link #initSingle}) and how a parameter
 * changes ({@link #applySingle}); the rest is here. Half floats come to both as float32, and what is remembered about them is float32: a
 * squared gradient of 300 overflows float16, one of 1e-4 is zero there, and a running mean in bfloat16 stands still; only the new parameter
 * is rounded. Its options are set by chained methods before the first step.
 *
 * <p>The state is a tree: {@code step} (uint64), {@code learning_rate}, and for each parameter what the optimizer remembers, {@code
 * layers.0.weight.v}.
 */
public abstract class ParameterOptimizer extends Optimizer {
    static final String STEP = "step";
    static final String LEARNING_RATE = "learning_rate";

    private final @Nullable Schedule schedule;
    private final Map<String, ParameterState> states = new LinkedHashMap<>();
    private Array step = full(Shape.SCALAR, 0, DType.UINT64);
    private Array learningRate;
    private final DonatedState own = new DonatedState();

    /** With a constant learning rate. */
    @SuppressWarnings("this-escape") // to a weak reference, which a trace on this thread reads at the earliest
    protected ParameterOptimizer(double learningRate) {
        this.schedule = null;
        this.learningRate = rate(learningRate);
        ArrayKeepers.register(this, OptimizerArrays.ACCESS);
    }

    /** With a learning rate that goes with the steps. */
    @SuppressWarnings("this-escape") // as above
    protected ParameterOptimizer(Schedule schedule) {
        this.schedule = Required.argument("optimizer", "learningRate", schedule);
        this.learningRate = scheduled(schedule, step);
        ArrayKeepers.register(this, OptimizerArrays.ACCESS);
    }

    private static Array scheduled(Schedule schedule, Array step) {
        return Required.argument("optimizer", "the schedule's value", schedule.at(step));
    }

    private static Array rate(double learningRate) {
        return full(Shape.SCALAR, Required.notNegative("optimizer", "learningRate", learningRate), DType.FLOAT32);
    }

    /** What {@link #toString} says after the learning rate: the options, {@code momentum=0.9, nesterov=true}. */
    protected String describe() {
        return "";
    }

    /** The class, its schedule or learning rate, and its options: {@code SGD(learningRate=0.1, momentum=0.9)}. */
    @Override
    public final String toString() {
        String options = describe();
        return "%s(learningRate=%s%s)"
                .formatted(getClass().getSimpleName(), rateText(), options.isEmpty() ? "" : ", " + options);
    }

    private String rateText() {
        if (schedule != null) {
            return schedule.getClass().isHidden() ? "a function of the step" : schedule.toString();
        }
        try {
            return Float.toString(learningRate.itemFloat());
        } catch (TracingException unknown) {
            return "traced";
        }
    }

    /** Puts into the state what is remembered about a parameter before its first step. */
    protected abstract void initSingle(Array parameter, ParameterState state);

    /** The parameter after a step; puts into the state what changes there. */
    protected abstract Array applySingle(Array gradient, Array parameter, ParameterState state);

    @Override
    public final Array step() {
        return step;
    }

    @Override
    public final Array learningRate() {
        return learningRate;
    }

    @Override
    public final Optimizer learningRate(double rate) {
        learningRate = rate(Required.notNegative("learning_rate", "rate", rate));
        return this;
    }

    /** The learning rate in the dtype of a gradient that {@link #applySingle} is given. */
    protected final Array rateFor(Array gradient) {
        return learningRate.astype(gradient.dtype());
    }

    @Override
    public final void init(Tree parameters) {
        Required.argument("init", "parameters", parameters);
        parameters.flatten().forEach((path, parameter) -> {
            if (isTrained(parameter)) {
                stateOf(path, parameter);
            }
        });
    }

    /** Integers and bool are passed over: they have no gradients. */
    private static boolean isTrained(Array parameter) {
        return parameter.dtype().isDifferentiable();
    }

    private ParameterState stateOf(String path, Array parameter) {
        return states.computeIfAbsent(path, ignored -> {
            ParameterState fresh = new ParameterState();
            return TraceScope.outside(() -> {
                TraceScope.within(() -> {
                    initSingle(HalfPrecision.widen(parameter), fresh);
                    return fresh;
                });
                own.add(keep(fresh, Set.of()));
                return fresh;
            });
        });
    }

    @Override
    public final Tree applyGradients(Tree gradients, Tree parameters) {
        Required.argument("apply_gradients", "gradients", gradients);
        Required.argument("apply_gradients", "parameters", parameters);
        Map<String, Array> before = parameters.flatten();
        List<Single> singles = singles(gradients.flatten(), before);
        List<Array> former = remembered();
        List<Array> after = TraceScope.within(() -> {
            if (schedule != null) {
                learningRate = scheduled(schedule, step);
            }
            step = add(step, 1);
            return singles.stream().map(ParameterOptimizer.this::apply).toList();
        });
        List<Array> kept = TraceScope.keep(after);
        if (!TraceScope.isActive()) {
            keepState(former, after);
        }
        Iterator<Array> trained = kept.iterator();
        return gradients.mapWithPath((path, gradient) -> {
            Array parameter = Objects.requireNonNull(before.get(path));
            return isTrained(parameter) ? trained.next() : parameter;
        });
    }

    /** A step of half floats is one of float32 numbers, state and all, rounded once at the end. */
    private Array apply(Single single) {
        DType dtype =
                DType.promote(single.parameter().dtype(), single.gradient().dtype());
        single.state().widen();
        Array after = applySingle(
                HalfPrecision.widen(single.gradient()), HalfPrecision.widen(single.parameter()), single.state());
        return HalfPrecision.round(after, dtype);
    }

    /** Former moments that nobody else has go with the step: for a collection to find them takes longer than steps do. */
    private void keepState(List<Array> former, List<Array> after) {
        step = TraceScope.keep(step);
        learningRate = TraceScope.keep(learningRate);
        Set<Array> given = new HashSet<>(after);
        List<Array> made = states.values().stream()
                .flatMap(state -> keep(state, given).stream())
                .toList();
        own.replace(former, remembered(), made);
    }

    /** Keeps what has been put into a state; those arrays that were made for it alone. */
    private static List<Array> keep(ParameterState state, Set<Array> given) {
        List<Array> made = state.arrays().values().stream()
                .filter(array -> TraceScope.isTemporary(array) && !given.contains(array))
                .toList();
        state.arrays().replaceAll((name, array) -> TraceScope.keep(array));
        return made;
    }

    private List<Array> remembered() {
        return states.values().stream()
                .flatMap(state -> state.arrays().values().stream())
                .toList();
    }

    private record Single(Array gradient, Array parameter, ParameterState state) {}

    private List<Single> singles(Map<String, Array> gradients, Map<String, Array> parameters) {
        List<Single> singles = new ArrayList<>(gradients.size());
        gradients.forEach((path, gradient) -> {
            Array parameter = parameters.get(path);
            if (parameter == null) {
                throw new IllegalArgumentException("[optimizer] %s has a gradient but is no parameter".formatted(path));
            }
            if (isTrained(parameter)) {
                singles.add(new Single(gradient, parameter, stateOf(path, parameter)));
            }
        });
        return singles;
    }

    // ---- state

    @Override
    public final StateSlots slots() {
        return OptimizerSlots.of(this);
    }

    /** What is remembered of each parameter, by path. */
    final Map<String, ParameterState> states() {
        return states;
    }

    /** Says that somebody else is handed the arrays. */
    final void share() {
        own.share();
    }

    /** The arrays kept now, handed to nobody. */
    final Map<String, Array> keptArrays() {
        Map<String, Array> flat = new LinkedHashMap<>();
        flat.put(STEP, step);
        flat.put(LEARNING_RATE, learningRate);
        states.forEach((path, state) ->
                state.arrays().forEach((name, array) -> flat.put(path.isEmpty() ? name : path + "." + name, array)));
        return flat;
    }

    /** Keeps an array again that was kept before, or none. */
    final void putBack(String path, @Nullable Array former) {
        if (former != null && path.equals(STEP)) {
            step = former;
        } else if (former != null && path.equals(LEARNING_RATE)) {
            learningRate = former;
        } else {
            putBackMoment(path, former);
        }
    }

    private void putBackMoment(String path, @Nullable Array former) {
        int dot = path.lastIndexOf('.');
        String parameter = dot < 0 ? "" : path.substring(0, dot);
        String name = path.substring(dot + 1);
        ParameterState state = states.computeIfAbsent(parameter, ignored -> new ParameterState());
        if (former != null) {
            state.put(name, former);
            return;
        }
        state.arrays().remove(name);
        if (state.arrays().isEmpty()) {
            states.remove(parameter);
        }
    }

    @Override
    public final List<Array> pending() {
        List<Array> arrays = new ArrayList<>(remembered());
        arrays.add(step);
        arrays.add(learningRate);
        return arrays;
    }

    @Override
    public final Tree state() {
        share();
        return Tree.unflatten(keptArrays());
    }

    @Override
    public final Optimizer state(Tree state) {
        Required.argument("state", "state", state);
        Map<String, Array> flat = new LinkedHashMap<>(state.flatten());
        Array loadedStep = flat.remove(STEP);
        Array loadedRate = flat.remove(LEARNING_RATE);
        if (loadedStep == null || loadedRate == null) {
            throw new IllegalArgumentException("[optimizer] a state has a step and a learning_rate");
        }
        step = loadedStep;
        learningRate = loadedRate;
        states.clear();
        flat.forEach((path, array) -> {
            int dot = path.lastIndexOf('.');
            states.computeIfAbsent(dot < 0 ? "" : path.substring(0, dot), ignored -> new ParameterState())
                    .put(path.substring(dot + 1), array);
        });
        return this;
    }
}
