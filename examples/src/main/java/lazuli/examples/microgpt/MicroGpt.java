package lazuli.examples.microgpt;

import static lazuli.core.Mx.arange;
import static lazuli.nn.Activations.relu2;

import java.util.List;
import java.util.stream.Stream;
import lazuli.core.Array;
import lazuli.core.AttentionMask;
import lazuli.nn.Embedding;
import lazuli.nn.Layer;
import lazuli.nn.Linear;
import lazuli.nn.Module;
import lazuli.nn.MultiHeadAttention;
import lazuli.nn.RMSNorm;

/** A GPT: embeddings of letters and of their positions, blocks of attention and squared-ReLU layers, a head without bias. */
public final class MicroGpt extends Module implements Layer {
    private final Embedding letters;
    private final Embedding positions;
    private final RMSNorm norm;
    private final List<Block> blocks;
    private final Linear head;

    /**
     * A model for {@link Letters}.
     *
     * @param dims elements of a vector
     * @param heads of an attention
     * @param layers blocks
     */
    public MicroGpt(int dims, int heads, int layers) {
        letters = new Embedding(Letters.COUNT, dims);
        positions = new Embedding(Letters.CONTEXT, dims);
        norm = new RMSNorm(dims);
        blocks = Stream.generate(() -> new Block(dims, heads)).limit(layers).toList();
        head = new Linear(dims, Letters.COUNT, false);
    }

    /** Numbers (names, length) to logits (names, length, {@link Letters#COUNT}) of the next ones. */
    @Override
    public Array forward(Array numbers) {
        Array places = arange(numbers.shape().length(-1));
        Array x = norm.forward(letters.forward(numbers).add(positions.forward(places)));
        for (Block block : blocks) {
            x = block.forward(x);
        }
        return head.forward(x);
    }

    /** Attention to what came before, then a layer four times as wide, each added to its input. */
    private static final class Block extends Module implements Layer {
        private final RMSNorm norm1;
        private final MultiHeadAttention attention;
        private final RMSNorm norm2;
        private final Linear fc1;
        private final Linear fc2;

        Block(int dims, int heads) {
            norm1 = new RMSNorm(dims);
            attention = new MultiHeadAttention(dims, heads);
            norm2 = new RMSNorm(dims);
            fc1 = new Linear(dims, 4 * dims, false);
            fc2 = new Linear(4 * dims, dims, false);
        }

        @Override
        public Array forward(Array x) {
            Array y = norm1.forward(x);
            x = x.add(attention.forward(y, y, y, AttentionMask.CAUSAL));
            return x.add(fc2.forward(relu2(fc1.forward(norm2.forward(x)))));
        }
    }
}
