package lazuli.core;

import lazuli.core.graph.Required;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Fast#scaledDotProductAttention(Array, Array, Array, double, AttentionOptions)} does beyond attending to all keys.
 *
 * @param mask which keys are seen; {@link AttentionMask#NONE}, all, by default
 * @param sinks (heads of the queries), the score of one more key of each head whose value is zero; null, the default, is none
 */
public record AttentionOptions(AttentionMask mask, @Nullable Array sinks) {
    /** All keys are seen, and there are no sinks. */
    public static final AttentionOptions DEFAULTS = new AttentionOptions(AttentionMask.NONE, null);

    /** Checks that nothing is null that must not be. */
    public AttentionOptions {
        Required.argument("attention_options", "mask", mask);
    }

    /** With this mask. */
    public AttentionOptions mask(AttentionMask seen) {
        Required.argument("attention_options", "seen", seen);
        return new AttentionOptions(seen, sinks);
    }

    /** With these sinks. */
    public AttentionOptions sinks(Array scores) {
        Required.argument("attention_options", "scores", scores);
        return new AttentionOptions(mask, scores);
    }
}
