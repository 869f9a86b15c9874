package lazuli.nn;

import lazuli.core.graph.Required;

/**
 * How layers are adapted, see {@link LoraLinear}: {@code LoraOptions.DEFAULTS.rank(4)}. The defaults are MLX LM's.
 *
 * @param rank of the product that is added to the weights; 8 by default
 * @param scale its factor; 20 by default
 * @param dropout probability with which elements of the adapter's input are left out in training; 0 by default
 */
public record LoraOptions(int rank, double scale, double dropout) {
    /** Rank 8, scale 20, no dropout. */
    public static final LoraOptions DEFAULTS = new LoraOptions(8, 20, 0);

    /** @throws lazuli.core.ArgumentException if the rank is not positive, or the probability not in [0, 1) */
    public LoraOptions {
        Required.positive("lora", "rank", rank);
        Required.fraction("lora", "dropout", dropout);
    }

    /** With this rank. */
    public LoraOptions rank(int number) {
        return new LoraOptions(number, scale, dropout);
    }

    /** With this factor. */
    public LoraOptions scale(double factor) {
        return new LoraOptions(rank, factor, dropout);
    }

    /** With this dropout. */
    public LoraOptions dropout(double probability) {
        return new LoraOptions(rank, scale, probability);
    }
}
