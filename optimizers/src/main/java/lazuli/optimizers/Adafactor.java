package lazuli.optimizers;

import static lazuli.core.Mx.*;

import java.util.Arrays;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Shape;
import lazuli.core.graph.Required;
import org.jspecify.annotations.Nullable;

/**
 * Adafactor (Shazeer and Stern, 2018): Adam whose second moments of a matrix are kept as means of its rows and of its columns, and whose
 * steps are relative to the parameter's size. At step t, with {@code s = min(0.01, 1 / sqrt(t))} and {@code b = 1 - t ^ decayRate}: {@code
 * v' = b v + (1 - b) (g² + eps1)}, {@code u = g / sqrt(v')}, {@code u' = u / max(1, rms(u) / clipThreshold)}, {@code w' = w - s max(eps2,
 * rms(w)) u'}.
 */
public final class Adafactor extends ParameterOptimizer {
    private static final String ROWS = "exp_avg_sq_row";
    private static final String COLUMNS = "exp_avg_sq_col";
    private static final String ALL = "exp_avg_sq";
    private static final String FIRST = "exp_avg";

    private double squareEpsilon = 1e-30;
    private double scaleEpsilon = 1e-3;
    private double clipThreshold = 1;
    private double decayRate = -0.8;
    private @Nullable Double beta1;
    private double weightDecay;
    private boolean scaleParameter = true;
    private boolean relativeStep;
    private boolean warmupInit;

    /** With steps relative to the parameters' sizes and to how many have been taken. */
    public Adafactor() {
        super(0);
        relativeStep = true;
    }

    /** With a constant learning rate, relative to the parameters' sizes. */
    public Adafactor(double learningRate) {
        super(learningRate);
    }

    /** With a learning rate that goes with the steps, relative to the parameters' sizes. */
    public Adafactor(Schedule learningRate) {
        super(learningRate);
    }

    /**
     * Sets what is added to squares, and the least size of a parameter; 1e-30 and 1e-3 at first.
     *
     * @throws lazuli.core.ArgumentException if one is negative or NaN
     */
    public Adafactor eps(double ofSquares, double ofScale) {
        Required.notNegative("adafactor", "eps", ofSquares);
        Required.notNegative("adafactor", "eps", ofScale);
        squareEpsilon = ofSquares;
        scaleEpsilon = ofScale;
        return this;
    }

    /**
     * Sets the largest root mean square of a direction; 1 at first.
     *
     * @throws lazuli.core.ArgumentException if the value is not positive
     */
    public Adafactor clipThreshold(double value) {
        Required.positive("adafactor", "clipThreshold", value);
        clipThreshold = value;
        return this;
    }

    /**
     * Sets the power of the step that second moments forget; -0.8 at first.
     *
     * @throws lazuli.core.ArgumentException if the value is positive or NaN
     */
    public Adafactor decayRate(double value) {
        Required.within("adafactor", "decayRate", value, Double.NEGATIVE_INFINITY, 0);
        decayRate = value;
        return this;
    }

    /**
     * Sets the share of the former direction that is kept; at first there is none, and nothing is remembered for it.
     *
     * @throws lazuli.core.ArgumentException if the value is not in [0, 1)
     */
    public Adafactor beta1(double value) {
        Required.fraction("adafactor", "beta1", value);
        beta1 = value;
        return this;
    }

    /**
     * Sets the share of each parameter, times the learning rate, by which it shrinks; 0 at first.
     *
     * @throws lazuli.core.ArgumentException if the value is negative or NaN
     */
    public Adafactor weightDecay(double value) {
        Required.notNegative("adafactor", "weightDecay", value);
        weightDecay = value;
        return this;
    }

    /** Sets whether the learning rate is times the parameter's root mean square; true at first. */
    public Adafactor scaleParameter(boolean value) {
        scaleParameter = value;
        return this;
    }

    /** Sets whether relative steps begin with {@code 1e-6 t} instead of 0.01; false at first. */
    public Adafactor warmupInit(boolean value) {
        warmupInit = value;
        return this;
    }

    @Override
    protected String describe() {
        return "eps=[%s, %s], clipThreshold=%s, decayRate=%s, beta1=%s, weightDecay=%s, scaleParameter=%s, relativeStep=%s, warmupInit=%s"
                .formatted(
                        squareEpsilon,
                        scaleEpsilon,
                        clipThreshold,
                        decayRate,
                        beta1,
                        weightDecay,
                        scaleParameter,
                        relativeStep,
                        warmupInit);
    }

    @Override
    protected void initSingle(Array parameter, ParameterState state) {
        if (parameter.ndim() >= 2) {
            int[] lengths = parameter.shape().toArray();
            int last = lengths.length - 1;
            int[] columns = Arrays.copyOf(lengths, last);
            columns[last - 1] = lengths[last];
            state.put(ROWS, zeros(Shape.of(Arrays.copyOf(lengths, last)), parameter.dtype()));
            state.put(COLUMNS, zeros(Shape.of(columns), parameter.dtype()));
        } else {
            state.put(ALL, zerosLike(parameter));
        }
        if (beta1 != null) {
            state.put(FIRST, zerosLike(parameter));
        }
    }

    @Override
    protected Array applySingle(Array gradient, Array parameter, ParameterState state) {
        Array rate = rate(parameter);
        Array forgotten = power(step(), decayRate);
        Array update = perRoot(gradient, forgotten.astype(gradient.dtype()), state);
        update = update.divide(maximum(1, rootMeanSquare(update).divide(clipThreshold)))
                .multiply(rate);
        if (beta1 != null) {
            update = state.get(FIRST).multiply(beta1).add(update.multiply(1 - beta1));
            state.put(FIRST, update);
        }
        Array kept = weightDecay == 0 ? parameter : parameter.subtract(parameter.multiply(rate.multiply(weightDecay)));
        return kept.subtract(update);
    }

    private Array rate(Array parameter) {
        Array size = rootMeanSquare(parameter);
        Array rate = learningRate();
        if (relativeStep) {
            Array step = step().astype(DType.FLOAT32);
            Array least = warmupInit ? step.multiply(1e-6) : full(Shape.SCALAR, 1e-2, DType.FLOAT32);
            rate = minimum(least, rsqrt(step));
        }
        Array cast = rate.astype(size.dtype());
        return scaleParameter ? maximum(scaleEpsilon, size).multiply(cast) : cast;
    }

    /** The gradient by the root of the second moments, which are remembered. */
    private Array perRoot(Array gradient, Array forgotten, ParameterState state) {
        Array squares = square(gradient).add(squareEpsilon);
        if (gradient.ndim() < 2) {
            return gradient.multiply(rsqrt(mix(ALL, squares, forgotten, state)));
        }
        Array rows = mix(ROWS, mean(squares, -1), forgotten, state);
        Array columns = mix(COLUMNS, mean(squares, -2), forgotten, state);
        Array rowFactor = rsqrt(rows.divide(mean(rows, -1, true)));
        return gradient.multiply(
                rowFactor.expandDims(-1).multiply(rsqrt(columns).expandDims(-2)));
    }

    private static Array mix(String name, Array observed, Array forgotten, ParameterState state) {
        Array moment = state.get(name).multiply(subtract(1, forgotten)).add(observed.multiply(forgotten));
        state.put(name, moment);
        return moment;
    }

    private static Array rootMeanSquare(Array x) {
        return sqrt(mean(square(x)));
    }
}
