package lazuli.backend.cpu.onednn;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** A convolution as the sum over all products of a source element and a weight that go into a destination element. */
record NaiveConvolution(ConvolutionKey key) {
    interface Product {
        void add(int source, int weight, int destination);
    }

    int sourceLength() {
        return key.batch() * product(key.inputSize()) * key.inputChannels();
    }

    int weightsLength() {
        return key.outputChannels() * product(key.kernel()) * key.inputChannels() / key.groups();
    }

    int destinationLength() {
        return key.batch() * product(key.outputSize()) * key.outputChannels();
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
        Cursor input = new Cursor(three(key.inputSize(), 1));
        Cursor kernel = new Cursor(three(key.kernel(), 1));
        Cursor output = new Cursor(three(key.outputSize(), 1));
        List<Integer> strides = three(key.strides(), 1);
        List<Integer> dilation = three(key.dilation(), 1);
        List<Integer> padding = three(key.paddingLow(), 0);
        int inputs = key.inputChannels() / key.groups();
        int outputs = key.outputChannels() / key.groups();
        int[] position = new int[3];
        for (int o = 0; o < output.count(); o++) {
            for (int k = 0; k < kernel.count(); k++) {
                for (int i = 0; i < 3; i++) {
                    position[i] = output.at(o, i) * strides.get(i) - padding.get(i) + kernel.at(k, i) * dilation.get(i);
                }
                if (!input.contains(position)) {
                    continue;
                }
                for (int b = 0; b < key.batch(); b++) {
                    int sourceRow = b * input.count() + input.index(position);
                    int destinationRow = b * output.count() + o;
                    for (int oc = 0; oc < key.outputChannels(); oc++) {
                        for (int ic = 0; ic < inputs; ic++) {
                            product.add(
                                    sourceRow * key.inputChannels() + oc / outputs * inputs + ic,
                                    (oc * kernel.count() + k) * inputs + ic,
                                    destinationRow * key.outputChannels() + oc);
                        }
                    }
                }
            }
        }
    }

    private static int product(List<Integer> sizes) {
        return sizes.stream().reduce(1, Math::multiplyExact);
    }

    private static List<Integer> three(List<Integer> values, int filling) {
        return Stream.concat(Collections.nCopies(3 - values.size(), filling).stream(), values.stream())
                .toList();
    }
}
