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
        return ModuleField.areReadable(owner.getClass()) ? owner.ownParameters().flatten() : Map.of();
    }

    @Override
    public void putBack(Module owner, String path, @Nullable Array former) {
        ModuleTree.put(new Members.OfModule(owner), path, former);
    }

    /** By the path in the outermost module that it is part of. */
    @Override
    @SuppressWarnings("ReferenceEquality") // another module is another one even if it were equal
    public String name(Module owner, String path, List<Object> others) {
        Module outermost = owner;
        String longest = "";
        for (Object other : others) {
            if (other instanceof Module root && ModuleField.areReadable(root.getClass())) {
                for (Map.Entry<String, Module> inside : root.namedModules().entrySet()) {
                    if (inside.getValue() == owner && inside.getKey().length() > longest.length()) {
                        outermost = root;
                        longest = inside.getKey();
                    }
                }
            }
        }
        return "%s's parameter %s"
                .formatted(outermost.getClass().getSimpleName(), longest.isEmpty() ? path : longest + "." + path);
    }
}
