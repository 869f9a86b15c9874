package lazuli.examples.serve;

import static lazuli.core.Mx.array;
import static lazuli.core.Mx.compile;
import static lazuli.core.Mx.vmap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import lazuli.core.Array;
import lazuli.core.Fn1;
import lazuli.core.Shape;
import lazuli.core.State;

/**
 * Applies a function of one vector to the vectors of many threads: those that come within a moment make a batch, which a single thread
 * computes with the compiled {@code vmap} of the function. Batches are filled up to powers of two, so that only few sizes are compiled.
 */
final class Batcher implements AutoCloseable {
    private static final int LARGEST = 32;
    private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private final Fn1 function;
    private final int inputSize;
    private final BlockingQueue<Request> queue = new LinkedBlockingQueue<>();
    private final Thread worker = Thread.ofPlatform().daemon().name("batcher").unstarted(this::work);
    private final LongAdder requests = new LongAdder();
    private final LongAdder batches = new LongAdder();
    private volatile boolean isClosed;

    /** A vector and where its result goes. */
    @SuppressWarnings("ArrayRecordComponent") // two of these are never compared
    private record Request(float[] input, CompletableFuture<float[]> result) {}

    /**
     * For a function, from now on used by the batcher's thread alone.
     *
     * @param function of one vector (size), to one vector
     * @param state what the function reads besides
     */
    Batcher(Fn1 function, State state, int inputSize) {
        this.function = compile(vmap(function), state);
        this.inputSize = inputSize;
        worker.start();
    }

    /**
     * The function of a vector; waits for the batch.
     *
     * @throws java.util.concurrent.CompletionException if it cannot be computed
     * @throws java.util.concurrent.CancellationException if the batcher is closed
     */
    float[] apply(float[] input) {
        if (input.length != inputSize) {
            throw new IllegalArgumentException("needs %d numbers, not %d".formatted(inputSize, input.length));
        }
        CompletableFuture<float[]> result = new CompletableFuture<>();
        queue.add(new Request(input, result));
        if (isClosed) {
            result.cancel(false);
        }
        return result.join();
    }

    /** Vectors that were taken in. */
    long requests() {
        return requests.sum();
    }

    /** Batches that they made. */
    long batches() {
        return batches.sum();
    }

    /** Ends the thread; those who still wait are told so. */
    @Override
    public void close() {
        worker.interrupt();
    }

    private void work() {
        try {
            while (true) {
                List<Request> batch = next();
                requests.add(batch.size());
                batches.increment();
                answer(batch);
            }
        } catch (InterruptedException _) {
            isClosed = true;
            queue.forEach(request -> request.result().cancel(false));
        }
    }

    /** Whoever comes within a moment after the first. */
    private List<Request> next() throws InterruptedException {
        List<Request> batch = new ArrayList<>();
        batch.add(queue.take());
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (batch.size() < LARGEST) {
            Request more = queue.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (more == null) {
                break;
            }
            batch.add(more);
        }
        return batch;
    }

    private void answer(List<Request> batch) {
        try {
            int rows = sizeFor(batch.size());
            float[] inputs = new float[rows * inputSize];
            for (int i = 0; i < batch.size(); i++) {
                System.arraycopy(batch.get(i).input(), 0, inputs, i * inputSize, inputSize);
            }
            Array outputs = function.apply(array(inputs, Shape.of(rows, inputSize)));
            float[] values = outputs.toFloatArray();
            int outputSize = values.length / rows;
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).result().complete(Arrays.copyOfRange(values, i * outputSize, (i + 1) * outputSize));
            }
        } catch (RuntimeException | Error failure) {
            batch.forEach(request -> request.result().completeExceptionally(failure));
        }
    }

    /** The least power of two that is not less. */
    private static int sizeFor(int count) {
        return count == 1 ? 1 : Integer.highestOneBit(count - 1) << 1;
    }
}
