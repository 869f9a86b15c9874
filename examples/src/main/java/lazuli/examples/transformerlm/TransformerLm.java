package lazuli.examples.transformerlm;

import static lazuli.core.Mx.arange;

import lazuli.core.Array;
import lazuli.core.AttentionMask;
import lazuli.nn.Embedding;
import lazuli.nn.Layer;
import lazuli.nn.Linear;
import lazuli.nn.Module;
import lazuli.nn.SinusoidalPositionalEncoding;
import lazuli.nn.SinusoidalPositionalEncodingOptions;
import lazuli.nn.TransformerEncoder;
import lazuli.nn.TransformerOptions;

/**
 * MLX's example: embeddings and sinusoids of positions, an encoder with a causal mask, a linear layer. Both sum up with deviation 1, as in
 * Vaswani et al. (2017), without which the small texts here are learned slowly.
 */
final class TransformerLm extends Module implements Layer {
    private final Embedding embedding;
    private final SinusoidalPositionalEncoding pe;
    private final TransformerEncoder transformer;
    private final Linear outProj;
    private final double scale;

    TransformerLm(int characters, int layers, int dims, int heads) {
        embedding = new Embedding(characters, dims);
        pe = new SinusoidalPositionalEncoding(dims, SinusoidalPositionalEncodingOptions.DEFAULTS.scale(1));
        scale = Math.sqrt(dims);
        transformer = new TransformerEncoder(layers, TransformerOptions.of(dims, heads));
        outProj = new Linear(dims, characters);
    }

    /** Numbers (texts, length) to logits (texts, length, characters) of the next ones. */
    @Override
    public Array forward(Array numbers) {
        int length = numbers.shape().length(-1);
        Array x = embedding.forward(numbers).multiply(scale).add(pe.forward(arange(length)));
        return outProj.forward(transformer.forward(x, AttentionMask.CAUSAL));
    }
}
