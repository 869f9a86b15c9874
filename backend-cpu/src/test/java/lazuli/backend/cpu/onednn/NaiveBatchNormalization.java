package lazuli.backend.cpu.onednn;

import java.util.Arrays;

/** Batch normalization by its formulas; the gradient by the chain rule through mean and variance. */
final class NaiveBatchNormalization {
    private final BatchNormalizationKey key;
    private final NativeFloats source;
    final double[] mean;
    final double[] variance;

    NaiveBatchNormalization(BatchNormalizationKey key, NativeFloats source) {
        this.key = key;
        this.source = source;
        int rows = key.batch() * key.space();
        mean = new double[key.channels()];
        variance = new double[key.channels()];
        for (int i = 0; i < source.length(); i++) {
            mean[channel(i)] += (double) source.get(i) / rows;
        }
        for (int i = 0; i < source.length(); i++) {
            double difference = source.get(i) - mean[channel(i)];
            variance[channel(i)] += difference * difference / rows;
        }
    }

    double[] forward(NativeFloats scale, NativeFloats shift) {
        double[] result = new double[source.length()];
        Arrays.setAll(result, i -> {
            double value = scale(scale, channel(i)) * normalized(i) + (key.affine() ? shift.get(channel(i)) : 0);
            return key.relu() ? Math.max(0, value) : value;
        });
        return result;
    }

    double[] scaleGradient(double[] gradient) {
        double[] result = new double[key.channels()];
        for (int i = 0; i < gradient.length; i++) {
            result[channel(i)] += gradient[i] * normalized(i);
        }
        return result;
    }

    double[] shiftGradient(double[] gradient) {
        double[] result = new double[key.channels()];
        for (int i = 0; i < gradient.length; i++) {
            result[channel(i)] += gradient[i];
        }
        return result;
    }

    double[] sourceGradient(double[] gradient, NativeFloats scale) {
        double[] ofScale = scaleGradient(gradient);
        double[] ofShift = shiftGradient(gradient);
        int rows = key.batch() * key.space();
        double[] result = new double[source.length()];
        Arrays.setAll(result, i -> {
            int c = channel(i);
            double centered = gradient[i] - (ofShift[c] + normalized(i) * ofScale[c]) / rows;
            return centered * scale(scale, c) / deviation(c);
        });
        return result;
    }

    /** The gradient before relu: nothing where the result was not positive. */
    double[] beforeRelu(NativeFloats gradient, NativeFloats scale, NativeFloats shift) {
        double[] forward = forward(scale, shift);
        double[] result = new double[gradient.length()];
        Arrays.setAll(result, i -> key.relu() && forward[i] <= 0 ? 0 : gradient.get(i));
        return result;
    }

    private double normalized(int index) {
        int c = channel(index);
        return (source.get(index) - mean[c]) / deviation(c);
    }

    private double deviation(int channel) {
        return Math.sqrt(variance[channel] + key.epsilon());
    }

    private double scale(NativeFloats scale, int channel) {
        return key.affine() ? scale.get(channel) : 1;
    }

    private int channel(int index) {
        return index % key.channels();
    }
}
