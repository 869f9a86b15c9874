package lazuli.backend.cpu;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import lazuli.backend.cpu.kernel.VectorUse;
import lazuli.core.memory.OutOfMemoryException;
import org.jspecify.annotations.Nullable;

/**
 * Kernels in two forms that give the same bits: plain loops, which are quick from the first call, and vectors, which are hundreds of
 * times slower until the JIT has compiled them. The first use has the vectors tried in the background; once they are the faster
 * ones they take over. Safe for use by several threads.
 */
final class Tiered<K> implements Supplier<K> {
    private static final ThreadPoolExecutor BACKGROUND =
            new ThreadPoolExecutor(1, 1, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), Tiered::thread);

    static {
        BACKGROUND.allowCoreThreadTimeOut(true);
    }

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);
    private static final int RUNS_BETWEEN_MEASUREMENTS = 50;
    private static final int MEASUREMENTS = 3;

    /** How often kernels are tried anew if memory for the scratch data was not to be had. */
    private static final int ATTEMPTS = 3;

    private final AtomicBoolean requested = new AtomicBoolean();
    private final AtomicInteger attempts = new AtomicInteger(ATTEMPTS);
    private final Supplier<K> first;
    private final @Nullable Supplier<K> vectors;
    private final Consumer<K> trial;
    private volatile @Nullable K current;

    private Tiered(Supplier<K> first, @Nullable Supplier<K> vectors, Consumer<K> trial) {
        this.first = first;
        this.vectors = vectors;
        this.trial = trial;
    }

    /** Kernels that never change. */
    static <K> Tiered<K> fixed(Supplier<K> kernels) {
        return new Tiered<>(kernels, null, tried -> {});
    }

    /**
     * Loops until the vectors are warm, unless {@link VectorUse} says otherwise. Either are made when they are first needed: a program that never
     * multiplies need not load what does.
     *
     * @param trial uses kernels on scratch data in all the ways that they will be used
     */
    static <K> Tiered<K> of(Supplier<K> loops, Supplier<K> vectors, Consumer<K> trial) {
        return switch (VectorUse.CHOSEN) {
            case WHEN_WARM -> new Tiered<>(loops, vectors, trial);
            case AT_ONCE -> fixed(vectors);
            case NEVER -> fixed(loops);
        };
    }

    @Override
    public K get() {
        if (vectors != null && !requested.get() && requested.compareAndSet(false, true)) {
            Supplier<K> made = vectors;
            BACKGROUND.execute(() -> tryToWarm(made.get()));
        }
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

    private void tryToWarm(K warming) {
        try {
            warm(warming);
        } catch (OutOfMemoryException full) {
            requested.set(attempts.decrementAndGet() <= 0);
        }
    }

    /** Warms the loops too: cold vectors, too, may win against cold loops. */
    private void warm(K warming) {
        K loops = makeFirst();
        long start = System.nanoTime();
        while (System.nanoTime() - start < PATIENCE_NANOS) {
            for (int i = 0; i < RUNS_BETWEEN_MEASUREMENTS; i++) {
                trial.accept(warming);
                trial.accept(loops);
            }
            if (shortest(warming) < shortest(loops)) {
                current = warming;
                return;
            }
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

    private static Thread thread(Runnable work) {
        return Thread.ofPlatform().name("lazuli-kernel-warmup").daemon().unstarted(work);
    }
}
