package lazuli.nn;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lazuli.core.Array;
import org.jspecify.annotations.Nullable;

/** What a module, a map or a list holds, by name. */
sealed interface Members {
    /** Names and values in order, without nulls. */
    Map<String, Object> all();

    /** Replaces an array. */
    void set(String name, Array array);

    /** Puts an array where there is none; false if there is no place for it. */
    boolean add(String name, Array array);

    /** Takes an array away: a field is null then, a map or list shorter. */
    void remove(String name);

    /** The members of a value, or null if it is none of the three; a Java array counts as a list. */
    static @Nullable Members of(Object value) {
        return switch (value) {
            case Module module -> new OfModule(module);
            case Map<?, ?> map -> new OfMap(map);
            case List<?> list -> new OfList(list);
            case Object[] array -> new OfList(Arrays.asList(array));
            default -> null;
        };
    }

    /** A module's fields. */
    record OfModule(Module module) implements Members {
        @Override
        public Map<String, Object> all() {
            Map<String, Object> all = new LinkedHashMap<>();
            for (ModuleField field : ModuleField.of(module.getClass())) {
                Object value = field.get(module);
                if (value != null) {
                    all.put(field.name(), value);
                }
            }
            return all;
        }

        @Override
        public void set(String name, Array array) {
            for (ModuleField field : ModuleField.of(module.getClass())) {
                if (field.name().equals(name)) {
                    field.set(module, array);
                }
            }
        }

        @Override
        public boolean add(String name, Array array) {
            set(name, array);
            return all().get(name) == array;
        }

        @Override
        public void remove(String name) {
            for (ModuleField field : ModuleField.of(module.getClass())) {
                if (field.name().equals(name)) {
                    field.set(module, null);
                }
            }
        }
    }

    /** A map's entries. */
    record OfMap(Map<?, ?> map) implements Members {
        @Override
        public Map<String, Object> all() {
            Map<String, Object> all = new LinkedHashMap<>();
            map.forEach((key, value) -> all.put(key.toString(), value));
            return all;
        }

        @Override
        @SuppressWarnings("unchecked") // the value that is replaced is an array
        public void set(String name, Array array) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                if (entry.getKey().toString().equals(name)) {
                    try {
                        ((Map.Entry<?, Object>) entry).setValue(array);
                    } catch (UnsupportedOperationException immutable) {
                        throw immutable("map", name, immutable);
                    }
                }
            }
        }

        @Override
        @SuppressWarnings("unchecked") // keys are names
        public boolean add(String name, Array array) {
            ((Map<Object, Object>) map).put(name, array);
            return true;
        }

        @Override
        public void remove(String name) {
            map.keySet().removeIf(key -> key.toString().equals(name));
        }
    }

    /** A list's elements. */
    record OfList(List<?> list) implements Members {
        @Override
        public Map<String, Object> all() {
            Map<String, Object> all = new LinkedHashMap<>();
            for (int i = 0; i < list.size(); i++) {
                all.put(Integer.toString(i), list.get(i));
            }
            return all;
        }

        @Override
        @SuppressWarnings("unchecked") // the element that is replaced is an array
        public void set(String name, Array array) {
            try {
                ((List<Object>) list).set(Integer.parseInt(name), array);
            } catch (UnsupportedOperationException immutable) {
                throw immutable("list", name, immutable);
            }
        }

        @Override
        @SuppressWarnings("unchecked") // the list holds arrays
        public boolean add(String name, Array array) {
            return Integer.parseInt(name) == list.size() && ((List<Object>) list).add(array);
        }

        @Override
        public void remove(String name) {
            list.remove(Integer.parseInt(name));
        }
    }

    private static IllegalStateException immutable(String kind, String name, UnsupportedOperationException cause) {
        return new IllegalStateException(
                "[module] parameter %s is in an immutable %s; parameters are replaced when they are trained"
                        .formatted(name, kind),
                cause);
    }
}
