package lazuli.nn;

import java.util.ArrayList;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.FnN;
import lazuli.core.Tree;
import lazuli.core.graph.Required;
import lazuli.core.transform.Checkpoint;

/** Functions of a model that are computed again for gradients, with the model as it was then. */
final class ModelCheckpoint {
    private ModelCheckpoint() {}

    /** The trainable parameters become arguments, so that gradients reach them. */
    static FnN of(Module model, FnN function) {
        return arguments -> {
            Required.arguments("checkpoint", "inputs", arguments);
            ModuleSnapshot before = ModuleSnapshot.of(model);
            Tree trainable = model.trainableParameters();
            List<Array> inputs = new ArrayList<>(trainable.leaves());
            int parameters = inputs.size();
            inputs.addAll(arguments);
            FnN again = given -> {
                ModuleSnapshot present = ModuleSnapshot.of(model);
                before.restore();
                model.update(trainable.withLeaves(given.subList(0, parameters)));
                try {
                    return function.apply(given.subList(parameters, given.size()));
                } finally {
                    present.restore();
                }
            };
            return Checkpoint.of(given -> function.apply(given.subList(parameters, given.size())), again)
                    .apply(inputs);
        };
    }
}
