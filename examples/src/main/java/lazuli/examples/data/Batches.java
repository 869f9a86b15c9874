package lazuli.examples.data;

import static java.util.Objects.requireNonNull;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/**
 * The batches of one epoch in their order, made on other threads while the caller works on the ones before.
 *
 * <p>For one thread at a time. The worker threads are daemons and end with the last batch, or with {@link #close()} for
 * those who stop early.
 */
public final class Batches implements Iterator<Batch>, AutoCloseable {
    private static final int AHEAD = 4;
    private static final int THREADS = Math.clamp(Runtime.getRuntime().availableProcessors() - 1, 1, 2);

    private final int count;
    private final IntFunction<Batch> maker;
    private final ExecutorService workers;
    private final Queue<Future<Batch>> ahead = new ArrayDeque<>();
    private int ordered;

    /**
     * Begins an epoch.
     *
     * @param epoch decides the order and the augmentation together with the seed of the options
     * @throws IllegalArgumentException if the normalization is for another number of channels
     */
    public static Batches of(LabeledImages images, Normalization normalization, BatchOptions options, int epoch) {
        var maker = new BatchMaker(images, normalization, options, epoch);
        return new Batches(maker.count(), maker, THREADS);
    }

    Batches(int count, IntFunction<Batch> maker, int threads) {
        this.count = count;
        this.maker = maker;
        this.workers = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().daemon().name("batches-", 0).factory());
        for (int i = 0; i < AHEAD; i++) {
            orderOne();
        }
    }

    /** How many batches the whole epoch has. */
    public int count() {
        return count;
    }

    @Override
    public boolean hasNext() {
        return !ahead.isEmpty();
    }

    /**
     * The next batch; waits for it if it is not ready.
     *
     * @throws NoSuchElementException after the last batch or after {@link #close()}
     * @throws IllegalStateException if the thread is interrupted while it waits
     */
    @Override
    public Batch next() {
        var batch = ahead.remove();
        orderOne();
        try {
            return batch.get();
        } catch (ExecutionException failure) {
            close();
            throw asThrown(requireNonNull(failure.getCause()));
        } catch (InterruptedException _) {
            close();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a batch");
        }
    }

    /** Stops the worker threads and forgets the batches that were made ahead. */
    @Override
    public void close() {
        workers.shutdownNow();
        ahead.clear();
    }

    private void orderOne() {
        if (ordered < count) {
            int number = ordered++;
            ahead.add(workers.submit(() -> maker.apply(number)));
        } else {
            workers.shutdown();
        }
    }

    private static RuntimeException asThrown(Throwable cause) {
        return switch (cause) {
            case RuntimeException exception -> exception;
            case Error error -> throw error;
            default -> new IllegalStateException(cause);
        };
    }
}
