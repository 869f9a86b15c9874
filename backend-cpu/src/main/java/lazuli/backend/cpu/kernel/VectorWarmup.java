package lazuli.backend.cpu.kernel;

import com.sun.management.ThreadMXBean;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.util.function.IntConsumer;
import lazuli.backend.cpu.warmup.BackgroundTrials;
import lazuli.backend.cpu.warmup.Trial;
import lazuli.backend.cpu.warmup.WarmupCount;
import org.jspecify.annotations.Nullable;

/**
 * Runs vector loops on scratch data in the background until the JIT has compiled them: before, each vector is an object on the heap
 * and a loop hundreds of times slower than afterwards.
 */
public final class VectorWarmup implements Trial {
    /**
     * In tenths of nanoseconds of the faster form; the first form takes five to ten times as long. A trial costs 100 ms of processor time and more: a
     * kernel that has taken less than some 10 ms is not worth it.
     */
    private static final long GOAL = 10_000_000;

    /** A few vectors and a rest, and vectors alone, so that the JIT sees all ways through the loop. */
    private static final int SHORT = 43;

    private static final int WHOLE = 64;

    /** A rest alone: its calls bring the loop to the JIT before the function in it, which, once compiled by itself, might stay apart. */
    private static final int REST = 3;

    private static final int RESTS_PER_CALL = 4;
    private static final int LONG = 1024;
    private static final int CALLS_BETWEEN_MEASUREMENTS = 200;

    /** Of the first attempt; each later one has twice as many. The JIT may have compiled parts of a loop apart, by chance and for good. */
    private static final int FIRST_ROUNDS = 16;

    private static final int RUNS_PER_MEASUREMENT = 3;

    /** Of the one thread that runs trials. */
    private static MemorySegment scratch = MemorySegment.NULL;

    /** Makes floats and doubles that are neither special nor denormal. */
    private static final byte SCRATCH_CONTENT = 0x3F;

    /** Two forms of one computation, to be run on scratch data; the challenger is to be compiled. */
    public interface VariantRace {
        /** How many blocks of memory they need. */
        int blocks();

        /** Takes the memory for a round's blocks, for up to {@code length} elements of 8 bytes in each. */
        void place(MemorySegment memory, int length);

        void runPresent(int n);

        void runChallenger(int n);

        /** Called once, when the challenger has won. */
        void change();
    }

    /** A kernel with another form. Its methods are called in the background. */
    public interface Candidate {
        /** The two forms, with a challenger that has never run. */
        VariantRace newRace();

        /** There is no time for it now: it may be requested again. */
        void postpone();

        /** The JIT has not made the challenger fast: it may be requested again after much more use. */
        void giveUp();
    }

    private final Candidate candidate;
    private @Nullable VariantRace race;
    private int attempt;
    private int round;

    private VectorWarmup(Candidate candidate) {
        this.candidate = candidate;
    }

    /** Counts what a kernel computes, in tenths of nanoseconds of its cost, until a trial is worth it. */
    public static WarmupCount newCount() {
        return new WarmupCount(GOAL);
    }

    /** Has a computation change to another form as soon as that is the faster one, if the process spends enough for the trials to be worth it. */
    public static void request(Candidate candidate) {
        BackgroundTrials.begin(new VectorWarmup(candidate));
    }

    @Override
    public Outcome round() {
        VariantRace current = race == null ? candidate.newRace() : race;
        race = current;
        if (isWon(current)) {
            current.change();
            return Outcome.DONE;
        }
        round++;
        if (round <= FIRST_ROUNDS << attempt) {
            return Outcome.CONTINUE;
        }
        race = null;
        attempt++;
        round = 0;
        return Outcome.RESTART;
    }

    @Override
    public void postpone() {
        candidate.postpone();
    }

    @Override
    public void giveUp() {
        candidate.giveUp();
    }

    /** A loop that still makes objects is not compiled as a whole, even if it is the faster one. */
    private static boolean isWon(VariantRace race) {
        race.place(filledScratch((long) race.blocks() * LONG * Long.BYTES), LONG);
        for (int i = 0; i < CALLS_BETWEEN_MEASUREMENTS; i++) {
            race.runChallenger(SHORT);
            race.runChallenger(WHOLE);
            for (int rest = 0; rest < RESTS_PER_CALL; rest++) {
                race.runChallenger(REST);
            }
        }
        long allocated = allocatedBytes();
        race.runChallenger(LONG);
        boolean whole = allocatedBytes() - allocated < LONG;
        return whole && nanos(race::runChallenger) < nanos(race::runPresent);
    }

    /** By this thread; always the same number if the JVM does not count. */
    private static long allocatedBytes() {
        return ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads
                ? threads.getCurrentThreadAllocatedBytes()
                : 0;
    }

    private static MemorySegment filledScratch(long bytes) {
        if (scratch.byteSize() < bytes) {
            scratch = Arena.ofAuto().allocate(bytes, 64);
        }
        return scratch.asSlice(0, bytes).fill(SCRATCH_CONTENT);
    }

    /** The shortest of a few runs. */
    private static long nanos(IntConsumer form) {
        long shortest = Long.MAX_VALUE;
        for (int i = 0; i < RUNS_PER_MEASUREMENT; i++) {
            long start = System.nanoTime();
            form.accept(LONG);
            shortest = Math.min(shortest, System.nanoTime() - start);
        }
        return shortest;
    }
}
