package lazuli.optimizers;

import static lazuli.core.Mx.power;
import static lazuli.core.Mx.sqrt;
import static lazuli.core.Mx.subtract;

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

    private static Array corrected(double beta, AdamFamily<?> optimizer, Array gradient) {
        return subtract(1, power(beta, optimizer.step())).astype(gradient.dtype());
    }
}
