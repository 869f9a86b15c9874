package lazuli.backend.cpu.warmup;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import lazuli.core.thread.Timer;

/**
 * Runs trials on one daemon thread, a round at a time, within a {@link WarmupBudget}. The thread ends when there is nothing to try. Safe for use by
 * several threads.
 */
public final class BackgroundTrials {
    private static final Logger LOG = System.getLogger("lazuli.backend.cpu");

    private static final Timer TIMER = new Timer("lazuli-kernel-warmup");

    /** The scalar loops that a program begins with are compiled first: trials take a core, and the JIT, from it. */
    private static final long DELAY_MILLISECONDS = 100;

    /** Each has rounds while the JIT compiles for the others. A kernel that finds no place asks again when it was used more. */
    private static final int MOST_AT_ONCE = 8;

    /** The JIT works in the background: to run on meanwhile would only make garbage. Each pause is longer than the last. */
    private static final long LONGEST_PAUSE_MILLISECONDS = 100;

    /** Between looks at an exhausted budget, and how many looks a trial waits. */
    private static final long WAIT_MILLISECONDS = 50;

    private static final int MOST_WAITS = 100;

    /** Processor time of one trial: what is not compiled by then has met with a limit of the JIT. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private static final AtomicInteger RUNNING = new AtomicInteger();

    private static final WarmupBudget BUDGET = new WarmupBudget(ProcessorTime::ofProcess);

    private final Trial trial;
    private int pauses;
    private int waits;
    private long spent;

    private BackgroundTrials(Trial trial) {
        this.trial = trial;
    }

    /** Runs a trial soon, or postpones it. Returns at once. */
    public static void begin(Trial trial) {
        TIMER.schedule(DELAY_MILLISECONDS, new BackgroundTrials(trial)::admit, trial::postpone);
    }

    private void admit() {
        if (RUNNING.get() < MOST_AT_ONCE && BUDGET.allows()) {
            RUNNING.incrementAndGet();
            advance();
        } else {
            trial.postpone();
        }
    }

    private void advance() {
        if (BUDGET.allows()) {
            waits = 0;
            runRound();
        } else if (waits++ < MOST_WAITS) {
            later(WAIT_MILLISECONDS);
        } else {
            leave();
            trial.postpone();
        }
    }

    private void runRound() {
        try {
            follow(measuredRound());
        } catch (RuntimeException | Error failure) {
            // Nobody waits for a trial; the first form goes on.
            LOG.log(Level.WARNING, "a trial of a kernel's faster form has failed", failure);
            leave();
            trial.giveUp();
        }
    }

    private void follow(Trial.Outcome outcome) {
        switch (outcome) {
            case DONE -> leave();
            case RESTART -> {
                pauses = 0;
                goOn();
            }
            case CONTINUE -> goOn();
        }
    }

    private Trial.Outcome measuredRound() {
        long start = ProcessorTime.ofThread();
        try {
            return trial.round();
        } finally {
            long time = ProcessorTime.ofThread() - start;
            spent += time;
            BUDGET.charge(time);
        }
    }

    private void goOn() {
        if (spent < PATIENCE_NANOS) {
            later(Math.min(1L << Math.min(pauses++, Integer.SIZE), LONGEST_PAUSE_MILLISECONDS));
        } else {
            leave();
            trial.giveUp();
        }
    }

    private void later(long milliseconds) {
        TIMER.schedule(milliseconds, this::advance, () -> {
            leave();
            trial.postpone();
        });
    }

    /** Ends the thread: all trials are postponed. The next one starts it again. */
    public static void end() {
        TIMER.end();
    }

    private static void leave() {
        RUNNING.decrementAndGet();
    }
}
