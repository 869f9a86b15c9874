package lazuli.backend.cpu.matmul;

import lazuli.backend.cpu.memory.NativeMemory;
import lazuli.core.memory.Allocator;
import lazuli.core.memory.Buffer;

/**
 * A right operand packed once for products with many left ones. Elements are summed in runs of {@link MatrixProduct#DEPTH} products, as in
 * {@link MatrixProduct}.
 */
public final class PackedMatrix implements AutoCloseable {
    private final BlockKernel kernel;
    private final RightPanel panel;
    private final Buffer buffer;
    private final long depth;

    private PackedMatrix(BlockKernel kernel, RightPanel panel, Buffer buffer, long depth) {
        this.kernel = kernel;
        this.panel = panel;
        this.buffer = buffer;
        this.depth = depth;
    }

    /**
     * Packs a matrix.
     *
     * @param shared whether all threads take part
     */
    public static PackedMatrix of(BlockKernel kernel, MatrixSource matrix, int depth, long columns, boolean shared) {
        int strips = Math.toIntExact(Math.ceilDiv(columns, kernel.stripColumns()));
        long runBytes = (long) Math.min(depth, MatrixProduct.DEPTH) * strips * kernel.stripColumns() * kernel.size();
        Buffer buffer = Allocator.host().allocate(runBytes * Math.ceilDiv(depth, MatrixProduct.DEPTH));
        RightPanel panel = new RightPanel(buffer.address(), kernel, 0, strips, columns, 0, depth);
        panel.pack(matrix, shared);
        return new PackedMatrix(kernel, panel, buffer, depth);
    }

    /** A left operand, row-major, by address and bytes between rows. */
    public record Rows(long address, long stride, int count) {}

    /** A row-major result, by address and bytes between rows, and whether it is added to. */
    public record Result(long address, long stride, boolean accumulate) {}

    /** {@code to = a b}, or {@code to += a b}, for some of this matrix's columns; the first is a multiple of the kernel's strip. */
    public void multiply(Rows a, long column, int columns, Result to, long spare) {
        if (depth == 0 && !to.accumulate()) {
            for (int row = 0; row < a.count(); row++) {
                NativeMemory.clear(to.address() + row * to.stride(), (long) columns * kernel.size());
            }
        }
        for (int run = 0; run < panel.runs(); run++) {
            long offset = (long) run * MatrixProduct.DEPTH * kernel.size();
            Rows part = new Rows(a.address() + offset, a.stride(), a.count());
            Result sum = new Result(to.address(), to.stride(), to.accumulate() || run > 0);
            multiplyRun(run, part, column, columns, sum, spare);
        }
    }

    /** The product of rows as long as a run with the run alone, for all columns. */
    public void multiplyRun(int run, Rows a, Result to, long spare) {
        multiplyRun(run, a, 0, Math.toIntExact(panel.columns()), to, spare);
    }

    private void multiplyRun(int run, Rows a, long column, int columns, Result to, long spare) {
        int strip = Math.toIntExact(column / kernel.stripColumns());
        for (int done = 0; done < columns; done += kernel.stripColumns()) {
            kernel.multiply(new BlockKernel.Block(
                    a.address(),
                    a.stride(),
                    a.count(),
                    panel.address(run, strip++),
                    panel.depth(run),
                    to.address() + (long) done * kernel.size(),
                    to.stride(),
                    Math.min(kernel.stripColumns(), columns - done),
                    to.accumulate(),
                    spare));
        }
    }

    @Override
    public void close() {
        buffer.release();
    }
}
