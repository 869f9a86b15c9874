package lazuli.nn;

import static lazuli.core.Mx.add;

import lazuli.core.Array;
import lazuli.core.AttentionMask;
import lazuli.core.graph.Required;

/** Self-attention, attention to what an encoder made, then two linear layers, each added to its input. */
public final class TransformerDecoderLayer extends Module {
    private final MultiHeadAttention selfAttention;
    private final MultiHeadAttention crossAttention;
    private final LayerNorm ln1;
    private final LayerNorm ln2;
    private final LayerNorm ln3;
    private final Linear linear1;
    private final Linear linear2;
    private final Dropout dropout1;
    private final Dropout dropout2;
    private final Dropout dropout3;
    private final Layer activation;
    private final boolean normFirst;

    /** A layer by options. */
    public TransformerDecoderLayer(TransformerOptions options) {
        Required.argument("transformer_decoder_layer", "options", options);
        this.selfAttention = new MultiHeadAttention(options.dims(), options.heads());
        this.crossAttention = new MultiHeadAttention(options.dims(), options.heads());
        this.ln1 = new LayerNorm(options.dims());
        this.ln2 = new LayerNorm(options.dims());
        this.ln3 = new LayerNorm(options.dims());
        this.linear1 = new Linear(options.dims(), options.mlpDims());
        this.linear2 = new Linear(options.mlpDims(), options.dims());
        this.dropout1 = new Dropout(options.dropout());
        this.dropout2 = new Dropout(options.dropout());
        this.dropout3 = new Dropout(options.dropout());
        this.activation = options.activation();
        this.normFirst = options.normFirst();
    }

    /**
     * The decoded vectors.
     *
     * @param x (batch, length, dims)
     * @param memory what an encoder made, (batch, its length, dims)
     * @param mask what of x is seen
     * @param memoryMask what of the memory is seen
     */
    public Array forward(Array x, Array memory, AttentionMask mask, AttentionMask memoryMask) {
        Required.argument("transformer_decoder_layer", "x", x);
        Required.argument("transformer_decoder_layer", "memory", memory);
        Required.argument("transformer_decoder_layer", "mask", mask);
        Required.argument("transformer_decoder_layer", "memoryMask", memoryMask);
        return result(() -> {
            if (normFirst) {
                Array y = add(x, attend(ln1.forward(x), mask));
                Array z = add(y, remember(ln2.forward(y), memory, memoryMask));
                return add(z, think(ln3.forward(z)));
            }
            Array y = ln1.forward(add(x, attend(x, mask)));
            Array z = ln2.forward(add(y, remember(y, memory, memoryMask)));
            return ln3.forward(add(z, think(z)));
        });
    }

    private Array attend(Array x, AttentionMask mask) {
        return dropout1.forward(selfAttention.forward(x, x, x, mask));
    }

    private Array remember(Array x, Array memory, AttentionMask mask) {
        return dropout2.forward(crossAttention.forward(x, memory, memory, mask));
    }

    private Array think(Array x) {
        return linear2.forward(dropout3.forward(activation.forward(linear1.forward(x))));
    }
}
