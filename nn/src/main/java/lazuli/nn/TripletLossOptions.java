package lazuli.nn;

import lazuli.core.graph.Required;

/**
 * How {@link Losses#tripletLoss(lazuli.core.Array, lazuli.core.Array, lazuli.core.Array, TripletLossOptions)} measures distances.
 *
 * @param axis the vectors; -1, the last, by default
 * @param p the norm's power; 2 by default
 * @param margin by how much a negative is to be farther than a positive; 1 by default
 * @param eps what is added to a sum of powers before its root; 1e-6 by default
 * @param reduction of the triplets' losses; {@link Reduction#NONE} by default
 */
public record TripletLossOptions(int axis, double p, double margin, double eps, Reduction reduction) {
    /** Each triplet's loss along the last axis, p 2, margin 1, eps 1e-6. */
    public static final TripletLossOptions DEFAULTS = new TripletLossOptions(-1, 2, 1, 1e-6, Reduction.NONE);

    /** Checks that nothing is null. */
    public TripletLossOptions {
        Required.argument("triplet_loss_options", "reduction", reduction);
    }

    /** With the vectors along this axis. */
    public TripletLossOptions axis(int vectors) {
        return new TripletLossOptions(vectors, p, margin, eps, reduction);
    }

    /** With the norm of this power. */
    public TripletLossOptions p(double power) {
        return new TripletLossOptions(axis, power, margin, eps, reduction);
    }

    /** With this margin. */
    public TripletLossOptions margin(double distance) {
        return new TripletLossOptions(axis, p, distance, eps, reduction);
    }

    /** With this added before the root. */
    public TripletLossOptions eps(double added) {
        return new TripletLossOptions(axis, p, margin, added, reduction);
    }

    /** With this reduction. */
    public TripletLossOptions reduction(Reduction kind) {
        Required.argument("triplet_loss_options", "kind", kind);
        return new TripletLossOptions(axis, p, margin, eps, kind);
    }
}
