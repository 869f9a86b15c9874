package lazuli.examples.cifar;

import lazuli.optimizers.AdamW;
import lazuli.optimizers.Optimizer;
import lazuli.optimizers.SGD;
import lazuli.optimizers.Schedules;

/** How the learning rate goes, and with which optimizer; the name on the command line is {@link #toString}. */
public enum CifarScheduler {
    /** AdamW at a constant rate. */
    NONE("none"),

    /** SGD whose rate warms up, then falls along a cosine. */
    ONECYCLE("onecycle");

    private static final double PEAK_RATE = 0.1;

    private final String title;

    CifarScheduler(String title) {
        this.title = title;
    }

    /**
     * The optimizer for a training of so many steps.
     *
     * @param rate of AdamW
     */
    Optimizer optimizer(double rate, int steps) {
        return switch (this) {
            case NONE -> new AdamW(rate);
            case ONECYCLE ->
                new SGD(Schedules.oneCycle(PEAK_RATE, steps))
                        .momentum(0.9)
                        .nesterov(true)
                        .weightDecay(5e-4);
        };
    }

    @Override
    public String toString() {
        return title;
    }
}
