package lazuli.backend.cpu.onednn;

/**
 * The shapes of pooling: source {@code (batch, space..., channels)}, destination the same with as many positions as the window
 * has, both dense in this order.
 */
public record PoolingKey(PoolingKind kind, int batch, int channels, Window window) {

    /**
     * @throws IllegalArgumentException if a number is not positive, or the window is dilated, or takes nothing but padding
     *     somewhere
     */
    public PoolingKey {
        if (batch < 1 || channels < 1) {
            throw new IllegalArgumentException(
                    "[pooling] batch %d, channels %d: both must be positive".formatted(batch, channels));
        }
        if (!window.isDense()) {
            throw new IllegalArgumentException("[pooling] dilation is not supported: " + window);
        }
        if (window.missesInput()) {
            throw new IllegalArgumentException("[pooling] nothing but padding lies under some positions of " + window);
        }
    }
}
