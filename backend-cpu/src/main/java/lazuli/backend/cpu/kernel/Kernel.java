package lazuli.backend.cpu.kernel;

import java.util.function.Supplier;
import lazuli.backend.cpu.loop.Loop;
import org.jspecify.annotations.Nullable;

/**
 * One function on one lane: a scalar loop, which is quick from the first call, and where there is one a vector loop, to which the
 * kernel changes when the JIT has made it the faster one. Both give the same bits. Safe for use by several threads.
 */
public final class Kernel implements Loop {
    /** After so many elements a kernel is worth a vector loop. */
    private static final int COLD_ELEMENTS = 200_000;

    /** A cold loop is run in short pieces: the JIT counts calls, and compiles what is called often all the sooner. */
    private static final int COLD_PIECE = 128;

    private final Loop scalar;
    private final @Nullable Supplier<@Nullable Loop> vectorMaker;
    private final OperandSizes sizes;
    private final int cost;

    // Both fields are read and written without synchronization: a thread that sees an old value takes the slower way
    // once more.
    private Loop loop;
    private int coldElements = COLD_ELEMENTS;

    Kernel(OperandSizes sizes, int cost, Loop scalar, @Nullable Supplier<@Nullable Loop> vectorMaker) {
        this.sizes = sizes;
        this.cost = cost;
        this.scalar = scalar;
        this.vectorMaker = vectorMaker;
        this.loop = scalar;
        if (VectorUse.CHOSEN == VectorUse.AT_ONCE) {
            Loop vector = vector();
            this.loop = vector == null ? scalar : vector;
            this.coldElements = 0;
        }
    }

    @Override
    public void run(long to, long a, long b, long c, int n) {
        if (coldElements > 0) {
            runCold(to, a, b, c, n);
        } else {
            loop.run(to, a, b, c, n);
        }
    }

    /** Runs a function of two operands one element after the other, so that {@code a} may be the result before. */
    public void runInOrder(long to, long a, long b, int n) {
        scalar.run(to, a, b, b, n);
    }

    private void runCold(long to, long a, long b, long c, int n) {
        for (long i = 0; i < n; i += COLD_PIECE) {
            scalar.run(to + i * sizes.to(), a + i * sizes.a(), b + i * sizes.b(), c + i * sizes.c(), (int)
                    Math.min(COLD_PIECE, n - i));
        }
        int left = coldElements - n;
        coldElements = left;
        if (left <= 0 && vectorMaker != null && VectorUse.CHOSEN == VectorUse.WHEN_WARM) {
            VectorWarmup.request(this);
        }
    }

    /** What one element costs, in tenths of a nanosecond, to an order of magnitude. */
    public int cost() {
        return cost;
    }

    /** The scalar loop. */
    Loop scalar() {
        return scalar;
    }

    /** A new vector loop, or null if the function has none or vectors are not available. */
    @Nullable
    Loop vector() {
        return vectorMaker == null || VectorUse.CHOSEN == VectorUse.NEVER ? null : vectorMaker.get();
    }

    OperandSizes sizes() {
        return sizes;
    }

    /** Changes to another form of the same function. */
    void use(Loop other) {
        loop = other;
    }
}
