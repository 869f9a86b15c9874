package lazuli.nn;

import java.util.IdentityHashMap;
import lazuli.core.Tree;

/** What a module was at a moment: its parameters, running statistics among them, and the modes of all modules in it. */
record ModuleSnapshot(Module module, Tree parameters, IdentityHashMap<Module, Boolean> modes) {
    static ModuleSnapshot of(Module module) {
        IdentityHashMap<Module, Boolean> modes = new IdentityHashMap<>();
        module.modules().forEach(inner -> modes.put(inner, inner.isTraining()));
        return new ModuleSnapshot(module, module.parameters(), modes);
    }

    /** Makes the module what it was. */
    void restore() {
        module.update(parameters);
        modes.forEach(Module::trainAlone);
    }
}
