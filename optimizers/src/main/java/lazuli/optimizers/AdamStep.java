package lazuli.optimizers;

import static lazuli.core.Mx.expm1;
import static lazuli.core.Mx.negative;
import static lazuli.core.Mx.sqrt;

import lazuli.core.Array;

/** The step that Adam and AdamW take. */
final class AdamStep {
    private AdamStep() {}

    /** {@code rate * m / (sqrt(v) + eps)}, or with the moments corrected for having begun at zero. */
    static Array of(AdamFamily<?> optimizer, boolean biasCorrection, Array gradient, ParameterState state) {
        Array first = optimizer.firstMoment(gradient, state);
        Array second = optimizer.secondMoment(gradient, state);
        Array rate = optimizer.rateFor(gradient);
        Array root = sqrt(second);
        if (biasCorrection) {
            rate = rate.divide(corrected(optimizer.beta1(), optimizer, gradient));
            root = root.divide(sqrt(corrected(optimizer.beta2(), optimizer, gradient)));
        }
        return first.multiply(rate).divide(root.add(optimizer.epsilon()));
    }

    /** {@code 1 - beta^step} by way of the logarithm: the difference of 1 and a rounded power has few digits left. */
    private static Array corrected(double beta, AdamFamily<?> optimizer, Array gradient) {
        return negative(expm1(optimizer.step().astype(gradient.dtype()).multiply(Math.log(beta))));
    }
}
