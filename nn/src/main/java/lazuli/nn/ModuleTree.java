package lazuli.nn;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import lazuli.core.Array;
import lazuli.core.Tree;
import org.jspecify.annotations.Nullable;

/** Walks over a module's parameters and modules. */
final class ModuleTree {
    private ModuleTree() {}

    /**
     * The parameters that a filter lets through. The filter sees each value on the way down with the module it belongs to and its key
     * there, {@code weight} or for a list's elements {@code weights.0}.
     */
    static Tree parameters(Module module, BiPredicate<Module, String> filter) {
        Map<String, Tree> children = new LinkedHashMap<>();
        new Members.OfModule(module).all().forEach((name, value) -> {
            Tree tree = filter.test(module, name) ? parameters(value, module, name, filter) : null;
            if (tree != null) {
                children.put(name, tree);
            }
        });
        return new Tree.Branch(children);
    }

    private static @Nullable Tree parameters(
            Object value, Module owner, String key, BiPredicate<Module, String> filter) {
        return switch (value) {
            case Array array -> new Tree.Leaf(array);
            case Module module -> parameters(module, filter);
            default -> {
                Members members = Members.of(value);
                yield members == null ? null : parameters(members, owner, key, filter);
            }
        };
    }

    private static @Nullable Tree parameters(
            Members members, Module owner, String key, BiPredicate<Module, String> filter) {
        Map<String, Tree> found = new LinkedHashMap<>();
        List<Tree> inPlace = new ArrayList<>();
        members.all().forEach((name, value) -> {
            String path = key + "." + name;
            Tree tree = filter.test(owner, path) ? parameters(value, owner, path, filter) : null;
            inPlace.add(tree == null ? Tree.empty() : tree);
            if (tree != null) {
                found.put(name, tree);
            }
        });
        if (found.isEmpty()) {
            return null;
        }
        return members instanceof Members.OfList ? new Tree.Sequence(inPlace) : new Tree.Branch(found);
    }

    /** The modules directly in a module, by path. */
    static Map<String, Module> children(Module module) {
        Map<String, Module> children = new LinkedHashMap<>();
        collectChildren(new Members.OfModule(module), "", children::put);
        return children;
    }

    private static void collectChildren(Members members, String prefix, BiConsumer<String, Module> found) {
        members.all().forEach((name, value) -> {
            if (value instanceof Module module) {
                found.accept(prefix + name, module);
                return;
            }
            Members inner = Members.of(value);
            if (inner != null) {
                collectChildren(inner, prefix + name + ".", found);
            }
        });
    }

    /** A module and all modules in it, by path, outer ones first. */
    static Map<String, Module> modules(Module root) {
        Map<String, Module> modules = new LinkedHashMap<>();
        collectModules("", root, modules);
        return modules;
    }

    private static void collectModules(String path, Module module, Map<String, Module> modules) {
        modules.put(path, module);
        String prefix = path.isEmpty() ? "" : path + ".";
        children(module).forEach((name, child) -> collectModules(prefix + name, child, modules));
    }

    /** Puts an array at a path, or takes away what is there. */
    static void put(Members members, String path, @Nullable Array array) {
        for (Map.Entry<String, Object> member : members.all().entrySet()) {
            String name = member.getKey();
            if (path.equals(name)) {
                if (array == null) {
                    members.remove(name);
                } else {
                    members.set(name, array);
                }
                return;
            }
            Members inner = path.startsWith(name + ".") ? Members.of(member.getValue()) : null;
            if (inner != null) {
                put(inner, path.substring(name.length() + 1), array);
                return;
            }
        }
    }

    /** Replaces the arrays that a tree names. */
    static void update(Members members, Tree values, String prefix, Missing missing) {
        Map<String, Object> current = members.all();
        children(values).forEach((name, value) -> {
            Object member = current.get(name);
            Members inner = member == null ? null : Members.of(member);
            switch (value) {
                case Tree.Leaf leaf
                when member instanceof Array former -> {
                    if (former != leaf.array()) {
                        members.set(name, leaf.array());
                    }
                }
                case Tree.Branch branch when branch.children().isEmpty() -> {}
                case Tree.Branch branch when inner != null -> update(inner, branch, prefix + name + ".", missing);
                case Tree.Sequence sequence when inner != null -> update(inner, sequence, prefix + name + ".", missing);
                case Tree.Leaf leaf
                when missing == Missing.ADDED && member == null && members.add(name, leaf.array()) -> {}
                case Tree.Leaf _, Tree.Branch _, Tree.Sequence _ -> {
                    if (missing != Missing.IGNORED) {
                        throw new IllegalArgumentException("[update] %s %s"
                                .formatted(prefix + name, member == null ? "is not in the model" : "has another form"));
                    }
                }
            }
        });
    }

    private static Map<String, Tree> children(Tree tree) {
        return switch (tree) {
            case Tree.Leaf _ -> throw new IllegalArgumentException("[update] a tree of parameters cannot be one array");
            case Tree.Branch branch -> branch.children();
            case Tree.Sequence sequence -> {
                Map<String, Tree> children = new LinkedHashMap<>();
                for (int i = 0; i < sequence.children().size(); i++) {
                    children.put(Integer.toString(i), sequence.children().get(i));
                }
                yield children;
            }
        };
    }
}
