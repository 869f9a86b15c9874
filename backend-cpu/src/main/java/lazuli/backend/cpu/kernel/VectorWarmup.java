package lazuli.backend.cpu.kernel;

import com.sun.management.ThreadMXBean;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs vector loops on scratch data in the background until the JIT has compiled them: before, each vector is an object on the heap
 * and a loop hundreds of times slower than afterwards.
 */
public final class VectorWarmup {
    private static final ScheduledThreadPoolExecutor THREAD = new ScheduledThreadPoolExecutor(1, VectorWarmup::thread);

    static {
        THREAD.setKeepAliveTime(5, TimeUnit.SECONDS);
        THREAD.allowCoreThreadTimeOut(true);
    }

    /**
     * The scalar loops that a program begins with are compiled first: trials take a core, and the JIT, from it. They begin when nothing new was
     * asked for in this time, at the latest after {@link #LONGEST_DELAY_NANOS}.
     */
    private static final long DELAY_MILLISECONDS = 100;

    private static final long DELAY_NANOS = TimeUnit.MILLISECONDS.toNanos(DELAY_MILLISECONDS);
    private static final long LONGEST_DELAY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

    /** A few vectors and a rest, and vectors alone, so that the JIT sees all ways through the loop. */
    private static final int SHORT = 43;

    private static final int WHOLE = 64;

    /** A rest alone: its calls bring the loop to the JIT before the function in it, which, once compiled by itself, might stay apart. */
    private static final int REST = 3;

    private static final int RESTS_PER_CALL = 4;
    private static final int LONG = 1024;
    private static final int CALLS_BETWEEN_MEASUREMENTS = 200;

    /** Of the first attempt; each later one has twice as many. */
    private static final int FIRST_ROUNDS = 16;

    private static final int RUNS_PER_MEASUREMENT = 3;

    /** The JIT works in the background: to run on meanwhile would only make garbage. Each pause is longer than the last. */
    private static final long LONGEST_PAUSE_MILLISECONDS = 100;

    /** Of the one thread. */
    private static MemorySegment scratch = MemorySegment.NULL;

    /** Makes floats and doubles that are neither special nor denormal. */
    private static final byte SCRATCH_CONTENT = 0x3F;

    /** Two forms of one computation, to be run on scratch data; the challenger is to be compiled. */
    public interface Contest {
        /** How many blocks of memory they need. */
        int blocks();

        /** Takes the memory for a round's blocks, for up to {@code length} elements of 8 bytes in each. */
        void place(MemorySegment memory, int length);

        void runPresent(int n);

        void runChallenger(int n);

        /** Called once, when the challenger has won. */
        void change();
    }

    private static volatile long lastRequest;

    private VectorWarmup() {}

    private static Thread thread(Runnable work) {
        return Thread.ofPlatform().name("lazuli-vector-warmup").daemon().unstarted(work);
    }

    /**
     * Has a computation change to another form as soon as that is the faster one. If it never is, nothing happens.
     *
     * @param maker called in the background, more than once perhaps; null if there turns out to be no other form
     */
    public static void request(Supplier<@Nullable Contest> maker) {
        long start = System.nanoTime();
        lastRequest = start;
        beginLater(maker, start);
    }

    private static void beginLater(Supplier<@Nullable Contest> maker, long start) {
        var _ = THREAD.schedule(() -> beginWhenQuiet(maker, start), DELAY_MILLISECONDS, TimeUnit.MILLISECONDS);
    }

    private static void beginWhenQuiet(Supplier<@Nullable Contest> maker, long start) {
        long now = System.nanoTime();
        if (now - lastRequest < DELAY_NANOS && now - start < LONGEST_DELAY_NANOS) {
            beginLater(maker, start);
        } else {
            begin(maker, start, 0);
        }
    }

    /** The JIT may have compiled parts of a loop apart, by chance and for good: then another loop has a chance of its own. */
    private static void begin(Supplier<@Nullable Contest> maker, long start, int attempt) {
        Contest contest = maker.get();
        if (contest != null) {
            warm(new Trial(maker, contest, start, attempt), 0);
        }
    }

    private record Trial(Supplier<@Nullable Contest> maker, Contest contest, long start, int attempt) {}

    /** One round, and after a pause another one: others have theirs meanwhile. */
    private static void warm(Trial trial, int round) {
        if (isWon(trial.contest())) {
            trial.contest().change();
        } else if (System.nanoTime() - trial.start() < PATIENCE_NANOS) {
            Runnable next = round < FIRST_ROUNDS << trial.attempt()
                    ? () -> warm(trial, round + 1)
                    : () -> begin(trial.maker(), trial.start(), trial.attempt() + 1);
            long pause = Math.min(1L << Math.min(round, Integer.SIZE), LONGEST_PAUSE_MILLISECONDS);
            var _ = THREAD.schedule(next, pause, TimeUnit.MILLISECONDS);
        }
    }

    /** A loop that still makes objects is not compiled as a whole, even if it is the faster one. */
    private static boolean isWon(Contest contest) {
        contest.place(filledScratch((long) contest.blocks() * LONG * Long.BYTES), LONG);
        for (int i = 0; i < CALLS_BETWEEN_MEASUREMENTS; i++) {
            contest.runChallenger(SHORT);
            contest.runChallenger(WHOLE);
            for (int rest = 0; rest < RESTS_PER_CALL; rest++) {
                contest.runChallenger(REST);
            }
        }
        long allocated = allocatedBytes();
        contest.runChallenger(LONG);
        boolean whole = allocatedBytes() - allocated < LONG;
        return whole && nanos(contest::runChallenger) < nanos(contest::runPresent);
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
