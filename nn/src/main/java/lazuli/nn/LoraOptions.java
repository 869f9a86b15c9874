package lazuli.nn;

import lazuli.core.graph.Required;

/**
 * How layers are adapted; see {@link LoraLinear}.
 *
 * @param rank of the product that is added to the weights
 * @param scale its factor
 * @param dropout probability with which elements of the adapter's input are left out in training
 */
public record LoraOptions(int rank, double scale, double dropout) {
    /** @throws lazuli.core.ArgumentException if the rank is not positive, or the probability not in [0, 1) */
    public LoraOptions {
        Required.positive("lora", "rank", rank);
        Required.fraction("lora", "dropout", dropout);
    }

    /** Of a rank, with scale 20 and without dropout. */
    public static LoraOptions rank(int rank) {
        return new LoraOptions(rank, 20, 0);
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
