package lazuli.backend.cpu;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import lazuli.backend.cpu.kernel.VectorUse;
import lazuli.backend.cpu.warmup.BackgroundTrials;
import lazuli.backend.cpu.warmup.Trial;
import lazuli.backend.cpu.warmup.WarmupCount;
import lazuli.core.memory.OutOfMemoryException;
import org.jspecify.annotations.Nullable;

/**
 * Kernels in two forms that give the same bits: plain loops, which are quick from the first call, and vectors, which are hundreds of
 * times slower until the JIT has compiled them. When the loops have taken some time the vectors are tried in the background; once they are the
 * faster ones they take over. Safe for use by several threads.
 */
final class TieredKernel<K> implements KernelSource<K> {
    /** What the loops take before a trial, which costs ten times as much, is worth it. */
    private static final long GOAL_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    /** The JIT needs calls, and then time: the rest of a long round would only make garbage. */
    private static final int MOST_RUNS_PER_ROUND = 50;

    private static final long ROUND_NANOS = TimeUnit.MILLISECONDS.toNanos(8);

    private static final int MEASUREMENTS = 3;

    private final Supplier<K> first;
    private final @Nullable Supplier<K> vectors;
    private final Consumer<K> trial;
    private final WarmupCount warmup = new WarmupCount(GOAL_NANOS);
    private volatile boolean settled;
    private volatile @Nullable K current;

    private TieredKernel(Supplier<K> first, @Nullable Supplier<K> vectors, Consumer<K> trial) {
        this.first = first;
        this.vectors = vectors;
        this.trial = trial;
        this.settled = vectors == null;
    }

    /** Kernels that never change. */
    static <K> TieredKernel<K> fixed(Supplier<K> kernels) {
        return new TieredKernel<>(kernels, null, tried -> {});
    }

    /**
     * Loops until the vectors are warm, unless {@link VectorUse} says otherwise. Either are made when they are first needed: a program that never
     * multiplies need not load what does.
     *
     * @param trial uses kernels on scratch data in all the ways that they will be used
     */
    static <K> TieredKernel<K> of(Supplier<K> loops, Supplier<K> vectors, Consumer<K> trial) {
        return switch (VectorUse.CHOSEN) {
            case WHEN_WARM -> new TieredKernel<>(loops, vectors, trial);
            case AT_ONCE -> fixed(vectors);
            case NEVER -> fixed(loops);
        };
    }

    @Override
    public void use(Consumer<? super K> work) {
        if (settled) {
            work.accept(kernels());
        } else {
            long start = System.nanoTime();
            work.accept(kernels());
            if (warmup.reaches(System.nanoTime() - start) && vectors != null) {
                BackgroundTrials.begin(new VectorTrial(vectors));
            }
        }
    }

    private K kernels() {
        K kernels = current;
        return kernels == null ? makeFirst() : kernels;
    }

    private synchronized K makeFirst() {
        K kernels = current;
        if (kernels == null) {
            kernels = first.get();
            current = kernels;
        }
        return kernels;
    }

    /** Warms the loops too: cold vectors may win against cold loops. */
    private final class VectorTrial implements Trial {
        private final Supplier<K> maker;
        private @Nullable K made;

        VectorTrial(Supplier<K> maker) {
            this.maker = maker;
        }

        @Override
        public Outcome round() {
            try {
                return round(warming());
            } catch (OutOfMemoryException full) {
                postpone();
                return Outcome.DONE;
            }
        }

        private K warming() {
            if (made == null) {
                made = maker.get();
            }
            return made;
        }

        private Outcome round(K warming) {
            K loops = kernels();
            long start = System.nanoTime();
            for (int i = 0; i < MOST_RUNS_PER_ROUND && System.nanoTime() - start < ROUND_NANOS; i++) {
                trial.accept(warming);
                trial.accept(loops);
            }
            if (shortest(warming) < shortest(loops)) {
                current = warming;
                settled = true;
                return Outcome.DONE;
            }
            return Outcome.CONTINUE;
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

    private long shortest(K kernels) {
        long shortest = Long.MAX_VALUE;
        for (int i = 0; i < MEASUREMENTS; i++) {
            long start = System.nanoTime();
            trial.accept(kernels);
            shortest = Math.min(shortest, System.nanoTime() - start);
        }
        return shortest;
    }
}
