package lazuli.examples.quantize;

import static lazuli.core.Mx.compile;
import static lazuli.core.Mx.eval;

import java.util.Arrays;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.Fn1;
import lazuli.core.Random;
import lazuli.examples.mnist.DigitClassifier;

/** A network that is compared with others. */
final class Candidate {
    private static final int WARM_UP = 200;
    private static final int TIMED = 301;

    private final int bits;
    private final DigitClassifier model;
    private final Fn1 forward;
    private final double[] microseconds = new double[TIMED];

    /** A network whose matrices have elements of this many bits. */
    Candidate(int bits, DigitClassifier model) {
        this.bits = bits;
        this.model = model;
        this.forward = compile(model::forward, model);
    }

    int bits() {
        return bits;
    }

    DigitClassifier model() {
        return model;
    }

    /** Times all on one image, by turns, so that what else the machine does falls on all alike. */
    static void time(List<Candidate> candidates) {
        Array image = Random.normal(1, 28, 28, 1);
        for (int i = -WARM_UP; i < TIMED; i++) {
            for (Candidate candidate : candidates) {
                long start = System.nanoTime();
                eval(candidate.forward.apply(image));
                candidate.microseconds[Math.max(i, 0)] = (System.nanoTime() - start) / 1e3;
            }
        }
    }

    /** The median time for one image. */
    double microseconds() {
        double[] sorted = microseconds.clone();
        Arrays.sort(sorted);
        return sorted[TIMED / 2];
    }

    /** Of all parameters. */
    long bytes() {
        return model.parameters().leaves().stream().mapToLong(Array::nbytes).sum();
    }
}
