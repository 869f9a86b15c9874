package lazuli.conformance.golden;

import lazuli.core.Mx;

/** Reading and changing parts of arrays. */
final class IndexingFamily {
    private IndexingFamily() {}

    static void register(Registry registry) {
        registry.single(
                "mx.take_along_axis", call -> Mx.takeAlongAxis(call.array(0), call.array(1), call.integer("axis", 0)));
    }
}
