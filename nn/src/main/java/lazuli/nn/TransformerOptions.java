package lazuli.nn;

import lazuli.core.graph.Required;

/**
 * How the layers of a transformer are made: {@code TransformerOptions.of(512, 8).dropout(0.1)}.
 *
 * @param dims elements of a vector
 * @param heads of an attention, which divide {@code dims}
 * @param mlpDims elements between the two linear layers; {@code 4 dims} by default
 * @param dropout probability with which elements are left out in training; 0 by default
 * @param activation between the two linear layers; {@link Activations#relu} by default
 * @param normFirst whether attentions and linear layers work on normalized vectors, else their results are normalized; true by default
 */
public record TransformerOptions(
        int dims, int heads, int mlpDims, double dropout, Layer activation, boolean normFirst) {
    /** Checks that nothing is null. */
    public TransformerOptions {
        Required.argument("transformer_options", "activation", activation);
    }

    /** With {@code 4 dims} between the linear layers, no dropout, relu, normalized first. */
    public static TransformerOptions of(int dims, int heads) {
        return new TransformerOptions(dims, heads, 4 * dims, 0, Activations::relu, true);
    }

    /** With this many elements between the linear layers. */
    public TransformerOptions mlpDims(int count) {
        return new TransformerOptions(dims, heads, count, dropout, activation, normFirst);
    }

    /** With this dropout. */
    public TransformerOptions dropout(double probability) {
        return new TransformerOptions(dims, heads, mlpDims, probability, activation, normFirst);
    }

    /** With this activation. */
    public TransformerOptions activation(Layer function) {
        Required.argument("transformer_options", "function", function);
        return new TransformerOptions(dims, heads, mlpDims, dropout, function, normFirst);
    }

    /** With normalization first or last. */
    public TransformerOptions normFirst(boolean first) {
        return new TransformerOptions(dims, heads, mlpDims, dropout, activation, first);
    }
}
