package lazuli.backend.cpu.vector;

import static lazuli.backend.cpu.memory.NativeMemory.ALL;

import java.lang.invoke.MethodHandles;
import java.nio.ByteOrder;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;
import lazuli.backend.cpu.loop.Element;
import lazuli.backend.cpu.loop.Lane;
import lazuli.backend.cpu.loop.LineScan;
import lazuli.backend.cpu.loop.Template;
import lazuli.backend.cpu.memory.NativeMemory;

/** Accumulates blocks of one, two or four vectors, for lanes of 4 and of 8 bytes. */
public final class VectorLineScan implements LineScan {
    private static final Form FORM = Template.constant(MethodHandles.lookup(), Form.class);

    private record Form(
            VectorSpecies<?> species,
            VectorBinaryLoop.Operation operation,
            Vector<?> neutral,
            Step by1,
            Step by2,
            Step by4,
            Step by8,
            VectorShuffle<?> last) {
        long width() {
            return species.vectorByteSize();
        }

        int lanes() {
            return species.length();
        }

        int size() {
            return species.elementSize() / Byte.SIZE;
        }
    }

    /** The lanes of each second group, and for them the last of the group before. */
    private record Step(VectorShuffle<?> lastOfFirst, VectorMask<?> second) {
        static Step of(VectorSpecies<?> species, int group) {
            int[] sources = new int[species.length()];
            long second = 0;
            for (int i = 0; i < sources.length; i++) {
                boolean isSecond = (i & group) != 0;
                sources[i] = isSecond ? (i & -2 * group) + group - 1 : i;
                second |= isSecond ? 1L << i : 0;
            }
            return new Step(VectorShuffle.fromArray(species, sources, 0), VectorMask.fromLong(species, second));
        }
    }

    /**
     * A scan with a function of two vectors.
     *
     * @param function what a {@link VectorBinaryLoop} does to each pair
     * @param neutral the bits of the element that changes none
     */
    public static LineScan of(Lane lane, Element.Function function, long neutral) {
        VectorSpecies<?> species = VectorInstructions.species(lane);
        return Template.fill(
                MethodHandles.lookup(),
                LineScan.class,
                new Form(
                        species,
                        (VectorBinaryLoop.Operation) function.function(),
                        Vectors.ofBits(species, neutral),
                        Step.of(species, 1),
                        Step.of(species, 2),
                        Step.of(species, 4),
                        Step.of(species, 8),
                        species.iotaShuffle(species.length() - 1, 0, true)));
    }

    @Override
    public void lines(long x, long to, long count, int length, long start, long scratch) {
        int tail = length % (BLOCK_BYTES / FORM.size());
        long whole = (long) (length - tail) * FORM.size();
        long bytes = (long) length * FORM.size();
        for (long line = 0; line < count * bytes; line += bytes) {
            Vector<?> carry = load(start);
            for (long i = line; i < line + whole; i += BLOCK_BYTES) {
                carry = block(x + i, to + i, carry);
            }
            if (tail > 0) {
                // What lies behind the tail changes nothing before it.
                NativeMemory.copy(x + line + whole, scratch, bytes - whole);
                carry.intoMemorySegment(ALL, scratch + BLOCK_BYTES, ByteOrder.nativeOrder());
                block(scratch, scratch, load(scratch + BLOCK_BYTES));
                NativeMemory.copy(scratch, to + line + whole, bytes - whole);
            }
        }
    }

    /** Stores a block's results, and returns the last one in all lanes. */
    private static Vector<?> block(long x, long to, Vector<?> carry) {
        Vector<?> a = scanned(load(x));
        if (FORM.width() == BLOCK_BYTES) {
            return store(a, to, carry);
        }
        Vector<?> b = FORM.operation().apply(scanned(load(x + FORM.width())), last(a));
        if (2 * FORM.width() == BLOCK_BYTES) {
            store(a, to, carry);
            return store(b, to + FORM.width(), carry);
        }
        Vector<?> c = scanned(load(x + 2 * FORM.width()));
        Vector<?> d = FORM.operation().apply(scanned(load(x + 3 * FORM.width())), last(c));
        Vector<?> half = last(b);
        store(a, to, carry);
        store(b, to + FORM.width(), carry);
        store(FORM.operation().apply(c, half), to + 2 * FORM.width(), carry);
        return store(FORM.operation().apply(d, half), to + 3 * FORM.width(), carry);
    }

    private static Vector<?> scanned(Vector<?> x) {
        Vector<?> y = step(x, FORM.by1());
        if (FORM.lanes() > 2) {
            y = step(y, FORM.by2());
        }
        if (FORM.lanes() > 4) {
            y = step(y, FORM.by4());
        }
        if (FORM.lanes() > 8) {
            y = step(y, FORM.by8());
        }
        return y;
    }

    private static Vector<?> step(Vector<?> x, Step step) {
        Vector<?> before = Vectors.rearrange(x, step.lastOfFirst());
        return FORM.operation().apply(x, Vectors.blend(FORM.neutral(), before, step.second()));
    }

    private static Vector<?> last(Vector<?> x) {
        return Vectors.rearrange(x, FORM.last());
    }

    private static Vector<?> store(Vector<?> x, long to, Vector<?> carry) {
        Vector<?> result = FORM.operation().apply(carry, x);
        result.intoMemorySegment(ALL, to, ByteOrder.nativeOrder());
        return last(result);
    }

    private static Vector<?> load(long address) {
        return FORM.species().fromMemorySegment(ALL, address, ByteOrder.nativeOrder());
    }
}
