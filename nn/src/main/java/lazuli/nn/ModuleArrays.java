package lazuli.nn;

import java.util.List;
import java.util.Map;
import lazuli.core.Array;
import lazuli.core.compile.ArrayKeeper;
import org.jspecify.annotations.Nullable;

/** A module's own parameters as a trace sees them. */
final class ModuleArrays implements ArrayKeeper<Module> {
    static final ModuleArrays ACCESS = new ModuleArrays();

    private ModuleArrays() {}

    @Override
    public Map<String, Array> arrays(Module owner) {
        try {
            return owner.ownParameters().flatten();
        } catch (IllegalStateException reported) {
            // Whoever uses a module whose class cannot be looked into is told so.
            return Map.of();
        }
    }

    @Override
    public void putBack(Module owner, String path, @Nullable Array former) {
        ModuleTree.put(new Members.OfModule(owner), path, former);
    }

    /** By the path in the outermost module that it is part of. */
    @Override
    public String name(Module owner, String path, List<Object> others) {
        ModulePath place = ModulePath.of(owner, others);
        return "%s's parameter %s"
                .formatted(
                        place.root().getClass().getSimpleName(),
                        place.path().isEmpty() ? path : place.path() + "." + path);
    }
}
