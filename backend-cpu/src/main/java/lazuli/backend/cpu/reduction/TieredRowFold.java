package lazuli.backend.cpu.reduction;

import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import lazuli.backend.cpu.kernel.Kernel;
import lazuli.backend.cpu.kernel.VectorUse;
import lazuli.backend.cpu.kernel.VectorWarmup;
import lazuli.backend.cpu.loop.Element;
import lazuli.backend.cpu.loop.Lane;
import lazuli.backend.cpu.loop.RowFold;
import lazuli.backend.cpu.loop.WideRowFold;
import lazuli.backend.cpu.vector.VectorRowFold;
import lazuli.backend.cpu.warmup.WarmupCount;
import lazuli.core.primitive.reduction.Reduction;
import org.jspecify.annotations.Nullable;

/**
 * A reduction's fold on one lane: by the function's kernel at first, in vectors once the JIT has compiled them. Both give the same bits. Safe for
 * use by several threads.
 */
final class TieredRowFold implements RowFold {
    /** Of places: four vectors of the widest kind. */
    private static final int PLACE_BYTES = 256;

    /** Where vectors are not held, the more the better: each call of the kernel has so many elements. */
    private static final int MANY_PLACES = 512;

    /** Of a chunk: short enough for the first cache and for exact sums, long enough for what is done once for each. */
    private static final int CHUNK_BYTES = 1 << 13;

    /** What a row costs beside its elements, in those. */
    private static final int ROW_COST = 32;

    /** Of rows in trials; a few whole steps. */
    private static final int LONGEST_RACE = 256;

    private static final ConcurrentHashMap<Key, TieredRowFold> MADE = new ConcurrentHashMap<>();

    private record Key(Reduction reduction, Lane lane) {}

    private final Reduction reduction;
    private final Lane lane;
    private final Kernel combine;
    private final LoopRowFold loops;

    private final Tier chunks;
    private final Tier anyRows;

    /** For rows of so many places or more that fill them evenly or not, and for shorter ones by their length: each has a loop of its own. */
    private final Tier evenSteps;

    private final Tier unevenSteps;
    private final Tier[] powersOfTwo;
    private final Tier[] others;

    private TieredRowFold(Reduction reduction, Lane lane, Kernel combine) {
        this.reduction = reduction;
        this.lane = lane;
        this.combine = combine;
        this.loops = new LoopRowFold(combine, lane.size(), places());
        this.chunks = new Tier(RowFoldRace.Work.PLACES);
        this.anyRows = new Tier(RowFoldRace.Work.ANY_ROWS);
        this.evenSteps = new Tier(RowFoldRace.Work.READABLE_ROWS);
        this.unevenSteps = new Tier(RowFoldRace.Work.READABLE_ROWS);
        this.powersOfTwo = tiers();
        this.others = tiers();
    }

    private Tier[] tiers() {
        return Stream.generate(() -> new Tier(RowFoldRace.Work.READABLE_ROWS))
                .limit(Integer.SIZE)
                .toArray(Tier[]::new);
    }

    /** The fold with the function's kernel. */
    static TieredRowFold of(Reduction reduction, Lane lane, Kernel combine) {
        return MADE.computeIfAbsent(new Key(reduction, lane), key -> new TieredRowFold(reduction, lane, combine));
    }

    private boolean hasManyPlaces() {
        return switch (lane) {
            case BOOL, COMPLEX -> true;
            case INT, UNSIGNED_INT, LONG, UNSIGNED_LONG, FLOAT, DOUBLE -> false;
        };
    }

    /** How many places there are. */
    int places() {
        return hasManyPlaces() ? MANY_PLACES : PLACE_BYTES / lane.size();
    }

    /** The longest row to be folded at once; of longer ones the places of chunks are combined in pairs. */
    int chunk() {
        return CHUNK_BYTES / Math.max(Integer.BYTES, lane.size());
    }

    @Override
    public void places(long x, int length, long to) {
        chunks.fold(1, length).places(x, length, to);
    }

