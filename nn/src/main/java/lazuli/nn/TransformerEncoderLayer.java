package lazuli.nn;

import static lazuli.core.Mx.add;

import lazuli.core.Array;
import lazuli.core.AttentionMask;
import lazuli.core.graph.Required;

/** Self-attention, then two linear layers, each added to its input. */
public final class TransformerEncoderLayer extends Module {
    private final MultiHeadAttention attention;
    private final LayerNorm ln1;
    private final LayerNorm ln2;
    private final Linear linear1;
    private final Linear linear2;
    private final Dropout dropout1;
    private final Dropout dropout2;
    private final Layer activation;
    private final boolean normFirst;

    /** A layer by options. */
    public TransformerEncoderLayer(TransformerOptions options) {
        Required.argument("transformer_encoder_layer", "options", options);
        this.attention = new MultiHeadAttention(options.dims(), options.heads());
        this.ln1 = new LayerNorm(options.dims());
        this.ln2 = new LayerNorm(options.dims());
        this.linear1 = new Linear(options.dims(), options.mlpDims());
        this.linear2 = new Linear(options.mlpDims(), options.dims());
        this.dropout1 = new Dropout(options.dropout());
        this.dropout2 = new Dropout(options.dropout());
        this.activation = options.activation();
        this.normFirst = options.normFirst();
    }

    /**
     * The encoded vectors.
     *
     * @param x (batch, length, dims)
     */
    public Array forward(Array x, AttentionMask mask) {
        Required.argument("transformer_encoder_layer", "x", x);
        Required.argument("transformer_encoder_layer", "mask", mask);
        return result(() -> {
            if (normFirst) {
                Array y = add(x, attend(ln1.forward(x), mask));
                return add(y, think(ln2.forward(y)));
            }
            Array y = ln1.forward(add(x, attend(x, mask)));
            return ln2.forward(add(y, think(y)));
        });
    }

    private Array attend(Array x, AttentionMask mask) {
        return dropout1.forward(attention.forward(x, x, x, mask));
    }

    private Array think(Array x) {
        return linear2.forward(dropout2.forward(activation.forward(linear1.forward(x))));
    }
}
