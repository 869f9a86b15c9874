package lazuli.nn;

import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Map;

/**
 * Where a module stands in the outermost one that it is part of.
 *
 * @param root itself if it is in no other
 * @param path as in {@link Module#namedModules}
 */
record ModulePath(Module root, String path) {
    /** Among these objects, of which some are modules; looks at all of them. */
    static ModulePath of(Module module, List<Object> others) {
        ModulePath longest = new ModulePath(module, "");
        for (Object other : others) {
            if (other instanceof Module root && ModuleField.areReadable(root.getClass())) {
                ModulePath path = in(root, module);
                longest = path.path().length() > longest.path().length() ? path : longest;
            }
        }
        return longest;
    }

    @SuppressWarnings("ReferenceEquality") // another module is another one even if it were equal
    private static ModulePath in(Module root, Module module) {
        try {
            for (Map.Entry<String, Module> inside : root.namedModules().entrySet()) {
                if (inside.getValue() == module) {
                    return new ModulePath(root, inside.getKey());
                }
            }
        } catch (ConcurrentModificationException | IllegalStateException unknown) {
            // Another thread changes it, so this one does not call it; or a class in it has parameters that cannot be
            // trained, which is another failure than the one to tell.
            return new ModulePath(root, "");
        }
        return new ModulePath(root, "");
    }
}
