package lazuli.backend.cpu.scan;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.ConcurrentHashMap;
import lazuli.backend.cpu.kernel.Kernel;
import lazuli.backend.cpu.kernel.VectorUse;
import lazuli.backend.cpu.kernel.VectorWarmup;
import lazuli.backend.cpu.loop.Element;
import lazuli.backend.cpu.loop.Lane;
import lazuli.backend.cpu.loop.LineScan;
import lazuli.backend.cpu.vector.VectorLineScan;
import lazuli.backend.cpu.warmup.WarmupCount;
import lazuli.core.primitive.reduction.Accumulation;

/**
 * An accumulation along lines of one lane: by loops at first, in vectors once the JIT has compiled them. Both give the same bits. Safe for use by
 * several threads.
 */
final class TieredLineScan implements LineScan, VectorWarmup.Candidate {
    /** What an element costs, in tenths of nanoseconds. */
    private static final int COST = 3;

    private static final ConcurrentHashMap<Key, TieredLineScan> MADE = new ConcurrentHashMap<>();

    private record Key(Accumulation accumulation, Lane lane, long neutral) {}

    private final Lane lane;
    private final Kernel combine;
    private final long neutral;
    private final LineScan loops;
    private final WarmupCount warmup = VectorWarmup.newCount();

    // Read and written without synchronization: a thread that sees an old value takes the slower way once more.
    private LineScan current;
    private boolean watched;

    private TieredLineScan(Accumulation accumulation, Lane lane, Kernel combine, long neutral) {
        this.lane = lane;
        this.combine = combine;
        this.neutral = neutral;
        this.loops = rounds(accumulation, lane)
                ? LoopLineScan.of(accumulation, lane == Lane.DOUBLE)
                : new OrderedLineScan(combine, lane.size());
        this.current = VectorUse.CHOSEN == VectorUse.AT_ONCE ? newVectors() : loops;
        this.watched = VectorUse.CHOSEN == VectorUse.WHEN_WARM;
    }

    /**
     * The scan with the function's kernel.
     *
     * @param neutral the bits of the element that changes none
     */
    static TieredLineScan of(Accumulation accumulation, Lane lane, Kernel combine, long neutral) {
        return MADE.computeIfAbsent(
                new Key(accumulation, lane, neutral), key -> new TieredLineScan(accumulation, lane, combine, neutral));
    }

    /** Whether there is a vector form. */
    static boolean exists(Accumulation accumulation, Lane lane) {
        return switch (lane) {
            case INT, UNSIGNED_INT, LONG, UNSIGNED_LONG, FLOAT, DOUBLE ->
                switch (accumulation) {
                    case SUM, MAXIMUM, MINIMUM -> true;
                    // Not every processor multiplies longs in vectors.
                    case PRODUCT -> lane == Lane.FLOAT || lane == Lane.DOUBLE;
                    case LOG_SUM_EXP -> false;
                };
            case BOOL, COMPLEX -> false;
        };
    }

    private static boolean rounds(Accumulation accumulation, Lane lane) {
        return switch (accumulation) {
            case SUM, PRODUCT -> lane == Lane.FLOAT || lane == Lane.DOUBLE;
            case MAXIMUM, MINIMUM, LOG_SUM_EXP -> false;
        };
    }

    /** The form without vectors. */
    LineScan loops() {
        return loops;
    }

    /** A vector form that has never run. */
    LineScan newVectors() {
        if (combine.vectorElement() instanceof Element.Function function) {
            return VectorLineScan.of(lane, function, neutral);
        }
        throw new IllegalStateException(combine + " of " + lane + " has no vector form");
    }

    @Override
    public void lines(long x, long to, long count, int length, long start, long scratch) {
        current.lines(x, to, count, length, start, scratch);
        if (watched && warmup.reaches(count * length * COST)) {
            VectorWarmup.request(this);
        }
    }

    @Override
    public VectorWarmup.VariantRace newRace() {
        return new Race(newVectors());
    }

    @Override
    public void postpone() {
        warmup.postpone();
    }

    @Override
    public void giveUp() {
        warmup.giveUp();
    }

    private final class Race implements VectorWarmup.VariantRace {
        private final LineScan vectors;
        private long x;
        private long to;
        private long scratch;

        Race(LineScan vectors) {
            this.vectors = vectors;
        }

        @Override
        public int blocks() {
            return 3;
        }

        @Override
        public void place(MemorySegment memory, int length) {
            x = memory.address();
            to = x + (long) length * Long.BYTES;
            scratch = to + (long) length * Long.BYTES;
        }

        @Override
        public void runPresent(int n) {
            loops.lines(x, to, 1, n, scratch + SCRATCH_BYTES, scratch);
        }

        @Override
        public void runChallenger(int n) {
            vectors.lines(x, to, 1, n, scratch + SCRATCH_BYTES, scratch);
        }

        @Override
        public void change() {
            current = vectors;
            watched = false;
        }
    }
}
