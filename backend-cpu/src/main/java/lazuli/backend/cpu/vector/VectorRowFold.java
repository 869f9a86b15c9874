package lazuli.backend.cpu.vector;

import static lazuli.backend.cpu.memory.NativeMemory.ALL;
import static lazuli.backend.cpu.memory.NativeMemory.setInt;
import static lazuli.backend.cpu.memory.NativeMemory.setLong;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.ByteOrder;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;
import lazuli.backend.cpu.loop.Element;
import lazuli.backend.cpu.loop.Lane;
import lazuli.backend.cpu.loop.Loop;
import lazuli.backend.cpu.loop.Template;
import lazuli.backend.cpu.loop.WideRowFold;

/** Folds rows in vectors: four of them hold places while a row passes, for lanes of 4 and of 8 bytes. */
public final class VectorRowFold implements WideRowFold {
    private static final Form FORM = Template.constant(MethodHandles.lookup(), Form.class);

    private static final int HELD = 4;

    /** How rows are read, which depends on their length, and the method that does it. Copies of the template are not in its nest, so nothing is private. */
    enum Way {
        ANY("anyRows"),
        VECTOR("vectors"),
        PART_OF_VECTOR("partsOfVectors"),
        STEPS("steps"),
        TAIL("tails"),
        STEPS_AND_TAIL("wholeSteps"),
        LAST_STEP("lastStep");

        final String loop;

        Way(String loop) {
            this.loop = loop;
        }
    }

    /** The loops, each compiled by itself: in one method they are more than the JIT keeps in registers. It sees through constants, not arrays. */
    private static final MethodHandle[] LOOPS = loops();

    private record Form(
            VectorSpecies<?> species,
            VectorBinaryLoop.Operation operation,
            Vector<?> neutral,
            Loop rest,
            int places,
            VectorShuffle<?> by8,
            VectorShuffle<?> by4,
            VectorShuffle<?> by2,
            VectorShuffle<?> by1) {
        /** Bytes of a vector. */
        long width() {
            return species.vectorByteSize();
        }

        /** Bytes of an element. */
        int size() {
            return species.elementSize() / Byte.SIZE;
        }

        int lanes() {
            return species.length();
        }
    }

    /**
     * A fold with a function of two vectors.
     *
     * @param function what a {@link VectorBinaryLoop} does to each pair
     * @param neutral the bits of the element that changes none, the first {@code lane.size()} bytes
     * @param rest the function's scalar loop
     * @param places a multiple of four vectors of the widest kind
     */
    public static WideRowFold of(Lane lane, Element.Function function, long neutral, Loop rest, int places) {
        VectorSpecies<?> species = VectorInstructions.species(lane);
        return Template.fill(
                MethodHandles.lookup(),
                WideRowFold.class,
                new Form(
                        species,
                        (VectorBinaryLoop.Operation) function.function(),
                        Vectors.ofBits(species, neutral),
                        rest,
                        places,
                        rotation(species, 8),
                        rotation(species, 4),
                        rotation(species, 2),
                        rotation(species, 1)));
    }

