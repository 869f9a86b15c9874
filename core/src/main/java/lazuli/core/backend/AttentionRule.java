package lazuli.core.backend;

/**
 * How an attention weighs its keys.
 *
 * @param scale what products of queries and keys are multiplied by
 * @param causal whether the i-th query from the end sees only keys up to the i-th from the end
 */
public record AttentionRule(double scale, boolean causal) {}
