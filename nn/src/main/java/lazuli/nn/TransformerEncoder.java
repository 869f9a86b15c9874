package lazuli.nn;

import java.util.List;
import java.util.stream.Stream;
import lazuli.core.Array;
import lazuli.core.AttentionMask;
import lazuli.core.graph.Required;

/** Encoder layers one after the other, then a normalization. */
public final class TransformerEncoder extends Module implements Transformer.Encoder {
    private final List<TransformerEncoderLayer> layers;
    private final LayerNorm ln;

    /**
     * This many layers by options.
     *
     * @throws lazuli.core.ArgumentException if they are not from 0 to 4096
     */
    public TransformerEncoder(int count, TransformerOptions options) {
        Required.within("transformer_encoder", "count", count, 0, Sequential.MOST_LAYERS);
        Required.argument("transformer_encoder", "options", options);
        this.layers = Stream.generate(() -> new TransformerEncoderLayer(options))
                .limit(count)
                .toList();
        this.ln = new LayerNorm(options.dims());
    }

    /** See {@link TransformerEncoderLayer#forward}. */
    @Override
    public Array forward(Array x, AttentionMask mask) {
        Required.argument("transformer_encoder", "x", x);
        Required.argument("transformer_encoder", "mask", mask);
        return result(() -> {
            Array y = x;
            for (TransformerEncoderLayer layer : layers) {
                y = layer.forward(y, mask);
            }
            return ln.forward(y);
        });
    }
}
