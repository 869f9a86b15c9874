package lazuli.nn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts modules in the place of others. */
final class ModuleReplacement {
    private ModuleReplacement() {}

    /** Replaces modules in a module, at any depth. */
    @SuppressWarnings("ReferenceEquality") // another object is another one even if it were equal
    static void replace(Module root, IdentityHashMap<Module, Module> replacements) {
        for (ModuleField field : ModuleField.of(root.getClass())) {
            Object value = field.get(root);
            Object other = value == null ? null : replaced(value, replacements);
            if (other != null && other != value) {
                field.replace(root, other);
            }
        }
    }

    /** The value, changed inside, or another one if it cannot be. */
    private static Object replaced(Object value, IdentityHashMap<Module, Module> replacements) {
        return switch (value) {
            case Module module -> {
                @Nullable Module other = replacements.get(module);
                if (other == null) {
                    replace(module, replacements);
                }
                yield other == null ? module : other;
            }
            case List<?> list -> replacedList(list, replacements);
            case Map<?, ?> map -> replacedMap(map, replacements);
            case Object[] array -> {
                Arrays.setAll(array, i -> array[i] == null ? null : replaced(array[i], replacements));
                yield array;
            }
            default -> value;
        };
    }

    @SuppressWarnings("unchecked") // what is replaced is a module, which may stand where the former one stood
    private static List<?> replacedList(List<?> list, IdentityHashMap<Module, Module> replacements) {
        List<Object> others = new ArrayList<>();
        list.forEach(element -> others.add(element == null ? null : replaced(element, replacements)));
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
    private static Map<?, ?> replacedMap(Map<?, ?> map, IdentityHashMap<Module, Module> replacements) {
        Map<Object, Object> others = new LinkedHashMap<>();
        map.forEach((key, value) -> others.put(key, value == null ? null : replaced(value, replacements)));
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
