package lazuli.nn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import lazuli.core.Array;
import lazuli.core.compile.StateSlots;
import org.jspecify.annotations.Nullable;

/**
 * The places of a module's parameters. That the form is what it was is seen without a walk by name: wherever something stood, in fields, lists,
 * maps and Java arrays, the very same object must stand there, or an array where an array was; and that the settings are, by each module's.
 */
final class ModuleSlots implements StateSlots {
    private final List<HeldPlaces> places = new ArrayList<>();
    private int count;

    /** The slots of a module as it is now. */
    ModuleSlots(Module module) {
        find(module);
    }

    /** In the order of {@link ModuleTree#parameters}. */
    private void find(Module module) {
        List<ModuleField> fields = ModuleField.of(module.getClass());
        HeldPlaces found = new HeldPlaces.OfModule(module, fields);
        places.add(found);
        for (int i = 0; i < fields.size(); i++) {
            find(found, i, fields.get(i).get(module));
        }
    }

    private void find(HeldPlaces found, int place, @Nullable Object value) {
        if (value instanceof Array) {
            found.noteArray(place, count++);
            return;
        }
        found.note(place, value);
        switch (value) {
            case Module module -> find(module);
            case Map<?, ?> map -> find(new HeldPlaces.OfMap(map), map.values().iterator());
            case List<?> list -> find(new HeldPlaces.OfList(list), list.iterator());
            case Object[] array -> {
                List<?> list = Arrays.asList(array);
                find(new HeldPlaces.OfList(list), list.iterator());
            }
            case null, default -> {}
        }
    }

    private void find(HeldPlaces found, Iterator<?> values) {
        places.add(found);
        for (int i = 0; values.hasNext(); i++) {
            find(found, i, values.next());
        }
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public boolean read(Array[] arrays, int first) {
        for (HeldPlaces place : places) {
            if (!place.read(arrays, first)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void write(Array[] before, Array[] after, int first) {
        for (HeldPlaces place : places) {
            place.write(before, after, first);
        }
    }
}