    @Override
    public void rows(long x, long rowBytes, long rows, int length, long to, long places) {
        if (tier(length).fold(rows, length) instanceof WideRowFold wide) {
            long readable = wide.readableRows(rowBytes, rows, length);
            if (readable > 0) {
                wide.readableRows(x, rowBytes, readable, length, to, places);
            }
            long left = rows - readable;
            if (left > 0) {
                anyRows.fold(left, length)
                        .rows(x + readable * rowBytes, rowBytes, left, length, to + readable * lane.size(), places);
            }
        } else {
            loops.rows(x, rowBytes, rows, length, to, places);
        }
    }

    private Tier tier(int length) {
        if (length >= places()) {
            return length % places() == 0 ? evenSteps : unevenSteps;
        }
        return (Integer.bitCount(length) == 1 ? powersOfTwo : others)[Integer.numberOfLeadingZeros(length)];
    }

    /** The form that calls the function's kernel. */
    RowFold loops() {
        return loops;
    }

    /** A vector form that has never run. */
    WideRowFold newVectors() {
        if (combine.vectorElement() instanceof Element.Function function) {
            return VectorRowFold.of(lane, function, neutral(), combine.scalarLoop(), places());
        }
        throw new IllegalStateException(combine + " of " + lane + " has no vector form");
    }

    /** The bits of the element that changes none. */
    private long neutral() {
        return switch (lane) {
            case INT -> integer(Integer.MIN_VALUE, Integer.MAX_VALUE);
            case LONG -> integer(Long.MIN_VALUE, Long.MAX_VALUE);
            case BOOL, UNSIGNED_INT, UNSIGNED_LONG -> integer(0, -1);
            case FLOAT -> Float.floatToRawIntBits((float) real());
            case DOUBLE, COMPLEX -> Double.doubleToRawLongBits(real());
        };
    }

    private long integer(long smallest, long largest) {
        return switch (reduction) {
            case SUM, ANY -> 0;
            case PRODUCT, ALL -> 1;
            case MAXIMUM -> smallest;
            case MINIMUM -> largest;
        };
    }

    /** -0 is what 0 and -0 are not changed by. */
    private double real() {
        return switch (reduction) {
            case SUM, ANY -> -0.0;
            case PRODUCT, ALL -> 1;
            case MAXIMUM -> Double.NEGATIVE_INFINITY;
            case MINIMUM -> Double.POSITIVE_INFINITY;
        };
    }

    /** Which form does one kind of work; the JIT compiles what is used. */
    private final class Tier implements VectorWarmup.Candidate {
        private final RowFoldRace.Work work;
        private final WarmupCount warmup = VectorWarmup.newCount();

        // Read and written without synchronization: a thread that sees an old value takes the slower way once more.
        private @Nullable RowFold settled = first();
        private int length;

        Tier(RowFoldRace.Work work) {
            this.work = work;
        }

        private @Nullable RowFold first() {
            return hasManyPlaces() || VectorUse.CHOSEN == VectorUse.NEVER ? loops : null;
        }

        /** The form for so many rows of {@code rowLength}. */
        RowFold fold(long rows, int rowLength) {
            RowFold fold = settled;
            if (fold != null) {
                return fold;
            }
            if (VectorUse.CHOSEN == VectorUse.AT_ONCE) {
                fold = newVectors();
                settled = fold;
                return fold;
            }
            length = rowLength;
            if (warmup.reaches(rows * (rowLength + ROW_COST))) {
                VectorWarmup.request(this);
            }
            return loops;
        }

        @Override
        public VectorWarmup.VariantRace newRace() {
            WideRowFold vectors = newVectors();
            int present = length;
            int raced = present <= LONGEST_RACE ? present : LONGEST_RACE + present % places();
            return new RowFoldRace(work, loops, vectors, raced, lane.size(), () -> settled = vectors);
        }

        @Override
        public void postpone() {
            warmup.postpone();
        }

        @Override
        public void giveUp() {
            warmup.giveUp();
        }
    }
}
