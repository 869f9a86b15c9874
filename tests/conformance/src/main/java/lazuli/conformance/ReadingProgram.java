package lazuli.conformance;

import static lazuli.core.Mx.*;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Fn1;
import lazuli.core.Mx;

/**
 * A random smooth function from three numbers to three, which looks at some of its values on the way. The same seed makes the same function
 * whether it looks or not.
 */
final class ReadingProgram implements Fn1 {
    static final int LENGTH = 3;

    private static final int OPERATIONS = 9;

    /** Ways to look at a value. */
    enum Read {
        ITEM(value -> max(value).itemDouble()),
        ITEM_OF_ELEMENT(value -> value.at(0).itemFloat()),
        EVAL(Array::eval),
        EVAL_TOGETHER(value -> eval(value, value.add(1))),
        ASYNC_EVAL(value -> asyncEval(value)),
        TO_STRING(value -> assertFalse(value.toString().isEmpty())),
        TO_DOUBLE_ARRAY(Array::toDoubleArray),
        AS_MEMORY_SEGMENT(Array::asMemorySegment),
        TO_MEMORY_SEGMENT(Array::toMemorySegment),
        SAVE(ReadingProgram::save),
        ON_ANOTHER_THREAD(value -> CompletableFuture.runAsync(value::eval).join()),
        COMPUTED_ON_ANOTHER_THREAD(value ->
                CompletableFuture.runAsync(() -> value.multiply(2).eval()).join()),
        UNDER_ANOTHER_TRANSFORM(
                value -> grad((Array w) -> sum(w.multiply(value))).apply(value).eval());

        private final Consumer<Array> action;

        Read(Consumer<Array> action) {
            this.action = action;
        }

        void of(Array value) {
            action.accept(value);
        }
    }

    private static void save(Array value) {
        try {
            Path file = Files.createTempFile("reading", ".npy");
            Mx.save(file, value);
            Files.delete(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private final long seed;
    private final int reads;
    private final Array captured = arange(LENGTH).astype(DType.FLOAT64).add(0.5);

    /** A function that looks {@code reads} times at its values. */
    ReadingProgram(long seed, int reads) {
        this.seed = seed;
        this.reads = reads;
    }

    @Override
    public Array apply(Array x) {
        Random operations = new Random(seed);
        Random looks = new Random(seed + 1);
        int[] readsAfter = new int[OPERATIONS + 1];
        for (int i = 0; i < reads; i++) {
            readsAfter[looks.nextInt(OPERATIONS + 1)]++;
        }
        List<Array> values = new ArrayList<>(List.of(x));
        for (int i = 0; i <= OPERATIONS; i++) {
            for (int j = 0; j < readsAfter[i]; j++) {
                Read[] ways = Read.values();
                ways[looks.nextInt(ways.length)].of(values.get(looks.nextInt(values.size())));
            }
            if (i < OPERATIONS) {
                values.add(next(operations, values));
            }
        }
        return tanh(values.getLast()).add(values.get(values.size() - 2).multiply(0.1));
    }

    private Array next(Random random, List<Array> values) {
        Array a = values.get(values.size() - 1 - random.nextInt(Math.min(3, values.size())));
        Array b = values.get(random.nextInt(values.size()));
        return switch (random.nextInt(13)) {
            case 0 -> a.add(b);
            case 1 -> tanh(a.multiply(b));
            case 2 -> sin(a).subtract(b);
            case 3 -> a.multiply(captured);
            case 4 -> sum(a).add(tanh(b));
            case 5 -> softmax(a, -1).add(b.multiply(0.5));
            case 6 -> matmul(tanh(outer(a, b)), captured).multiply(0.2);
            case 7 -> logsumexp(a, -1).multiply(tanh(b));
            case 8 -> tanh(a).multiply(var(tanh(b)));
            case 9 -> concatenate(split(tanh(a), LENGTH, 0).reversed(), 0);
            case 10 -> tanh(checkpoint((Array c) -> c.multiply(sin(c))).apply(a));
            case 11 -> cumsum(tanh(a), 0).add(stopGradient(b).multiply(0.1));
            default -> normalized(a, b);
        };
    }

    private static Array normalized(Array a, Array b) {
        return tanh(a).divide(sqrt(sum(square(b)).add(1)));
    }
}
