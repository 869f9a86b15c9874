package lazuli.nn;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Mx;
import lazuli.core.OperationException;
import lazuli.core.Shape;
import lazuli.core.State;
import lazuli.core.Tree;
import lazuli.core.compile.ArrayKeepers;
import lazuli.core.compile.StateSlots;
import lazuli.core.graph.Required;
import lazuli.core.graph.TraceScope;
import org.jspecify.annotations.Nullable;

/**
 * A neural network or a part of one. Its parameters are the arrays in its fields, and those of the modules in its fields; lists, maps and
 * Java arrays of both count too. Fields may be private; those that hold an array must not be final, because training replaces the array.
 * Static and transient fields and those whose name begins with an underscore are left alone.
 *
 * <p>Parameters are named as in MLX, {@code layers.0.running_mean} for the first element's field {@code runningMean} of a list {@code
 * layers}, in the order of the fields' declaration, superclasses first.
 *
 * <p>{@code java.lang.Module} has the same name: import this class by its own. A module is used by one thread at a time.
 */
public abstract class Module implements State {
    /** Never changed, but replaced. */
    private Set<String> frozen = Set.of();

    private boolean training = true;

    /** Those that it was last evaluated by. */
    private @Nullable StateSlots slots;

    /** A module in training mode. */
    @SuppressWarnings("this-escape") // to a weak reference, which a trace on this thread reads at the earliest
    protected Module() {
        ArrayKeepers.register(this, ModuleArrays.ACCESS);
    }

