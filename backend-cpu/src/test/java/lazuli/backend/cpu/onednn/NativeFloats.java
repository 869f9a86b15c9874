package lazuli.backend.cpu.onednn;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Random;
import java.util.function.Supplier;
import lazuli.backend.cpu.math.Bfloat16;

/** Numbers of one type outside the heap, with a guard behind them that nobody may change. */
final class NativeFloats {
    private static final int ALIGNMENT = 64;
    private static final int GUARD_ELEMENTS = 16;
    private static final float GUARD = 12352;

    private final ElementType type;
    private final MemorySegment segment;
    private final int length;

    private NativeFloats(Arena arena, ElementType type, long length) {
        this.type = type;
        this.length = Math.toIntExact(length);
        segment = arena.allocate((length + GUARD_ELEMENTS) * type.bytes(), ALIGNMENT);
        for (int i = 0; i < GUARD_ELEMENTS; i++) {
            set(length + i, GUARD);
        }
    }

    /** Filled with NaN, which shows in the result if it is read. */
    static NativeFloats blank(Arena arena, ElementType type, long length) {
        NativeFloats floats = new NativeFloats(arena, type, length);
        for (int i = 0; i < floats.length; i++) {
            floats.set(i, Float.NaN);
        }
        return floats;
    }

    /** Uniform between -1 and 1, rounded to the type. */
    static NativeFloats random(Arena arena, ElementType type, long length, Random random) {
        NativeFloats floats = new NativeFloats(arena, type, length);
        for (int i = 0; i < floats.length; i++) {
            floats.set(i, 2 * random.nextFloat() - 1);
        }
        return floats;
    }

    long address() {
        return segment.address();
    }

    int length() {
        return length;
    }

    float get(long index) {
        return switch (type) {
            case FLOAT16 -> Float.float16ToFloat(segment.getAtIndex(JAVA_SHORT, index));
            case BFLOAT16 -> Bfloat16.toFloat(segment.getAtIndex(JAVA_SHORT, index));
            case FLOAT32 -> segment.getAtIndex(JAVA_FLOAT, index);
        };
    }

    void set(long index, float value) {
        switch (type) {
            case FLOAT16 -> segment.setAtIndex(JAVA_SHORT, index, Float.floatToFloat16(value));
            case BFLOAT16 -> segment.setAtIndex(JAVA_SHORT, index, Bfloat16.of(value));
            case FLOAT32 -> segment.setAtIndex(JAVA_FLOAT, index, value);
        }
    }

    /** Compares with a tolerance relative to 1 or to the expected value, whichever is larger. */
    void assertClose(double[] expected, double tolerance, Supplier<String> what) {
        assertEquals(expected.length, length, what);
        for (int i = 0; i < length; i++) {
            double bound = tolerance * Math.max(1, Math.abs(expected[i]));
            if (!(Math.abs(get(i) - expected[i]) <= bound)) {
                fail("%s: at %d expected %s, got %s".formatted(what.get(), i, expected[i], get(i)));
            }
        }
        for (int i = 0; i < GUARD_ELEMENTS; i++) {
            assertEquals(GUARD, get(length + i), () -> what.get() + ": written beyond the end");
        }
    }
}
