package lazuli.nn;

/**
 * How layers are adapted; see {@link LoraLinear}.
 *
 * @param rank of the product that is added to the weights
 * @param scale its factor
 * @param dropout probability with which elements of the adapter's input are left out in training
 */
public record LoraOptions(int rank, double scale, double dropout) {
    /** @throws IllegalArgumentException if the rank is not positive */
    public LoraOptions {
        if (rank < 1) {
            throw new IllegalArgumentException("[lora] the rank must be positive, not " + rank);
        }
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