    /** Whether a class says itself what its parameters are, so that nothing is known of where they stand. */
    private static final ClassValue<Boolean> TELLS_PARAMETERS = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            try {
                return type.getMethod("parameters").getDeclaringClass() != Module.class;
            } catch (NoSuchMethodException impossible) {
                throw new AssertionError(impossible);
            }
        }
    };

    /** What a function of a module may do differently by, beside its parameters. */
    private record Settings(boolean training, Set<String> frozen) {}

    /** All parameters. */
    public Tree parameters() {
        return ModuleTree.parameters(this, (module, key) -> true);
    }

    /** The parameters: what a compiled function that uses this module reads and replaces. */
    @Override
    public final Tree captureState() {
        return parameters();
    }

    @Override
    public final List<Array> pending() {
        StateSlots known = slots;
        Array[] arrays = new Array[known == null ? 0 : known.count()];
        if (known == null || !known.read(arrays, 0)) {
            slots = slots();
            return captureState().leaves();
        }
        return List.of(arrays);
    }

    @Override
    public final void restoreState(Tree state) {
        Required.argument("restore_state", "state", state);
        ModuleTree.update(new Members.OfModule(this), state, "", Missing.ADDED);
    }

    /** The mode of this module and all in it, and what is frozen of each. */
    @Override
    public final List<?> settings() {
        return modules().stream()
                .map(module -> new Settings(module.training, module.frozen))
                .toList();
    }

    @Override
    public final StateSlots slots() {
        return TELLS_PARAMETERS.get(getClass()) ? StateSlots.capturing(this) : new ModuleSlots(this);
    }

    /** The names of its parameters that are frozen; another set after each change. */
    final Set<String> frozen() {
        return frozen;
    }

    /** The parameters that are neither frozen nor a {@link Buffer}. */
    public Tree trainableParameters() {
        return ModuleTree.parameters(this, Module::isTrainable);
    }

    private static boolean isTrainable(Module module, String key) {
        return !module.frozen.contains(key)
                && module.mayTrain(key)
                && ModuleField.of(module.getClass()).stream()
                        .noneMatch(field -> field.isBuffer() && field.name().equals(key));
    }

    /** Whether a parameter of its own can be trained at all. */
    boolean mayTrain(String key) {
        return true;
    }

    /**
     * The number of elements of all parameters but the {@link Buffer}s. A quantized matrix counts as the one that it stands for, however
     * many words, scales and biases it takes.
     */
    public long parameterCount() {
        return count(parameters()) - bufferCount() + hiddenCount();
    }

    /** The number of elements of the parameters that are trained: neither frozen, nor quantized, nor a {@link Buffer}. */
    public long trainableParameterCount() {
        return count(trainableParameters());
    }

    /** The number of elements of all {@link Buffer}s, like running statistics. */
    public long bufferCount() {
        return namedModules().values().stream()
                .mapToLong(Module::ownBufferCount)
                .sum();
    }

    /** How many more elements there are than the packed arrays show. */
    private long hiddenCount() {
        return namedModules().values().stream()
                .mapToLong(Module::elementsBeyondArrays)
                .sum();
    }

    /** How many more elements this module's own parameters stand for than their arrays have. */
    long elementsBeyondArrays() {
        return 0;
    }

    private long ownBufferCount() {
        Set<String> buffers = ModuleField.of(getClass()).stream()
                .filter(ModuleField::isBuffer)
                .map(ModuleField::name)
                .collect(Collectors.toSet());
        return buffers.isEmpty()
                ? 0
                : ownParameters().flatten().entrySet().stream()
                        .filter(entry -> buffers.contains(entry.getKey().replaceFirst("\\..*", "")))
                        .mapToLong(entry -> entry.getValue().size())
                        .sum();
    }

    /** The modules directly in this one, by name: {@code fc1}, {@code layers.0}. */
    public Map<String, Module> children() {
        return ModuleTree.children(this);
    }

    /** The modules in this one, at any depth, that contain no others, by path. */
    public Map<String, Module> leafModules() {
        Map<String, Module> leaves = new LinkedHashMap<>(namedModules());
        leaves.remove("");
        leaves.values().removeIf(module -> !module.children().isEmpty());
        return leaves;
    }

    /** This module and all modules in it. */
    public List<Module> modules() {
        return new ArrayList<>(namedModules().values());
    }

    /** This module, whose path is empty, and all modules in it, by path; outer ones first. */
    public Map<String, Module> namedModules() {
        return ModuleTree.modules(this);
    }

    /** Does something with this module, whose path is empty, and with all modules in it, outer ones first. */
    public Module applyToModules(BiConsumer<String, Module> action) {
        Required.argument("apply_to_modules", "action", action);
        namedModules().forEach(action);
        return this;
    }

    // ---- freezing

    /**
     * Excludes parameters from training.
     *
     * @param recurse whether the modules in this one are meant too
     * @param keys names of parameters, without path, or of modules; all parameters if empty
     * @param strict whether each module must have each of the keys
     * @throws IllegalArgumentException if one is missing and {@code strict}
     */
    public Module freeze(boolean recurse, List<String> keys, boolean strict) {
        Required.arguments("freeze", "keys", keys);
        for (Module module : recurse ? modules() : List.of(this)) {
            Set<String> more = new HashSet<>(module.frozen);
            more.addAll(keys.isEmpty() ? module.ownParameters().flatten().keySet() : module.checked(keys, strict));
            module.frozen = Set.copyOf(more);
        }
        return this;
    }

    /** Excludes all parameters with one of these names, or without names all parameters, from training. */
    public Module freeze(String... keys) {
        return freeze(true, List.of(Required.arguments("freeze", "keys", keys)), false);
    }

    /**
     * Includes parameters in training again, except a {@link Buffer}.
     *
     * @param recurse whether the modules in this one are meant too
     * @param keys names of parameters, without path, or of modules; everything that is frozen if empty
     * @param strict whether each module must have each of the keys
     * @throws IllegalArgumentException if one is missing and {@code strict}
     */
    public Module unfreeze(boolean recurse, List<String> keys, boolean strict) {
        Required.arguments("unfreeze", "keys", keys);
        for (Module module : recurse ? modules() : List.of(this)) {
            Set<String> less = new HashSet<>(module.frozen);
            less.removeAll(keys.isEmpty() ? module.frozen : module.checked(keys, strict));
            module.frozen = Set.copyOf(less);
        }
        return this;
    }

    /** Includes all parameters with one of these names, or without names all parameters, in training again. */
    public Module unfreeze(String... keys) {
        return unfreeze(true, List.of(Required.arguments("unfreeze", "keys", keys)), false);
    }

    @SuppressWarnings("ReferenceEquality") // another module is another one even if it were equal
    final Tree ownParameters() {
        return ModuleTree.parameters(this, (module, key) -> module == this);
    }

    /** As {@link #parameterCount}, without the modules in it. */
    final long ownParameterCount() {
        return count(ownParameters()) - ownBufferCount() + elementsBeyondArrays();
    }

    private static long count(Tree tree) {
        return tree.leaves().stream().mapToLong(Array::size).sum();
    }

    private Set<String> checked(List<String> keys, boolean strict) {
        Set<String> names = new HashSet<>();
        for (String key : keys) {
            String name = ParameterName.of(key);
            if (strict && !new Members.OfModule(this).all().containsKey(name)) {
                throw new IllegalArgumentException(
                        "[module] %s has no %s".formatted(getClass().getSimpleName(), name));
            }
            names.add(name);
        }
        return names;
    }

    // ---- training mode

    /** Whether layers such as {@link Dropout} behave as in training; true for a new module. */
    public boolean isTraining() {
        return training;
    }

    /** Sets the mode of this module and all in it. */
    public Module train(boolean mode) {
        modules().forEach(module -> {
            module.training = mode;
            module.modeChanged();
        });
        return this;
    }

    /** Called after {@link #train(boolean)}: for modules that keep their parameters in another form in each mode. */
    protected void modeChanged() {}

    /** Sets the mode of this module and not of those in it. */
    final void trainAlone(boolean mode) {
        training = mode;
    }

    /** Sets training mode. */
    public Module train() {
        return train(true);
    }

    /** Sets evaluation mode; MLX's {@code eval}. */
    public Module evaluate() {
        return train(false);
    }

    // ---- replacing parameters

    /**
     * Replaces the parameters that a tree names; others stay.
     *
     * @param strict whether all that the tree names must be there; if not, the rest of it is ignored
     * @throws IllegalArgumentException if it is not and {@code strict}
     */
    public Module update(Tree parameters, boolean strict) {
        Required.argument("update", "parameters", parameters);
        ModuleTree.update(new Members.OfModule(this), parameters, "", strict ? Missing.REFUSED : Missing.IGNORED);
        return this;
    }

    /**
     * Replaces the parameters that a tree names, which must all be there; others stay.
     *
     * @throws IllegalArgumentException if the tree names something else
     */
    public Module update(Tree parameters) {
        return update(parameters, true);
    }

    /** Replaces each parameter by a function of it. */
    public Module apply(UnaryOperator<Array> function) {
        Required.argument("apply", "function", function);
        return update(parameters().map(function));
    }

    /** Converts the parameters whose dtype a predicate accepts. */
    public Module setDtype(DType dtype, Predicate<DType> predicate) {
        Required.argument("set_dtype", "dtype", dtype);
        Required.argument("set_dtype", "predicate", predicate);
        return apply(array -> predicate.test(array.dtype()) ? array.astype(dtype) : array);
    }

    /** Converts the floating parameters. */
    public Module setDtype(DType dtype) {
        return setDtype(dtype, DType::isFloating);
    }

    /**
     * Replaces modules in this one, at any depth, wherever they stand: in fields, final ones too, lists, maps and Java arrays.
     *
     * @param modules by the paths of {@link #namedModules}; those in a module that is itself replaced are not looked at
     * @param strict whether all paths must be there; if not, the others are ignored
     * @throws IllegalArgumentException if they are not and {@code strict}, the model being unchanged; or if a field cannot hold its module
     */
    public Module updateModules(Map<String, ? extends Module> modules, boolean strict) {
        Required.arguments("update_modules", "modules", modules);
        Map<String, Module> inside = namedModules();
        inside.remove("");
        Set<String> unknown = new TreeSet<>(modules.keySet());
        unknown.removeAll(inside.keySet());
        if (strict && !unknown.isEmpty()) {
            throw new IllegalArgumentException("[update_modules] the model has no modules %s in it".formatted(unknown));
        }
        ModuleReplacement.replace(this, (path, _) -> modules.get(path));
        return this;
    }

    /** Replaces modules in this one by path, strictly. */
    public Module updateModules(Map<String, ? extends Module> modules) {
        return updateModules(modules, true);
    }

    // ---- files

    /**
     * Writes all parameters to a file, evaluating them. The file appears complete or not at all.
     *
     * @param file ends in {@code .npz} or {@code .safetensors}, which decides on the format
     * @throws IllegalArgumentException if it ends otherwise
     * @throws lazuli.core.ArrayFileException if it cannot be written
     */
    public void saveWeights(Path file) {
        Required.argument("save_weights", "file", file);
        Weights.save(this, file);
    }

    /**
     * Replaces parameters by those in a file of any format that {@link Mx#loadArrays} reads: {@code .npz}, safetensors, GGUF or a PyTorch
     * checkpoint. What the file holds decides, not its name. Arrays are taken in the file's dtypes. {@link WeightMapping} is for files with
     * other names or orders of axes.
     *
     * @param strict whether the file must have exactly the model's parameters, in their shapes; if not, what fits by name is taken
     * @throws WeightsException if it does not and {@code strict}; the model is unchanged
     * @throws lazuli.core.ArrayFileException if the file cannot be read
     */
    public Module loadWeights(Path file, boolean strict) {
        Required.argument("load_weights", "file", file);
        Weights.load(this, Mx.loadArrays(file), file.toString(), strict);
        return this;
    }

    /** Replaces all parameters by those in a file, strictly. */
    public Module loadWeights(Path file) {
        return loadWeights(file, true);
    }

    /**
     * Replaces parameters by named arrays.
     *
     * @param strict whether these must be exactly the model's parameters, in their shapes; if not, what fits by name is taken
     * @throws WeightsException if they are not and {@code strict}; the model is unchanged
     */
    public Module loadWeights(Map<String, Array> weights, boolean strict) {
        Required.arguments("load_weights", "weights", weights);
        Weights.load(this, weights, "the map", strict);
        return this;
    }

    /** Replaces all parameters by named arrays, strictly. */
    public Module loadWeights(Map<String, Array> weights) {
        return loadWeights(weights, true);
    }

    // ---- calls

    /**
     * What a layer's {@code forward} returns, made by a function: the arrays on the way are recycled after their last use, an error in it names
     * this module's path in the model, and {@link #summary} shows the result's shape. The layers here do it; a layer of your own may.
     *
     * <pre>{@code
     * public Array forward(Array x) {
     *     return result(() -> x.add(inside.forward(x)));
     * }
     * }</pre>
     */
    protected final Array result(Supplier<Array> function) {
        Required.argument("result", "function", function);
        return called(() -> TraceScope.result(function));
    }

    /** The same for what keeps its arrays itself. */
    final Array called(Supplier<Array> function) {
        try {
            Array y = function.get();
            Summary.called(this, y);
            return y;
        } catch (OperationException failure) {
            failure.locate(this::place);
            throw failure;
        }
    }

    /** A layer's output, as if it had called {@link #result} itself. */
    static Array output(Layer layer, Array x) {
        return layer instanceof Module module ? module.called(() -> layer.forward(x)) : layer.forward(x);
    }

    /** Where it stands, for messages: {@code layers.2.linear1 (Linear) of Classifier}. */
    final String place() {
        String itself = getClass().getSimpleName();
        ModulePath path = ModulePath.of(this, ArrayKeepers.owners());
        return path.path().isEmpty()
                ? itself
                : "%s (%s) of %s"
                        .formatted(path.path(), itself, path.root().getClass().getSimpleName());
    }

    // ---- text

    /** What {@link #toString} says in parentheses after the class's name: the options the module was made with. */
    protected String describe() {
        return "";
    }

    /** The modules as an indented tree, with their options and, where there are any, the numbers of their parameters' elements. */
    @Override
    public String toString() {
        StringBuilder text =
                new StringBuilder(getClass().getSimpleName()).append('(').append(describe());
        Map<String, Module> children = children();
        children.forEach((name, child) -> text.append("\n  (%s): ".formatted(name))
                .append(child.toString().replace("\n", "\n  ")));
        long count = parameterCount();
        return text.append(children.isEmpty() ? ")" : "\n)")
                .append(count == 0 ? "" : String.format(Locale.ROOT, ", %,d parameters", count))
                .toString();
    }

    /**
     * A table of the modules: path, class, shape of the output, and number of the elements of its own parameters, without those of the
     * modules in it and without buffers. Nothing is computed, and neither parameters, modes nor random numbers change. Shapes are known of
     * this module, of the layers here, of what {@link Sequential}s call, and of layers that make their output by {@link #result}; the shapes
     * of one that is called several times are all shown if they differ.
     *
     * @param inputShape of an array that {@code forward} is given, in evaluation mode
     * @throws IllegalStateException if this module is not a {@link Layer}; {@link #summary(Supplier)} is for those
     */
    public String summary(Shape inputShape, DType dtype) {
        Required.argument("summary", "inputShape", inputShape);
        Required.argument("summary", "dtype", dtype);
        if (!(this instanceof Layer layer)) {
            throw new IllegalStateException(
                    "[summary] %s is not a Layer that can be given an array: give summary(() -> ...) a call of it"
                            .formatted(getClass().getSimpleName()));
        }
        return Summary.of(this, () -> output(layer, Mx.zeros(inputShape, dtype)));
    }

    /** A table of the modules for a float32 array; see {@link #summary(Shape, DType)}. */
    public String summary(int... inputShape) {
        return summary(Shape.of(Required.argument("summary", "inputShape", inputShape)), DType.FLOAT32);
    }

    /**
     * A table of the modules for a call of any form: {@code model.summary(() -> model.forward(zeros(2, 7, 8), zeros(2, 5, 8)))}. See {@link
     * #summary(Shape, DType)}.
     *
     * @param call calls this module or modules in it; what it returns is not looked at
     */
    public String summary(Supplier<?> call) {
        Required.argument("summary", "call", call);
        return Summary.of(this, call);
    }
}
