package lazuli.conformance.golden;

/** Gradients, tangents and batches of the functions that the other families register, and programs of them. */
final class TransformFamily {
    private TransformFamily() {}

    static void register(Registry registry) {
        for (String transform : GoldenTransforms.NAMES) {
            registry.put(
                    transform,
                    call -> GoldenTransforms.function(transform, name -> null).apply(call));
        }
    }
}
