package lazuli.core.device;

import lazuli.core.memory.Allocator;

/** The processor's memory and those of GPUs. */
public final class Memories {
    private Memories() {}

    /** To be called before a graph is written down: between two evaluations is the best time for a collection, if one is due. */
    public static void relieve() {
        Allocator.host().relieve();
        for (Gpu gpu : Gpus.opened()) {
            gpu.memory().relieve();
        }
    }

    /** To be told that an evaluation has come to its end. */
    public static void evaluationEnded() {
        Allocator.host().evaluationEnded();
        for (Gpu gpu : Gpus.opened()) {
            gpu.memory().evaluationEnded();
        }
    }
}
