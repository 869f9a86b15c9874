package lazuli.backend.cpu.onednn;

import java.util.List;

/** A convolution as the sum over all products of a source element and a weight that go into a destination element. */
record NaiveConvolution(ConvolutionKey key) {
    interface Product {
        void add(int source, int weight, int destination);
    }

    int sourceLength() {
        return key.batch() * product(key.window().input()) * key.inputChannels();
    }

    int weightsLength() {
        return key.outputChannels() * product(key.window().kernel()) * key.inputChannels() / key.groups();
    }

    int destinationLength() {
        return key.batch() * product(key.window().output()) * key.outputChannels();
    }

    double[] forward(NativeFloats source, NativeFloats weights, NativeFloats bias) {
        double[] result = new double[destinationLength()];
        for (int i = 0; i < result.length && key.bias(); i++) {
            result[i] = bias.get(i % key.outputChannels());
        }
        forEachProduct((s, w, d) -> result[d] += (double) source.get(s) * weights.get(w));
        return result;
    }

    double[] backwardData(NativeFloats destinationGradient, NativeFloats weights) {
        double[] result = new double[sourceLength()];
        forEachProduct((s, w, d) -> result[s] += (double) destinationGradient.get(d) * weights.get(w));
        return result;
    }

    double[] backwardWeights(NativeFloats source, NativeFloats destinationGradient) {
        double[] result = new double[weightsLength()];
        forEachProduct((s, w, d) -> result[w] += (double) source.get(s) * destinationGradient.get(d));
        return result;
    }

    double[] backwardBias(NativeFloats destinationGradient) {
        double[] result = new double[key.outputChannels()];
        for (int i = 0; i < destinationGradient.length(); i++) {
            result[i % key.outputChannels()] += destinationGradient.get(i);
        }
        return result;
    }

    private void forEachProduct(Product product) {
        NaiveWindow window = new NaiveWindow(key.window());
        int inputs = key.inputChannels() / key.groups();
        int outputs = key.outputChannels() / key.groups();
        window.forEach((input, element, output) -> {
            for (int b = 0; b < key.batch(); b++) {
                int sourceRow = b * window.input.count() + input;
                int destinationRow = b * window.output.count() + output;
                for (int oc = 0; oc < key.outputChannels(); oc++) {
                    for (int ic = 0; ic < inputs; ic++) {
                        product.add(
                                sourceRow * key.inputChannels() + oc / outputs * inputs + ic,
                                (oc * window.kernel.count() + element) * inputs + ic,
                                destinationRow * key.outputChannels() + oc);
                    }
                }
            }
        });
    }

    private static int product(List<Integer> sizes) {
        return sizes.stream().reduce(1, Math::multiplyExact);
    }
}
