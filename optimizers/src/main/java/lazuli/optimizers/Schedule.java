package lazuli.optimizers;

import lazuli.core.Array;

/** How a number, such as a learning rate, goes with an optimizer's steps; see {@link Schedules}. */
@FunctionalInterface
public interface Schedule {
    /**
     * The value for a step.
     *
     * @param step how many steps have been taken, uint64; any shape
     * @return the value for each element of {@code step}
     */
    Array at(Array step);
}
