package lazuli.backend.cpu.random;

import java.lang.foreign.MemorySegment;
import lazuli.backend.cpu.memory.NativeMemory;
import lazuli.backend.cpu.parallel.ParallelLoop;
import lazuli.backend.cpu.parallel.PerThread;
import lazuli.core.backend.Tensor;

/**
 * Random words by MLX's layout of counters: of W words with h = W / 2 and odd = W mod 2, words i and i + h + odd are the two halves
 * of the encrypted counter (i, i + h + odd); the word in the middle of an odd W is the first half of (h, 0).
 */
public final class RandomBits {
    private static final int RUN = 1024;
    private static final long GRAIN = 8;

    private static final PerThread<Stage> STAGE = new PerThread<>(Stage::new);

    private RandomBits() {}

    private static final class Stage {
        private final int[] x = new int[RUN];
        private final int[] y = new int[RUN];
    }

    /** See {@link lazuli.core.backend.Kernels#randomBits}. */
    public static void fill(Tensor keys, Tensor to) {
        int words = to.shape().length(-1);
        if (to.shape().size() == 0) {
            return;
        }
        long count = to.shape().size() / words;
        int half = words / 2;
        long runs = (long) Math.ceilDiv(half, RUN) + words % 2;
        long grain = Math.max(1, GRAIN * RUN / Math.max(1, Math.min(half, RUN)));
        ParallelLoop.run(count * runs, grain, (from, until) -> {
            for (long i = from; i < until; i++) {
                long key = keyAddress(keys, i / runs);
                long second = keys.strides()[keys.shape().rank() - 1] * Integer.BYTES;
                fill(
                        NativeMemory.getInt(key),
                        NativeMemory.getInt(key + second),
                        (int) (i % runs) * (long) RUN,
                        words,
                        to.address() + i / runs * words * Integer.BYTES);
            }
        });
    }

    /** The words from counter {@code start} on, one run of them; past the last whole counter, the word in the middle. */
    private static void fill(int key0, int key1, long start, int words, long to) {
        Stage stage = STAGE.get();
        int half = words / 2;
        if (start >= half) {
            Threefry.encrypt(key0, key1, half, 0, stage.x, stage.y, 1);
            NativeMemory.setInt(to + (long) half * Integer.BYTES, stage.x[0]);
            return;
        }
        int count = (int) Math.min(RUN, half - start);
        long right = start + half + words % 2;
        Threefry.encrypt(key0, key1, (int) start, (int) right, stage.x, stage.y, count);
        MemorySegment.copy(stage.x, 0, NativeMemory.ALL, NativeMemory.INT, to + start * Integer.BYTES, count);
        MemorySegment.copy(stage.y, 0, NativeMemory.ALL, NativeMemory.INT, to + right * Integer.BYTES, count);
    }

    private static long keyAddress(Tensor keys, long index) {
        long at = keys.offset();
        long left = index;
        for (int i = keys.shape().rank() - 2; i >= 0; i--) {
            at += left % keys.shape().length(i) * keys.strides()[i];
            left /= keys.shape().length(i);
        }
        return keys.buffer().address() + at * Integer.BYTES;
    }
}