    @SuppressWarnings(
            "EnumOrdinal") // of the array alone, which the JIT does not see through as it does through a field of the
    // enum
    private static MethodHandle[] loops() {
        MethodHandles.Lookup here = MethodHandles.lookup();
        MethodType type = MethodType.methodType(
                void.class, long.class, long.class, long.class, int.class, long.class, long.class);
        MethodHandle[] loops = new MethodHandle[Way.values().length];
        try {
            for (Way way : Way.values()) {
                loops[way.ordinal()] = here.findStatic(here.lookupClass(), way.loop, type);
            }
            return loops;
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static VectorShuffle<?> rotation(VectorSpecies<?> species, int by) {
        return species.iotaShuffle(by % species.length(), 1, true);
    }

    @Override
    public void places(long x, int length, long to) {
        combine(x, length, to);
    }

    @Override
    public void rows(long x, long rowBytes, long rows, int length, long to, long places) {
        go(Way.ANY, x, rowBytes, rows, length, to, places);
    }

    @Override
    public long readableRows(long rowBytes, long rows, int length) {
        return readable(rows, rowBytes, length, reads(way(length), length));
    }

    @Override
    public void readableRows(long x, long rowBytes, long rows, int length, long to, long places) {
        Way way = way(length);
        if (way != Way.STEPS_AND_TAIL) {
            go(way, x, rowBytes, rows, length, to, places);
            return;
        }
        for (long i = 0; i < rows; i += ROWS) {
            long count = Math.min(ROWS, rows - i);
            long row = x + i * rowBytes;
            go(way, row, rowBytes, count, length, to, places);
            go(Way.LAST_STEP, row, rowBytes, count, length, to + i * FORM.size(), places);
        }
    }

    @SuppressWarnings(
            "EnumOrdinal") // of the array alone, which the JIT does not see through as it does through a field of the
    // enum
    private static void go(Way way, long x, long rowBytes, long rows, int length, long to, long places) {
        try {
            LOOPS[way.ordinal()].invokeExact(x, rowBytes, rows, length, to, places);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("a loop threw a checked exception", e);
        }
    }

    private static Way way(int length) {
        if (length <= FORM.lanes()) {
            return length == FORM.lanes() ? Way.VECTOR : Way.PART_OF_VECTOR;
        }
        if (FORM.places() != HELD * FORM.lanes()) {
            return Way.ANY;
        }
        return length % FORM.places() == 0 ? Way.STEPS : length < FORM.places() ? Way.TAIL : Way.STEPS_AND_TAIL;
    }

    /** How many elements are read of a row, or behind it. */
    private static int reads(Way way, int length) {
        return switch (way) {
            case ANY, VECTOR, STEPS -> length;
            case PART_OF_VECTOR -> FORM.lanes();
            case TAIL, STEPS_AND_TAIL, LAST_STEP -> Math.ceilDiv(length, FORM.places()) * FORM.places();
        };
    }

    /** Of how many rows {@code wide} elements may be read, of which {@code length} are theirs: those behind them belong to later rows. */
    private static long readable(long rows, long rowBytes, int length, int wide) {
        long behind = (long) (wide - length) * FORM.size();
        return behind == 0 ? rows : rowBytes <= 0 ? 0 : Math.max(0, rows - Math.ceilDiv(behind, rowBytes));
    }

    static void anyRows(long x, long rowBytes, long rows, int length, long to, long places) {
        int first = places(length);
        long row = x;
        for (long i = 0; i < rows; i++) {
            combine(row, length, places);
            fold(places, first, to + i * FORM.size());
            row += rowBytes;
        }
    }

    /** Rows of one vector. */
    static void vectors(long x, long rowBytes, long rows, int length, long to, long places) {
        long row = x;
        for (long i = 0; i < rows; i++) {
            fold(load(row), to + i * FORM.size());
            row += rowBytes;
        }
    }

    /** Rows that are shorter than a vector, which is loaded all the same. */
    static void partsOfVectors(long x, long rowBytes, long rows, int length, long to, long places) {
        VectorMask<?> mask = FORM.species().indexInRange(0, length);
        long row = x;
        for (long i = 0; i < rows; i++) {
            fold(Vectors.blend(FORM.neutral(), load(row), mask), to + i * FORM.size());
            row += rowBytes;
        }
    }

    /** Rows that do not fill the places: vectors are loaded whole, and what belongs to later rows is left out. */
    static void tails(long x, long rowBytes, long rows, int length, long to, long places) {
        VectorMask<?> ofB = FORM.species().indexInRange(FORM.lanes(), length);
        VectorMask<?> ofC = FORM.species().indexInRange(2 * FORM.lanes(), length);
        VectorMask<?> ofD = FORM.species().indexInRange(3 * FORM.lanes(), length);
        long row = x;
        for (long i = 0; i < rows; i++) {
            Vector<?> a = load(row);
            Vector<?> b = Vectors.blend(FORM.neutral(), load(row + FORM.width()), ofB);
            Vector<?> c = Vectors.blend(FORM.neutral(), load(row + 2 * FORM.width()), ofC);
            Vector<?> d = Vectors.blend(FORM.neutral(), load(row + 3 * FORM.width()), ofD);
            a = FORM.operation().apply(a, c);
            b = FORM.operation().apply(b, d);
            fold(FORM.operation().apply(a, b), to + i * FORM.size());
            row += rowBytes;
        }
    }

    /** Places of the whole steps of rows, row after row. */
    static void wholeSteps(long x, long rowBytes, long rows, int length, long unused, long places) {
        long bytes = (long) (length - length % FORM.places()) * FORM.size();
        long row = x;
        long to = places;
        for (long i = 0; i < rows; i++) {
            Vector<?> a = load(row);
            Vector<?> b = load(row + FORM.width());
            Vector<?> c = load(row + 2 * FORM.width());
            Vector<?> d = load(row + 3 * FORM.width());
            for (long at = row + HELD * FORM.width(); at < row + bytes; at += HELD * FORM.width()) {
                a = FORM.operation().apply(a, load(at));
                b = FORM.operation().apply(b, load(at + FORM.width()));
                c = FORM.operation().apply(c, load(at + 2 * FORM.width()));
                d = FORM.operation().apply(d, load(at + 3 * FORM.width()));
            }
            store(a, to);
            store(b, to + FORM.width());
            store(c, to + 2 * FORM.width());
            store(d, to + 3 * FORM.width());
            to += HELD * FORM.width();
            row += rowBytes;
        }
    }

    /** What follows whole steps, whose places there are: the last vectors are loaded whole likewise. */
    static void lastStep(long x, long rowBytes, long rows, int length, long to, long places) {
        int tail = length % FORM.places();
        VectorMask<?> ofA = FORM.species().indexInRange(0, tail);
        VectorMask<?> ofB = FORM.species().indexInRange(FORM.lanes(), tail);
        VectorMask<?> ofC = FORM.species().indexInRange(2 * FORM.lanes(), tail);
        VectorMask<?> ofD = FORM.species().indexInRange(3 * FORM.lanes(), tail);
        long last = x + (long) (length - tail) * FORM.size();
        long whole = places;
        for (long i = 0; i < rows; i++) {
            Vector<?> a = added(whole, last, ofA);
            Vector<?> b = added(whole + FORM.width(), last + FORM.width(), ofB);
            Vector<?> c = added(whole + 2 * FORM.width(), last + 2 * FORM.width(), ofC);
            Vector<?> d = added(whole + 3 * FORM.width(), last + 3 * FORM.width(), ofD);
            a = FORM.operation().apply(a, c);
            b = FORM.operation().apply(b, d);
            fold(FORM.operation().apply(a, b), to + i * FORM.size());
            whole += HELD * FORM.width();
            last += rowBytes;
        }
    }

    private static Vector<?> added(long place, long x, VectorMask<?> mask) {
        return FORM.operation().apply(load(place), Vectors.blend(FORM.neutral(), load(x), mask));
    }

    /** Rows that fill places evenly, which stay in registers. */
    static void steps(long x, long rowBytes, long rows, int length, long to, long places) {
        long bytes = (long) length * FORM.size();
        long row = x;
        for (long i = 0; i < rows; i++) {
            Vector<?> a = load(row);
            Vector<?> b = load(row + FORM.width());
            Vector<?> c = load(row + 2 * FORM.width());
            Vector<?> d = load(row + 3 * FORM.width());
            for (long at = row + HELD * FORM.width(); at < row + bytes; at += HELD * FORM.width()) {
                a = FORM.operation().apply(a, load(at));
                b = FORM.operation().apply(b, load(at + FORM.width()));
                c = FORM.operation().apply(c, load(at + 2 * FORM.width()));
                d = FORM.operation().apply(d, load(at + 3 * FORM.width()));
            }
            a = FORM.operation().apply(a, c);
            b = FORM.operation().apply(b, d);
            fold(FORM.operation().apply(a, b), to + i * FORM.size());
            row += rowBytes;
        }
    }

    /** How many places a row fills, to the next power of two: the others, being neutral, need not be folded. */
    private static int places(int length) {
        int filled = length < 2 ? 1 : Integer.highestOneBit(length - 1) << 1;
        return Math.min(filled, FORM.places());
    }

    private static void combine(long x, int length, long to) {
        long stepBytes = (long) FORM.places() * FORM.size();
        long whole = length / FORM.places() * stepBytes;
        if (whole == 0) {
            for (long at = 0; at < stepBytes; at += FORM.width()) {
                store(FORM.neutral(), to + at);
            }
        }
        for (long at = 0; at < Math.min(whole, stepBytes); at += HELD * FORM.width()) {
            // Not the neutral element: the JIT keeps a vector that may be a constant object on the heap.
            Vector<?> a = load(x + at);
            Vector<?> b = load(x + at + FORM.width());
            Vector<?> c = load(x + at + 2 * FORM.width());
            Vector<?> d = load(x + at + 3 * FORM.width());
            for (long i = at + stepBytes; i < whole; i += stepBytes) {
                a = FORM.operation().apply(a, load(x + i));
                b = FORM.operation().apply(b, load(x + i + FORM.width()));
                c = FORM.operation().apply(c, load(x + i + 2 * FORM.width()));
                d = FORM.operation().apply(d, load(x + i + 3 * FORM.width()));
            }
            store(a, to + at);
            store(b, to + at + FORM.width());
            store(c, to + at + 2 * FORM.width());
            store(d, to + at + 3 * FORM.width());
        }
        tail(x + whole, length % FORM.places(), to);
    }

    private static void tail(long x, int count, long to) {
        long at = 0;
        int left = count;
        for (; left >= FORM.lanes(); left -= FORM.lanes()) {
            store(FORM.operation().apply(load(to + at), load(x + at)), to + at);
            at += FORM.width();
        }
        if (left > 0) {
            FORM.rest().run(to + at, to + at, x + at, x + at, left);
        }
    }

    private static void fold(long places, int first, long to) {
        for (int half = first / 2; half >= FORM.lanes(); half /= 2) {
            long distance = (long) half * FORM.size();
            for (long at = places; at < places + distance; at += FORM.width()) {
                store(FORM.operation().apply(load(at), load(at + distance)), at);
            }
        }
        fold(load(places), to);
    }

    private static void fold(Vector<?> lanes, long to) {
        Vector<?> left = lanes;
        if (FORM.lanes() > 8) {
            left = FORM.operation().apply(left, Vectors.rearrange(left, FORM.by8()));
        }
        if (FORM.lanes() > 4) {
            left = FORM.operation().apply(left, Vectors.rearrange(left, FORM.by4()));
        }
        if (FORM.lanes() > 2) {
            left = FORM.operation().apply(left, Vectors.rearrange(left, FORM.by2()));
        }
        left = FORM.operation().apply(left, Vectors.rearrange(left, FORM.by1()));
        if (FORM.size() == Integer.BYTES) {
            setInt(to, left.reinterpretAsInts().lane(0));
        } else {
            setLong(to, left.reinterpretAsLongs().lane(0));
        }
    }

    private static Vector<?> load(long address) {
        return FORM.species().fromMemorySegment(ALL, address, ByteOrder.nativeOrder());
    }

    private static void store(Vector<?> vector, long address) {
        vector.intoMemorySegment(ALL, address, ByteOrder.nativeOrder());
    }
}
