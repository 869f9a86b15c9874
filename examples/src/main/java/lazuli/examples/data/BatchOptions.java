package lazuli.examples.data;

/**
 * How an epoch is cut into batches.
 *
 * @param batchSize images in a batch; the last one may be shorter
 * @param seed what the order and the augmentation are drawn from, together with the epoch
 * @param shuffle whether each epoch has an order of its own; otherwise images come as they are stored
 * @param augment whether images are shifted and mirrored at random ({@link CropAndFlip})
 * @param dropLast whether a shorter last batch is left out
 */
public record BatchOptions(int batchSize, long seed, boolean shuffle, boolean augment, boolean dropLast) {
    /** @throws IllegalArgumentException if the batch size is not positive */
    public BatchOptions {
        if (batchSize < 1) {
            throw new IllegalArgumentException("batch size must be positive, not " + batchSize);
        }
    }

    /** Shuffled batches of all images, not augmented. */
    public static BatchOptions forTraining(int batchSize, long seed) {
        return new BatchOptions(batchSize, seed, true, false, false);
    }

    /** All images as they are, in stored order. */
    public static BatchOptions forTesting(int batchSize) {
        return new BatchOptions(batchSize, 0, false, false, false);
    }

    /** The same with or without augmentation. */
    public BatchOptions augmented(boolean augment) {
        return new BatchOptions(batchSize, seed, shuffle, augment, dropLast);
    }

    /** The same with every batch full: a shorter last one is left out. */
    public BatchOptions fullOnly() {
        return new BatchOptions(batchSize, seed, shuffle, augment, true);
    }
}
