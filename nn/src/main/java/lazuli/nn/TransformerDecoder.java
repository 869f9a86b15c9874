package lazuli.nn;

import java.util.List;
import java.util.stream.Stream;
import lazuli.core.Array;
import lazuli.core.AttentionMask;
import lazuli.core.graph.Required;

/** Decoder layers one after the other, then a normalization. */
public final class TransformerDecoder extends Module implements Transformer.Decoder {
    private final List<TransformerDecoderLayer> layers;
    private final LayerNorm ln;

    /**
     * This many layers by options.
     *
     * @throws lazuli.core.ArgumentException if they are not from 0 to 4096
     */
    public TransformerDecoder(int count, TransformerOptions options) {
        Required.within("transformer_decoder", "count", count, 0, Sequential.MOST_LAYERS);
        Required.argument("transformer_decoder", "options", options);
        this.layers = Stream.generate(() -> new TransformerDecoderLayer(options))
                .limit(count)
                .toList();
        this.ln = new LayerNorm(options.dims());
    }

    /** See {@link TransformerDecoderLayer#forward}. */
    @Override
    public Array forward(Array x, Array memory, AttentionMask mask, AttentionMask memoryMask) {
        Required.argument("transformer_decoder", "x", x);
        Required.argument("transformer_decoder", "memory", memory);
        Required.argument("transformer_decoder", "mask", mask);
        Required.argument("transformer_decoder", "memoryMask", memoryMask);
        return result(() -> {
            Array y = x;
            for (TransformerDecoderLayer layer : layers) {
                y = layer.forward(y, memory, mask, memoryMask);
            }
            return ln.forward(y);
        });
    }
}
