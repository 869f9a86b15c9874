package lazuli.backend.cpu.fft;

import lazuli.backend.cpu.memory.NativeMemory;
import lazuli.backend.cpu.parallel.ParallelLoop;
import lazuli.core.Shape;
import lazuli.core.backend.Tensor;

/** Fourier transforms along an axis; complex64 and float32, all tensors row-major. */
public final class FourierTransforms {
    private static final PlanCache<Columns> COLUMNS = new PlanCache<>(Columns::of);
    private static final PlanCache<Lines> LINES = new PlanCache<>(Lines::of);
    private static final PlanCache<RealLines> REAL_LINES = new PlanCache<>(length -> RealLines.of(length, LINES));

    private static final int GRAIN_NUMBERS = 1 << 12;

    /** Above, what is computed for a line is shared by all cores, if there are few lines. */
    private static final int LONG_LINE = 1 << 15;

    /** Fewer lines than this would leave cores idle at the end. */
    private static final int MANY_LINES = 8;

    /** Up to here columns that lie side by side are transformed where they are. */
    private static final int LONGEST_COLUMN = 1 << 12;

    /** Numbers of a block of columns, whose passes stay in the cache. */
    private static final int COLUMN_BLOCK = 1 << 15;

    /** Columns that are gathered together: a cache line of numbers. */
    private static final int GATHERED = 8;

    private final Butterflies butterflies;

    private FourierTransforms(Butterflies butterflies) {
        this.butterflies = butterflies;
    }

    /** By plain loops, which give the same bits as {@link #vectors}. */
    public static FourierTransforms loops() {
        return new FourierTransforms(new LoopButterflies());
    }

    /** By the Vector API, which must be present. */
    public static FourierTransforms vectors() {
        return new FourierTransforms(new VectorButterflies());
    }

    /** An axis with the numbers of lines before and beside it. */
    private record Along(long outer, int length, int inner) {
        static Along of(Shape shape, int axis) {
            long outer = 1;
            for (int i = 0; i < axis; i++) {
                outer *= shape.length(i);
            }
            long inner = 1;
            for (int i = axis + 1; i < shape.rank(); i++) {
                inner *= shape.length(i);
            }
            return new Along(outer, shape.length(axis), Math.toIntExact(inner));
        }
    }

    /** See {@link lazuli.core.backend.Kernels#fourierTransform}. */
    public void complex(Tensor from, Tensor to, int axis, boolean inverse, double scale) {
        if (to.shape().size() == 0) {
            return;
        }
        Along along = Along.of(to.shape(), axis);
        if (along.inner() == 1) {
            lines(from.address(), to.address(), along, inverse, (float) scale);
        } else if (along.length() <= LONGEST_COLUMN && along.inner() >= GATHERED && Radices.areFor(along.length())) {
            columns(from.address(), to.address(), along, inverse, (float) scale);
        } else {
            gathered(from.address(), to.address(), along, inverse, (float) scale);
        }
    }

    private void lines(long from, long to, Along along, boolean inverse, float scale) {
        Lines plan = LINES.get(along.length());
        long bytes = (long) along.length() * Complex.BYTES;
        eachLine(
                along.outer(),
                along.length(),
                (first, last) -> plan.run(
                        butterflies,
                        from + first * bytes,
                        bytes,
                        to + first * bytes,
                        bytes,
                        last - first,
                        inverse,
                        scale));
    }

    private static void eachLine(long lines, int length, ParallelLoop.Body body) {
        if (length > LONG_LINE && lines < MANY_LINES) {
            body.run(0, lines);
        } else {
            ParallelLoop.run(lines, Math.max(1, GRAIN_NUMBERS / length), body);
        }
    }

    private void columns(long from, long to, Along along, boolean inverse, float scale) {
        Columns plan = COLUMNS.get(along.length());
        long stride = (long) along.inner() * Complex.BYTES;
        int block = Math.min(along.inner(), Math.max(GATHERED, COLUMN_BLOCK / along.length() & -GATHERED));
        int blocks = Math.ceilDiv(along.inner(), block);
        ParallelLoop.run(along.outer() * blocks, Math.max(1, GRAIN_NUMBERS / along.length() / block), (begin, end) -> {
            try (Scratch scratch = Scratch.of(plan.scratch(block))) {
                for (long i = begin; i < end; i++) {
                    int first = (int) (i % blocks) * block;
                    int count = Math.min(block, along.inner() - first);
                    long offset = i / blocks * along.length() * stride + (long) first * Complex.BYTES;
                    plan.run(
                            butterflies, from + offset, stride, to + offset, stride, count, inverse, scratch.address());
                    for (int row = 0; scale != 1 && row < along.length(); row++) {
                        butterflies.scale(to + offset + row * stride, count, scale);
                    }
                }
            }
        });
    }

