package lazuli.optimizers;

import static lazuli.core.Mx.*;

import java.util.Arrays;
import java.util.List;
import lazuli.core.ArgumentException;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.graph.Required;
import lazuli.core.graph.TraceScope;

/** Schedules, as MLX defines them, and the one-cycle policy. Their {@link Object#toString} says what they are; none begins with a negative rate. */
public final class Schedules {
    private Schedules() {}

    /** A schedule that says what it is. */
    private record Named(String text, Schedule schedule) implements Schedule {
        @Override
        public Array at(Array step) {
            Required.argument("schedule", "step", step);
            return TraceScope.result(() -> schedule.at(step));
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private static void requirePositive(String operation, int steps) {
        if (steps < 1) {
            throw new IllegalArgumentException("[%s] needs at least one step, not %d".formatted(operation, steps));
        }
    }

    private static void requireRate(String operation, String name, double rate) {
        Required.notNegative(operation, name, rate);
    }

    /**
     * {@code init * decayRate ^ step}.
     *
     * @throws ArgumentException if one of the two is negative or NaN
     */
    public static Schedule exponentialDecay(double init, double decayRate) {
        requireRate("exponential_decay", "init", init);
        requireRate("exponential_decay", "decayRate", decayRate);
        return new Named(
                "exponentialDecay(init=%s, decayRate=%s)".formatted(init, decayRate),
                step -> multiply(decayed(decayRate, step), init));
    }

    /**
     * {@code init * decayRate ^ (step / stepSize)}, the quotient rounded down.
     *
     * @throws ArgumentException if {@code init} or {@code decayRate} is negative or NaN
     * @throws IllegalArgumentException if {@code stepSize} is not positive
     */
    public static Schedule stepDecay(double init, double decayRate, int stepSize) {
        requirePositive("step_decay", stepSize);
        requireRate("step_decay", "init", init);
        requireRate("step_decay", "decayRate", decayRate);
        return new Named(
                "stepDecay(init=%s, decayRate=%s, stepSize=%s)".formatted(init, decayRate, stepSize),
                step -> multiply(decayed(decayRate, floorDivide(step, stepSize)), init));
    }

    /** {@code rate ^ steps}; by way of the logarithm, since a thousandth power of a rate rounded to float32 is 1e-5 off. */
    private static Array decayed(double rate, Array steps) {
        return rate > 0 ? exp(multiply(steps.astype(DType.FLOAT32), Math.log(rate))) : power(rate, steps);
    }

    /**
     * Half a cosine from {@code init} at step 0 to {@code end} at step {@code decaySteps}, where it stays.
     *
     * @throws ArgumentException if a rate is negative or NaN
     * @throws IllegalArgumentException if {@code decaySteps} is not positive
     */
    public static Schedule cosineDecay(double init, int decaySteps, double end) {
        requirePositive("cosine_decay", decaySteps);
        requireRate("cosine_decay", "init", init);
        requireRate("cosine_decay", "end", end);
        return new Named("cosineDecay(init=%s, decaySteps=%s, end=%s)".formatted(init, decaySteps, end), step -> {
            Array share = cos(multiply(minimum(step, decaySteps), Math.PI / decaySteps));
            return add(multiply(add(share, 1), 0.5 * (init - end)), end);
        });
    }

    /**
     * Half a cosine from {@code init} at step 0 to 0 at step {@code decaySteps}, where it stays.
     *
     * @throws ArgumentException if {@code init} is negative or NaN
     * @throws IllegalArgumentException if {@code decaySteps} is not positive
     */
    public static Schedule cosineDecay(double init, int decaySteps) {
        return cosineDecay(init, decaySteps, 0);
    }

    /**
     * A line from {@code init} at step 0 to {@code end} at step {@code steps}, where it stays.
     *
     * @param end may be negative, as in MLX
     * @param steps how many the line takes, at least one
     * @throws ArgumentException if {@code init} is negative, or either number is NaN
     * @throws IllegalArgumentException if {@code steps} is not positive
     */
    public static Schedule linearSchedule(double init, double end, int steps) {
        requirePositive("linear_schedule", steps);
        requireRate("linear_schedule", "init", init);
        if (Double.isNaN(end)) {
            throw new ArgumentException("linear_schedule", "end is NaN");
        }
        return new Named(
                "linearSchedule(init=%s, end=%s, steps=%s)".formatted(init, end, steps),
                step -> add(multiply(minimum(step, steps), (end - init) / steps), init));
    }

    /**
     * Schedules one after the other; each but the first counts steps from its boundary.
     *
     * @param boundaries the steps at which the second, third... schedule begins
     * @throws IllegalArgumentException if there is not one boundary less than schedules
     */
    public static Schedule joinSchedules(List<Schedule> schedules, int... boundaries) {
        Required.arguments("join_schedules", "schedules", schedules);
        Required.argument("join_schedules", "boundaries", boundaries);
        if (schedules.size() != boundaries.length + 1) {
            throw new IllegalArgumentException(
                    "[join_schedules] %d schedules with %d boundaries".formatted(schedules.size(), boundaries.length));
        }
        List<Schedule> parts = List.copyOf(schedules);
        int[] starts = boundaries.clone();
        return new Named("joinSchedules(%s, boundaries=%s)".formatted(parts, Arrays.toString(starts)), step -> {
            Array value = parts.getFirst().at(step);
            for (int i = 0; i < starts.length; i++) {
                Array next = parts.get(i + 1).at(subtract(step, starts[i]));
                value = where(less(step, starts[i]), value, next);
            }
            return value;
        });
    }

    /**
     * One cycle (Smith and Topin, 2018): a line from {@code init} at step 0 to {@code peak} at step {@code warmUpSteps}, then half a cosine to
     * {@code end} at step {@code steps}, where it stays. PyTorch's {@code OneCycleLR} warms up by half a cosine too unless told {@code
     * anneal_strategy="linear"}, which makes both phases lines, and reaches the peak at step {@code pct_start * total_steps - 1} and the end
     * at step {@code total_steps - 1}, one step earlier each.
     *
     * @param steps of both phases together: the value for this step is {@code end}
     * @param warmUpSteps of the line, at least one and fewer than {@code steps}
     * @throws ArgumentException if a rate is negative or NaN
     * @throws IllegalArgumentException if {@code warmUpSteps} is not between
     */
    public static Schedule oneCycle(double peak, int steps, int warmUpSteps, double init, double end) {
        if (warmUpSteps < 1 || warmUpSteps >= steps) {
            throw new IllegalArgumentException(
                    "[one_cycle] %d steps of warm-up do not fit %d steps".formatted(warmUpSteps, steps));
        }
        requireRate("one_cycle", "peak", peak);
        requireRate("one_cycle", "init", init);
        requireRate("one_cycle", "end", end);
        Schedule phases = joinSchedules(
                List.of(linearSchedule(init, peak, warmUpSteps), cosineDecay(peak, steps - warmUpSteps, end)),
                warmUpSteps);
        return new Named(
                "oneCycle(peak=%s, steps=%s, warmUpSteps=%s, init=%s, end=%s)"
                        .formatted(peak, steps, warmUpSteps, init, end),
                phases);
    }

    /**
     * One cycle that begins with a 25th of the peak, warms up for 3 tenths of the steps, and ends with a 250000th of the peak: the values that
     * PyTorch's {@code OneCycleLR} begins, peaks and ends with by default.
     */
    public static Schedule oneCycle(double peak, int steps) {
        return oneCycle(peak, steps, Math.max(1, (int) (0.3 * steps)), peak / 25, peak / 250_000);
    }
}
