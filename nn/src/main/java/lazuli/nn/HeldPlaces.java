package lazuli.nn;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lazuli.core.Array;
import org.jspecify.annotations.Nullable;

/** What stood in the places of one module, list or map when it was looked at. */
@SuppressWarnings("ReferenceEquality") // what stands somewhere is compared by identity
abstract sealed class HeldPlaces {
    private static final Object ARRAY = new Object();
    private static final Object NEITHER = new Object();

    /** Modules, lists, maps and Java arrays themselves; what they cannot hold parameters in is not told apart. */
    private final @Nullable Object[] held;

    /** For each array its number among the parameters. */
    private final int[] numbers;

    private HeldPlaces(int places) {
        this.held = new @Nullable Object[places];
        this.numbers = new int[places];
    }

    final void noteArray(int place, int number) {
        held[place] = ARRAY;
        numbers[place] = number;
    }

    final void note(int place, @Nullable Object value) {
        held[place] = value == null || mayHold(value) ? value : NEITHER;
    }

    private static boolean mayHold(Object value) {
        return value instanceof Module
                || value instanceof Map<?, ?>
                || value instanceof List<?>
                || value instanceof Object[];
    }

    /** Reads the arrays; false if something else stands somewhere. */
    abstract boolean read(Array[] arrays, int first);

    /** Puts arrays in place of those that are others. */
    abstract void write(Array[] before, Array[] after, int first);

    /** Whether a place holds what it did; an array is noted. */
    private boolean isLike(int place, @Nullable Object now, Array[] arrays, int first) {
        Object was = held[place];
        if (now instanceof Array array) {
            arrays[first + numbers[place]] = array;
            return was == ARRAY;
        }
        return was == NEITHER ? now != null && !mayHold(now) : was == now;
    }

    private @Nullable Array changed(int place, Array[] before, Array[] after, int first) {
        int number = first + numbers[place];
        return held[place] == ARRAY && before[number] != after[number] ? after[number] : null;
    }

    /** Those of a module, and its settings. */
    static final class OfModule extends HeldPlaces {
        private final Module module;
        private final ModuleField[] fields;
        private final boolean training;
        private final Set<String> frozen;

        OfModule(Module module, List<ModuleField> fields) {
            super(fields.size());
            this.module = module;
            this.fields = fields.toArray(ModuleField[]::new);
            this.training = module.isTraining();
            this.frozen = module.frozen();
        }

        @Override
        boolean read(Array[] arrays, int first) {
            // What is frozen is another set after each change.
            if (module.isTraining() != training || module.frozen() != frozen) {
                return false;
            }
            for (int i = 0; i < fields.length; i++) {
                if (!super.isLike(i, fields[i].get(module), arrays, first)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        void write(Array[] before, Array[] after, int first) {
            for (int i = 0; i < fields.length; i++) {
                Array changed = super.changed(i, before, after, first);
                if (changed != null) {
                    fields[i].set(module, changed);
                }
            }
        }
    }

    /** Those of a list, or of a Java array as one. */
    static final class OfList extends HeldPlaces {
        private final List<?> list;
        private final int size;

        OfList(List<?> list) {
            super(list.size());
            this.list = list;
            this.size = list.size();
        }

        @Override
        boolean read(Array[] arrays, int first) {
            if (list.size() != size) {
                return false;
            }
            int place = 0;
            for (Object now : list) {
                if (!super.isLike(place++, now, arrays, first)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        void write(Array[] before, Array[] after, int first) {
            for (int i = 0; i < size; i++) {
                Array changed = super.changed(i, before, after, first);
                if (changed != null) {
                    new Members.OfList(list).set(Integer.toString(i), changed);
                }
            }
        }
    }

    /** Those of a map, whose keys must be the same too. */
    static final class OfMap extends HeldPlaces {
        private final Map<?, ?> map;
        private final List<String> keys;

        OfMap(Map<?, ?> map) {
            super(map.size());
            this.map = map;
            this.keys = map.keySet().stream().map(Object::toString).toList();
        }

        @Override
        boolean read(Array[] arrays, int first) {
            if (map.size() != keys.size()) {
                return false;
            }
            Iterator<String> expected = keys.iterator();
            int place = 0;
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                if (!entry.getKey().toString().equals(expected.next())
                        || !super.isLike(place++, entry.getValue(), arrays, first)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        void write(Array[] before, Array[] after, int first) {
            for (int i = 0; i < keys.size(); i++) {
                Array changed = super.changed(i, before, after, first);
                if (changed != null) {
                    new Members.OfMap(map).set(keys.get(i), changed);
                }
            }
        }
    }
}
