package lazuli.backend.cpu.onednn;

import java.util.Arrays;

/** Pooling by loops over windows and their elements. */
final class NaivePooling {
    private interface Pair {
        void visit(int source, int destination);
    }

    private final PoolingKey key;
    private final NaiveWindow window;

    NaivePooling(PoolingKey key) {
        this.key = key;
        window = new NaiveWindow(key.window());
    }

    int sourceLength() {
        return key.batch() * window.input.count() * key.channels();
    }

    int destinationLength() {
        return key.batch() * window.output.count() * key.channels();
    }

    double[] forward(NativeFloats source) {
        double[] result = new double[destinationLength()];
        if (key.kind() == PoolingKind.MAX) {
            int[] maxima = maxima(source);
            Arrays.setAll(result, d -> source.get(maxima[d]));
        } else {
            double[] divisors = divisors();
            forEach((s, d) -> result[d] += source.get(s) / divisors[d]);
        }
        return result;
    }

    double[] backward(NativeFloats source, NativeFloats gradient) {
        double[] result = new double[sourceLength()];
        if (key.kind() == PoolingKind.MAX) {
            int[] maxima = maxima(source);
            for (int d = 0; d < maxima.length; d++) {
                result[maxima[d]] += gradient.get(d);
            }
        } else {
            double[] divisors = divisors();
            forEach((s, d) -> result[s] += gradient.get(d) / divisors[d]);
        }
        return result;
    }

    /** For each window the place of its first largest element. */
    private int[] maxima(NativeFloats source) {
        int[] result = new int[destinationLength()];
        Arrays.fill(result, -1);
        forEach((s, d) -> {
            if (result[d] < 0 || source.get(s) > source.get(result[d])) {
                result[d] = s;
            }
        });
        return result;
    }

    private double[] divisors() {
        double[] result = new double[destinationLength()];
        switch (key.kind()) {
            case AVERAGE_WITH_PADDING -> Arrays.fill(result, window.kernel.count());
            case AVERAGE_WITHOUT_PADDING -> forEach((_, d) -> result[d]++);
            case MAX -> throw new IllegalArgumentException("a maximum is not divided");
        }
        return result;
    }

    private void forEach(Pair pair) {
        window.forEach((input, _, output) -> {
            for (int b = 0; b < key.batch(); b++) {
                for (int c = 0; c < key.channels(); c++) {
                    pair.visit(
                            (b * window.input.count() + input) * key.channels() + c,
                            (b * window.output.count() + output) * key.channels() + c);
                }
            }
        });
    }
}
