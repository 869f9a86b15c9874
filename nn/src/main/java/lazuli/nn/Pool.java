package lazuli.nn;

import lazuli.core.Array;
import lazuli.core.Shape;
import lazuli.core.ShapeException;
import lazuli.core.graph.Required;

/** What pooling layers share: a window that moves over the axes between the first and the last. */
abstract sealed class Pool extends Module implements Layer
        permits MaxPool1d, MaxPool2d, MaxPool3d, AvgPool1d, AvgPool2d, AvgPool3d {
    private final int[] window;
    private final int[] stride;
    private final int[] padding;

    Pool(int axes, int[] window, int[] stride, int[] padding) {
        Required.argument("pool", "kernelSize", window);
        Required.argument("pool", "stride", stride);
        Required.argument("pool", "padding", padding);
        if (window.length != axes || stride.length != axes || padding.length != axes) {
            throw new IllegalArgumentException("[pool] window %s, stride %s and padding %s must have %d lengths"
                    .formatted(Shape.of(window), Shape.of(stride), Shape.of(padding), axes));
        }
        this.window = window.clone();
        this.stride = stride.clone();
        this.padding = padding.clone();
    }

    abstract Array pool(Array x, int[] window, int[] stride, int[] padding);

    /**
     * The layer's output.
     *
     * @param x (N, spatial..., C)
     * @return (N, shorter spatial..., C)
     * @throws ShapeException if x has another number of axes
     */
    @Override
    public final Array forward(Array x) {
        Required.argument("pool", "x", x);
        return called(() -> {
            if (x.ndim() != window.length + 2) {
                throw new ShapeException("pool", "needs %d axes, not %s", window.length + 2, x.shape());
            }
            return pool(x, window, stride, padding);
        });
    }

    @Override
    protected final String describe() {
        return "kernelSize=%s, stride=%s, padding=%s".formatted(Shape.of(window), Shape.of(stride), Shape.of(padding));
    }
}
