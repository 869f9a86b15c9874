package lazuli.nn;

import lazuli.core.Array;
import lazuli.core.Mx;
import lazuli.core.graph.Required;

/**
 * A function of {@link Activations} as a layer with a name. Where nobody reads the name, a method reference does as well: {@code new
 * Sequential(new Linear(3, 4), Activations::relu)}.
 */
public final class Activation extends Module implements Layer {
    private final String name;
    private final String options;
    private final transient Layer function;

    private Activation(String name, String options, Layer function) {
        this.name = name;
        this.options = options;
        this.function = function;
    }

    /** A layer of any function. */
    public static Activation of(String name, Layer function) {
        Required.argument("activation", "name", name);
        Required.argument("activation", "function", function);
        return new Activation(name, "", function);
    }

    /** {@link Activations#relu}. */
    public static Activation relu() {
        return of("ReLU", Activations::relu);
    }

    /** {@link Activations#relu2}. */
    public static Activation relu2() {
        return of("ReLU2", Activations::relu2);
    }

    /** {@link Activations#relu6}. */
    public static Activation relu6() {
        return of("ReLU6", Activations::relu6);
    }

    /** {@link Activations#leakyRelu(Array, double)}. */
    public static Activation leakyRelu(double negativeSlope) {
        return new Activation("LeakyReLU", "" + negativeSlope, x -> Activations.leakyRelu(x, negativeSlope));
    }

    /** {@link Activations#elu(Array, double)}. */
    public static Activation elu(double alpha) {
        return new Activation("ELU", "" + alpha, x -> Activations.elu(x, alpha));
    }

    /** {@link Activations#celu(Array, double)}. */
    public static Activation celu(double alpha) {
        return new Activation("CELU", "" + alpha, x -> Activations.celu(x, alpha));
    }

    /** {@link Activations#selu}. */
    public static Activation selu() {
        return of("SELU", Activations::selu);
    }

    /** {@link Mx#sigmoid}. */
    public static Activation sigmoid() {
        return of("Sigmoid", Mx::sigmoid);
    }

    /** {@link Activations#logSigmoid}. */
    public static Activation logSigmoid() {
        return of("LogSigmoid", Activations::logSigmoid);
    }

    /** {@link Mx#tanh}. */
    public static Activation tanh() {
        return of("Tanh", Mx::tanh);
    }

    /** {@link Activations#silu}. */
    public static Activation silu() {
        return of("SiLU", Activations::silu);
    }

    /** {@link Activations#gelu}. */
    public static Activation gelu() {
        return of("GELU", Activations::gelu);
    }

    /** {@link Activations#geluApprox}. */
    public static Activation geluApprox() {
        return new Activation("GELU", "precise", Activations::geluApprox);
    }

    /** {@link Activations#geluFastApprox}. */
    public static Activation geluFastApprox() {
        return new Activation("GELU", "fast", Activations::geluFastApprox);
    }

    /** {@link Activations#softplus}. */
    public static Activation softplus() {
        return of("Softplus", Activations::softplus);
    }

    /** {@link Activations#softsign}. */
    public static Activation softsign() {
        return of("Softsign", Activations::softsign);
    }

    /** {@link Mx#softmax}. */
    public static Activation softmax() {
        return of("Softmax", x -> Mx.softmax(x, -1));
    }

    /** {@link Activations#softmin(Array)}. */
    public static Activation softmin() {
        return of("Softmin", Activations::softmin);
    }

    /** {@link Mx#logSoftmax}. */
    public static Activation logSoftmax() {
        return of("LogSoftmax", x -> Mx.logSoftmax(x, -1));
    }

    /** {@link Activations#mish}. */
    public static Activation mish() {
        return of("Mish", Activations::mish);
    }

    /** {@link Activations#hardswish}. */
    public static Activation hardswish() {
        return of("Hardswish", Activations::hardswish);
    }

    /** {@link Activations#hardTanh(Array)}. */
    public static Activation hardTanh() {
        return of("HardTanh", Activations::hardTanh);
    }

    /** {@link Activations#hardShrink(Array, double)}. */
    public static Activation hardShrink(double lambda) {
        return new Activation("HardShrink", "" + lambda, x -> Activations.hardShrink(x, lambda));
    }

    /** {@link Activations#softshrink(Array, double)}. */
    public static Activation softshrink(double lambda) {
        return new Activation("Softshrink", "" + lambda, x -> Activations.softshrink(x, lambda));
    }

    /** {@link Activations#step(Array, double)}. */
    public static Activation step(double threshold) {
        return new Activation("Step", "" + threshold, x -> Activations.step(x, threshold));
    }

    /** {@link Activations#glu(Array, int)}. */
    public static Activation glu(int axis) {
        return new Activation("GLU", "axis=" + axis, x -> Activations.glu(x, axis));
    }

    @Override
    public Array forward(Array x) {
        Required.argument("activation", "x", x);
        return called(() -> function.forward(x));
    }

    @Override
    public String toString() {
        return name + "(" + options + ")";
    }
}
