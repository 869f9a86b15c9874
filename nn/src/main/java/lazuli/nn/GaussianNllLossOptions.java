package lazuli.nn;

import lazuli.core.graph.Required;

/**
 * What {@link Losses#gaussianNllLoss(lazuli.core.Array, lazuli.core.Array, lazuli.core.Array, GaussianNllLossOptions)} adds up.
 *
 * @param full whether the constant {@code log(2 pi) / 2} is added; false by default
 * @param eps the least that a variance counts as; 1e-6 by default
 * @param reduction of the elements' losses; {@link Reduction#MEAN} by default
 */
public record GaussianNllLossOptions(boolean full, double eps, Reduction reduction) {
    /** The mean without the constant; variances are at least 1e-6. */
    public static final GaussianNllLossOptions DEFAULTS = new GaussianNllLossOptions(false, 1e-6, Reduction.MEAN);

    /** Checks that nothing is null. */
    public GaussianNllLossOptions {
        Required.argument("gaussian_nll_loss_options", "reduction", reduction);
    }

    /** With the constant or without. */
    public GaussianNllLossOptions full(boolean add) {
        return new GaussianNllLossOptions(add, eps, reduction);
    }

    /** With variances of at least this. */
    public GaussianNllLossOptions eps(double least) {
        return new GaussianNllLossOptions(full, least, reduction);
    }

    /** With this reduction. */
    public GaussianNllLossOptions reduction(Reduction kind) {
        Required.argument("gaussian_nll_loss_options", "kind", kind);
        return new GaussianNllLossOptions(full, eps, kind);
    }
}
