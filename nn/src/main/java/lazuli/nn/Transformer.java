package lazuli.nn;

import lazuli.core.Array;
import lazuli.core.AttentionMask;
import lazuli.core.graph.Required;

/** An encoder, and a decoder that attends to what it made (Vaswani et al., 2017). */
public final class Transformer extends Module {
    private final Encoder encoder;
    private final Decoder decoder;

    /** What encodes: {@link TransformerEncoder}, or a module of one's own. */
    @FunctionalInterface
    public interface Encoder {
        /** The encoded vectors. */
        Array forward(Array x, AttentionMask mask);
    }

    /** What decodes: {@link TransformerDecoder}, or a module of one's own. */
    @FunctionalInterface
    public interface Decoder {
        /** The decoded vectors. */
        Array forward(Array x, Array memory, AttentionMask mask, AttentionMask memoryMask);
    }

    /** Of these two. */
    public Transformer(Encoder encoder, Decoder decoder) {
        Required.argument("transformer", "encoder", encoder);
        Required.argument("transformer", "decoder", decoder);
        this.encoder = encoder;
        this.decoder = decoder;
    }

    /** With this many encoder and decoder layers by options. */
    public Transformer(int encoderLayers, int decoderLayers, TransformerOptions options) {
        this(new TransformerEncoder(encoderLayers, options), new TransformerDecoder(decoderLayers, options));
    }

    /** Six layers each of 8 heads over 512 elements. */
    public Transformer() {
        this(6, 6, TransformerOptions.of(512, 8));
    }

    /**
     * The decoded target.
     *
     * @param source (batch, source length, dims)
     * @param target (batch, target length, dims)
     * @param sourceMask what of the source the encoder sees
     * @param targetMask what of the target is seen
     * @param memoryMask what of the encoded source the decoder sees
     * @return (batch, target length, dims)
     */
    public Array forward(
            Array source, Array target, AttentionMask sourceMask, AttentionMask targetMask, AttentionMask memoryMask) {
        Required.argument("transformer", "source", source);
        Required.argument("transformer", "target", target);
        Required.argument("transformer", "sourceMask", sourceMask);
        Required.argument("transformer", "targetMask", targetMask);
        Required.argument("transformer", "memoryMask", memoryMask);
        return result(() -> decoder.forward(target, encoder.forward(source, sourceMask), targetMask, memoryMask));
    }
}
