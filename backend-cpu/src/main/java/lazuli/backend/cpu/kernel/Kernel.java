package lazuli.backend.cpu.kernel;

import lazuli.backend.cpu.loop.Element;
import lazuli.backend.cpu.loop.Lane;
import lazuli.backend.cpu.loop.Loop;
import lazuli.backend.cpu.warmup.WarmupCount;
import lazuli.core.DType;
import org.jspecify.annotations.Nullable;

/**
 * One function on one lane: a scalar loop, which is quick from the first call, and where there is one a vector loop, to which the
 * kernel changes when the JIT has made it the faster one. Both give the same bits. Safe for use by several threads.
 */
public final class Kernel implements Loop {
    /** After so many elements the JIT has compiled the scalar loop. */
    private static final int COLD_ELEMENTS = 200_000;

    /**
     * A cold loop is run in short pieces: the JIT counts calls, and compiles what is called often all the sooner. It wants 600 calls and 15,000 of
     * them and their rounds together.
     */
    private static final int COLD_PIECE = 32;

    private final String name;
    private final int arity;
    private final OperandSizes sizes;
    private final Row row;
    private final Loop scalar;
    private final @Nullable Class<?> lane;

    // These fields are read and written without synchronization: a thread that sees an old value takes the slower way
    // once more.
    private Loop loop;
    private @Nullable Loop vector;
    private int coldElements = COLD_ELEMENTS;
    private final WarmupCount warmup = VectorWarmup.newCount();

    /** Whether it is cold, or its use still counts. */
    private boolean watched = true;

    Kernel(String name, int arity, OperandSizes sizes, Row row) {
        this.name = name;
        this.arity = arity;
        this.sizes = sizes;
        this.row = row;
        this.scalar = row.scalar();
        this.lane = laneOf(scalar.element());
        this.loop = scalar;
        if (VectorUse.CHOSEN == VectorUse.AT_ONCE) {
            Loop vector = vector();
            this.loop = vector == null ? scalar : vector;
            this.coldElements = 0;
            this.watched = false;
        }
    }

    @Override
    public void run(long to, long a, long b, long c, int n) {
        if (watched) {
            runWatched(to, a, b, c, n);
        } else {
            loop.run(to, a, b, c, n);
        }
    }

    /** Runs a function of two operands one element after the other, so that {@code a} may be the result before. */
    public void runInOrder(long to, long a, long b, int n) {
        scalar.run(to, a, b, b, n);
    }

    private static @Nullable Class<?> laneOf(@Nullable Element element) {
        return switch (element) {
            case null -> null;
            case Element.Function function -> function.lane();
            case Element.Load load -> float.class;
            case Element.Store store -> float.class;
            case Element.Select select -> null;
            case Element.Copy copy -> null;
        };
    }

    /** The form over single elements. */
    public Loop scalarLoop() {
        return scalar;
    }

    /** Whether it has hardly run. */
    public boolean isCold() {
        return coldElements > 0;
    }

    private void runWatched(long to, long a, long b, long c, int n) {
        if (coldElements > 0) {
            runCold(to, a, b, c, n);
        } else {
            loop.run(to, a, b, c, n);
        }
        Row.VectorForm form = row.vector();
        if (form == null || VectorUse.CHOSEN != VectorUse.WHEN_WARM) {
            watched = coldElements > 0;
        } else if (warmup.reaches((long) n * row.cost())) {
            VectorWarmup.request(new Vectors(form));
        }
    }

    private void runCold(long to, long a, long b, long c, int n) {
        for (long i = 0; i < n; i += COLD_PIECE) {
            scalar.run(to + i * sizes.to(), a + i * sizes.a(), b + i * sizes.b(), c + i * sizes.c(), (int)
                    Math.min(COLD_PIECE, n - i));
        }
        coldElements -= n;
    }

    /** The vector loop as what may become the kernel's form. */
    private final class Vectors implements VectorWarmup.Candidate {
        private final Row.VectorForm form;

        Vectors(Row.VectorForm form) {
            this.form = form;
        }

        @Override
        public VectorWarmup.VariantRace newRace() {
            return new KernelVariantRace(Kernel.this, form.before(scalar));
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

    /** What it computes, as text. */
    @Override
    public String toString() {
        return name;
    }

    /** How many operands it has. */
    public int arity() {
        return arity;
    }

    /** What the scalar form does to each element, or null if only the loop as a whole knows. */
    public @Nullable Element scalarElement() {
        return scalar.element();
    }

    /** What the vector form does to each vector, or null if there is none or only the loop as a whole knows. */
    public @Nullable Element vectorElement() {
        if (isCopy()) {
            return scalar.element();
        }
        Loop form = vector();
        return form == null ? null : form.element();
    }

    /** Whether a loop can compute the kernel among others, in each form that this process uses. */
    public boolean isFusible() {
        return scalar.element() != null && (VectorUse.CHOSEN == VectorUse.NEVER || row.weight() > 0 || isCopy());
    }

    /** Whether it does the same to single elements and to vectors: nothing. */
    private boolean isCopy() {
        return scalar.element() instanceof Element.Copy;
    }

    /** Whether results for a dtype may have to be rounded or wrapped to be numbers of the dtype. */
    public boolean needsRounding(DType result) {
        return !Lane.isStored(result) && !row.isExact();
    }

    /** Whether the first operand is bool, and says which of the others to take. */
    public boolean isSelection() {
        return scalar.element() instanceof Element.Select;
    }

    /** Bytes per element of the operands in their lane, the condition of a selection apart. */
    public int operandSize() {
        return scalar.element() instanceof Element.Load ? sizes.to() : Math.max(sizes.a(), sizes.b());
    }

    /** The type of the operands, or null if the kernel takes any of their size. */
    public @Nullable Class<?> lane() {
        return lane;
    }

    /** How many operations on vectors the kernel takes. */
    public int weight() {
        return VectorUse.CHOSEN == VectorUse.NEVER ? 1 : row.weight();
    }

    /** What one element costs, in tenths of a nanosecond, to an order of magnitude. */
    public int cost() {
        return row.cost();
    }

    /** The scalar loop. */
    Loop scalar() {
        return scalar;
    }

    /** The vector loop, or null if the function has none or vectors are not available. */
    @Nullable
    Loop vector() {
        Row.VectorForm form = row.vector();
        if (vector == null && form != null && VectorUse.CHOSEN != VectorUse.NEVER) {
            vector = form.before(scalar);
        }
        return vector;
    }

    OperandSizes sizes() {
        return sizes;
    }

    /** Changes to another form of the same function. */
    void use(Loop other) {
        loop = other;
        watched = false;
    }
}
