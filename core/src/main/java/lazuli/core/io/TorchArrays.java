package lazuli.core.io;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import lazuli.core.ArrayFile;
import lazuli.core.DType;
import org.jspecify.annotations.Nullable;

/** Finds the tensors in a pickle, wherever dicts and lists hold them, and names each by the keys on the way to it. */
final class TorchArrays {
    private static final int DEEPEST = 100;

    /** What an array costs, apart from its elements. */
    private static final int ARRAY_SIZE = 500;

    private final TorchStorages storages;
    private final FoundArrays found = new FoundArrays();
    private final Set<Pickled> withoutTensors = Collections.newSetFromMap(new IdentityHashMap<>());
    private long memoryLeft;

    /** {@code memory} bounds the names and arrays together: a container can be in others many times. */
    TorchArrays(TorchStorages storages, long memory) {
        this.storages = storages;
        this.memoryLeft = memory;
    }

    ArrayFile in(Pickled root) throws FormatException {
        visit("", root, 0);
        if (found.arrays().isEmpty() && found.skipped().isEmpty()) {
            throw new FormatException("the checkpoint has no tensors in dicts and lists");
        }
        return found.toArrayFile();
    }

    private void visit(String path, Pickled value, int depth) throws FormatException {
        spend(path.length() + 1);
        if (depth > DEEPEST) {
            throw new FormatException("the pickle's containers are nested too deeply");
        }
        switch (value) {
            case Pickled.Text text -> {}
            case Pickled.Whole whole -> {}
            case Pickled.Other other -> {}
            case Pickled.Global global -> {}
            case Pickled.Sequence(var items) -> {
                for (int i = 0; i < items.size(); i++) {
                    visit(join(path, Integer.toString(i)), items.get(i), depth + 1);
                }
            }
            case Pickled.Mapping mapping -> visitEntries(path, mapping, depth);
            case Pickled.Made made -> {
                if (made.maker() instanceof Pickled.Global(var maker)
                        && made.arguments() instanceof Pickled.Sequence(var arguments)) {
                    visitMade(path, maker, arguments, made, depth);
                } else {
                    leaveOut(path, made);
                }
            }
            case Pickled.Persistent persistent -> leaveOut(path, persistent);
        }
    }

    private void spend(int bytes) throws FormatException {
        memoryLeft -= bytes;
        if (memoryLeft < 0) {
            throw new FormatException("the pickle's containers are in each other too often");
        }
    }

    private void visitEntries(String path, Pickled.Mapping mapping, int depth) throws FormatException {
        for (Pickled.Entry entry : mapping.entries()) {
            switch (entry.key()) {
                case Pickled.Text text -> visit(join(path, text.value()), entry.value(), depth + 1);
                case Pickled.Whole whole -> visit(join(path, Long.toString(whole.value())), entry.value(), depth + 1);
                case Pickled other -> leaveOut(path, entry.value());
            }
        }
    }

    private void visitMade(String path, String maker, List<Pickled> arguments, Pickled.Made made, int depth)
            throws FormatException {
        switch (maker) {
            case "collections.OrderedDict", "collections.defaultdict", "collections.Counter" -> {
                visitEntries(path, pairs(arguments), depth);
                visitEntries(path, made.entries(), depth);
            }
            case "torch._utils._rebuild_tensor", "torch._utils._rebuild_tensor_v2" -> put(path, arguments, null);
            case "torch._utils._rebuild_tensor_v3" -> put(path, arguments, argument(arguments, 6));
            case "torch._utils._rebuild_parameter",
                    "torch._utils._rebuild_parameter_with_state",
                    "torch.nn.parameter.Parameter" -> visit(path, argument(arguments, 0), depth + 1);
            case "torch._tensor._rebuild_from_type_v2" ->
                visit(path, new Pickled.Made(argument(arguments, 0), argument(arguments, 2)), depth + 1);
            default -> leaveOut(path, made);
        }
    }

    /** The entries of a dict that is made of a list of pairs. */
    private static Pickled.Mapping pairs(List<Pickled> arguments) {
        Pickled.Mapping mapping = new Pickled.Mapping();
        if (!arguments.isEmpty() && arguments.getFirst() instanceof Pickled.Sequence(var items)) {
            for (Pickled item : items) {
                if (item instanceof Pickled.Sequence(var pair) && pair.size() == 2) {
                    mapping.entries().add(new Pickled.Entry(pair.get(0), pair.get(1)));
                }
            }
        }
        return mapping;
    }

    private static Pickled argument(List<Pickled> arguments, int index) throws FormatException {
        if (index >= arguments.size()) {
            throw new FormatException("the pickle has a tensor without its %d. argument", index + 1);
        }
        return arguments.get(index);
    }

    /** A tensor by its storage, offset, lengths and strides; {@code type} if the storage has none. */
    private void put(String path, List<Pickled> arguments, @Nullable Pickled type) throws FormatException {
        spend(ARRAY_SIZE);
        found.add(path, () -> {
            DType typed = type == null ? null : TorchType.dtype(type);
            TorchStorages.Storage storage = storages.get(argument(arguments, 0));
            DType dtype = typed == null ? storage.dtype() : typed;
            if (dtype == null) {
                throw new FormatException("the tensor has no dtype");
            }
            return TorchTensor.of(
                    storage, dtype, argument(arguments, 1), argument(arguments, 2), argument(arguments, 3));
        });
    }

    private static String join(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    /** What is neither tensor nor container is left out, and named if there is a tensor inside. */
    private void leaveOut(String path, Pickled value) {
        Deque<Pickled> left = new ArrayDeque<>(List.of(value));
        while (!left.isEmpty()) {
            Pickled next = left.removeLast();
            if (!withoutTensors.add(next)) {
                continue;
            }
            switch (next) {
                case Pickled.Persistent tensor -> {
                    String owner = value instanceof Pickled.Made(Pickled.Global(var maker), var _, var _, var _)
                            ? "an object made by " + maker
                            : "something else";
                    found.skip(
                            path,
                            new UnsupportedException(
                                    "a tensor is inside of %s; only tensors in dicts and lists can be read, save a"
                                            + " state_dict",
                                    owner));
                    return;
                }
                case Pickled.Sequence(var items) -> left.addAll(items);
                case Pickled.Mapping(var entries) -> addAll(left, entries);
                case Pickled.Made(var maker, var arguments, Pickled.Mapping(var entries), var parts) -> {
                    left.addAll(List.of(maker, arguments, parts));
                    addAll(left, entries);
                }
                case Pickled.Text text -> {}
                case Pickled.Whole whole -> {}
                case Pickled.Other other -> {}
                case Pickled.Global global -> {}
            }
        }
    }

    private static void addAll(Deque<Pickled> left, List<Pickled.Entry> entries) {
        for (Pickled.Entry entry : entries) {
            left.add(entry.key());
            left.add(entry.value());
        }
    }
}
