package lazuli.backend.cpu.onednn;

/**
 * The shape and options of a batch normalization: {@code (batch, space, channels)}, dense in this order, normalized for each
 * channel over batch and space.
 *
 * @param space the product of the spatial dimensions; 1 if there are none
 * @param affine whether the result is multiplied by a scale and a shift is added, one of each for every channel
 * @param relu whether negative results become 0
 */
public record BatchNormalizationKey(int batch, int space, int channels, float epsilon, boolean affine, boolean relu) {
    /** @throws IllegalArgumentException if a dimension is not positive */
    public BatchNormalizationKey {
        if (batch < 1 || space < 1 || channels < 1) {
            throw new IllegalArgumentException(
                    "[batch normalization] batch %d, space %d, channels %d: all must be positive"
                            .formatted(batch, space, channels));
        }
    }
}