    private void gathered(long from, long to, Along along, boolean inverse, float scale) {
        Lines plan = LINES.get(along.length());
        long stride = (long) along.inner() * Complex.BYTES;
        long lineBytes = (long) along.length() * Complex.BYTES;
        int blocks = Math.ceilDiv(along.inner(), GATHERED);
        eachLine(along.outer() * blocks, along.length(), (begin, end) -> {
            try (Scratch scratch = Scratch.of(2L * GATHERED * along.length())) {
                long in = scratch.address();
                long out = in + GATHERED * lineBytes;
                for (long i = begin; i < end; i++) {
                    int first = (int) (i % blocks) * GATHERED;
                    int count = Math.min(GATHERED, along.inner() - first);
                    long offset = i / blocks * along.length() * stride + (long) first * Complex.BYTES;
                    Complex.transpose(from + offset, stride, in, lineBytes, along.length(), count);
                    plan.run(butterflies, in, lineBytes, out, lineBytes, count, inverse, scale);
                    Complex.transpose(out, lineBytes, to + offset, stride, count, along.length());
                }
            }
        });
    }

    /** See {@link lazuli.core.backend.Kernels#realFourierTransform}. */
    public void toSpectrum(Tensor from, Tensor to, int axis, double scale) {
        if (to.shape().size() == 0) {
            return;
        }
        Along along = Along.of(from.shape(), axis);
        RealLines plan = REAL_LINES.get(along.length());
        realLines(
                along,
                new Side(from.address(), along.length(), Float.BYTES),
                new Side(to.address(), along.length() / 2 + 1, Complex.BYTES),
                (source, sourceBytes, target, targetBytes, count) ->
                        plan.toSpectrum(butterflies, source, sourceBytes, target, targetBytes, count, (float) scale));
    }

    /** See {@link lazuli.core.backend.Kernels#realFourierInverse}. */
    public void fromSpectrum(Tensor from, Tensor to, int axis, double scale) {
        if (to.shape().size() == 0) {
            return;
        }
        Along along = Along.of(to.shape(), axis);
        RealLines plan = REAL_LINES.get(along.length());
        realLines(
                along,
                new Side(from.address(), along.length() / 2 + 1, Complex.BYTES),
                new Side(to.address(), along.length(), Float.BYTES),
                (source, sourceBytes, target, targetBytes, count) ->
                        plan.fromSpectrum(butterflies, source, sourceBytes, target, targetBytes, count, (float) scale));
    }

    /** What a transform of real numbers reads or writes: lines of {@code count} elements of a number of bytes. */
    private record Side(long address, int count, int elementBytes) {
        private long lineBytes() {
            return (long) count * elementBytes;
        }

        /** Where a column begins whose elements are {@code along.inner()} elements apart. */
        private long column(Along along, long outer, int inner) {
            return address + outer * along.inner() * lineBytes() + (long) inner * elementBytes;
        }
    }

    private interface LineBody {
        void run(long from, long fromBytes, long to, long toBytes, long count);
    }

    /** Lines as they lie in memory; columns by way of a line each. */
    private static void realLines(Along along, Side from, Side to, LineBody body) {
        long fromBytes = from.lineBytes();
        long toBytes = to.lineBytes();
        if (along.inner() == 1) {
            eachLine(
                    along.outer(),
                    along.length(),
                    (first, last) -> body.run(
                            from.address() + first * fromBytes,
                            fromBytes,
                            to.address() + first * toBytes,
                            toBytes,
                            last - first));
            return;
        }
        eachColumn(along, fromBytes + toBytes, (outer, inner, line) -> {
            long source = from.column(along, outer, inner);
            long sourceStride = (long) along.inner() * from.elementBytes();
            NativeMemory.move(source, sourceStride, line, from.elementBytes(), from.count(), from.elementBytes());
            long result = line + fromBytes;
            body.run(line, fromBytes, result, toBytes, 1);
            long target = to.column(along, outer, inner);
            long targetStride = (long) along.inner() * to.elementBytes();
            NativeMemory.move(result, to.elementBytes(), target, targetStride, to.count(), to.elementBytes());
        });
    }

    private interface ColumnBody {
        void run(long outer, int inner, long line);
    }

    /** Runs with memory for a column as a line, and for its transform. */
    private static void eachColumn(Along along, long bytes, ColumnBody body) {
        eachLine(along.outer() * along.inner(), along.length(), (first, last) -> {
            try (Scratch scratch = Scratch.of(Math.ceilDiv(bytes, Complex.BYTES))) {
                for (long i = first; i < last; i++) {
                    body.run(i / along.inner(), (int) (i % along.inner()), scratch.address());
                }
            }
        });
    }
}
