package lazuli.core;

import lazuli.core.graph.Required;

/** Which keys each query of an attention sees. */
public sealed interface AttentionMask {
    /** All of them. */
    AttentionMask NONE = new None();

    /** Those up to its own place, the last query being at the last key's. */
    AttentionMask CAUSAL = new Causal();

    /**
     * As an array says that broadcasts to (batch, heads, queries, keys): of bool, true where a key is seen, or of floats that are added to
     * the scores.
     */
    static AttentionMask of(Array mask) {
        return new Given(mask);
    }

    /** See {@link #NONE}. */
    record None() implements AttentionMask {}

    /** See {@link #CAUSAL}. */
    record Causal() implements AttentionMask {}

    /** See {@link #of}. */
    record Given(Array mask) implements AttentionMask {
        /** Checks that nothing is null. */
        public Given {
            Required.argument("attention_mask", "mask", mask);
        }
    }
}
