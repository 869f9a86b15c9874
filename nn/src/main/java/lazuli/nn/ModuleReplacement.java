package lazuli.nn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts modules in the place of others. */
final class ModuleReplacement {
    private ModuleReplacement() {}

    /** What a module is replaced by. */
    @FunctionalInterface
    interface Choice {
        /** Another module for the one at this path of {@link Module#namedModules}, or null if it stays. */
        @Nullable
        Module other(String path, Module module);
    }

    /** Replaces modules in a module, at any depth, but none in those that are put in. */
    static void replace(Module root, Choice choice) {
        replace("", root, choice);
    }

    @SuppressWarnings("ReferenceEquality") // another object is another one even if it were equal
    private static void replace(String path, Module root, Choice choice) {
        String prefix = path.isEmpty() ? "" : path + ".";
        for (ModuleField field : ModuleField.of(root.getClass())) {
            Object value = field.get(root);
            Object other = value == null ? null : replaced(prefix + field.name(), value, choice);
            if (other != null && other != value) {
                field.replace(root, other);
            }
        }
    }

    /** The value, changed inside, or another one if it cannot be. */
    private static Object replaced(String path, Object value, Choice choice) {
        return switch (value) {
            case Module module -> {
                @Nullable Module other = choice.other(path, module);
                if (other == null) {
                    replace(path, module, choice);
                }
                yield other == null ? module : other;
            }
            case List<?> list -> replacedList(path, list, choice);
            case Map<?, ?> map -> replacedMap(path, map, choice);
            case Object[] array -> {
                replaceElements(path, array, choice);
                yield array;
            }
            default -> value;
        };
    }

    private static void replaceElements(String path, Object[] array, Choice choice) {
        try {
            Arrays.setAll(array, i -> array[i] == null ? null : replaced(path + "." + i, array[i], choice));
        } catch (ArrayStoreException other) {
            throw new IllegalArgumentException(
                    "[module] %s is a %s and cannot hold a module of another kind"
                            .formatted(path, array.getClass().getSimpleName()),
                    other);
        }
    }

    @SuppressWarnings("unchecked") // what is replaced is a module, which may stand where the former one stood
    private static List<?> replacedList(String path, List<?> list, Choice choice) {
        List<Object> others = new ArrayList<>();
        for (Object element : list) {
            others.add(element == null ? null : replaced(path + "." + others.size(), element, choice));
        }
        if (areSame(list, others)) {
            return list;
        }
        try {
            for (int i = 0; i < others.size(); i++) {
                ((List<Object>) list).set(i, others.get(i));
            }
            return list;
        } catch (UnsupportedOperationException immutable) {
            return Collections.unmodifiableList(others);
        }
    }

    @SuppressWarnings("unchecked") // as above
    private static Map<?, ?> replacedMap(String path, Map<?, ?> map, Choice choice) {
        Map<Object, Object> others = new LinkedHashMap<>();
        map.forEach((key, value) -> others.put(key, value == null ? null : replaced(path + "." + key, value, choice)));
        if (areSame(new ArrayList<>(map.values()), new ArrayList<>(others.values()))) {
            return map;
        }
        try {
            ((Map<Object, Object>) map).replaceAll((key, _) -> others.get(key));
            return map;
        } catch (UnsupportedOperationException immutable) {
            return Collections.unmodifiableMap(others);
        }
    }

    @SuppressWarnings("ReferenceEquality") // as above
    private static boolean areSame(List<?> values, List<?> others) {
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i) != others.get(i)) {
                return false;
            }
        }
        return true;
    }
}
