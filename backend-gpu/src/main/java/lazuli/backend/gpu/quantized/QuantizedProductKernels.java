package lazuli.backend.gpu.quantized;

import lazuli.backend.gpu.device.Launch;
import lazuli.backend.gpu.kernel.DialectTypes;
import lazuli.backend.gpu.kernel.KernelSource;
import lazuli.backend.gpu.kernel.Launcher;
import lazuli.backend.gpu.matmul.Groups;
import lazuli.backend.gpu.matmul.PartSums;
import lazuli.backend.gpu.matmul.Split;
import lazuli.core.backend.Tensor;

/** Encodes batches of products with quantized matrices: which kernel follows from the lengths. */
final class QuantizedProductKernels {
    /** From so many rows on making the numbers once for a tile is worth it. */
    private static final int MANY_ROWS = 6;

    private static final int TILE_COLUMNS = 64;
    private static final int TILE_ROWS = 64;
    private static final int FEW_TILE_ROWS = 16;

    /** From so many rows on tiles are the higher ones. */
    private static final int HIGH_TILES = 33;

    private static final int TILE_THREADS = 128;

    /** Four warps with four columns each; eight warps that have 256 together. */
    private static final int TRANSPOSED_COLUMNS = 16;

    private static final int TRANSPOSED_THREADS = 128;
    private static final int PLAIN_COLUMNS = 256;
    private static final int PLAIN_THREADS = 256;

    private final Launcher launcher;
    private final PartSums sums;

    QuantizedProductKernels(Launcher launcher) {
        this.launcher = launcher;
        this.sums = new PartSums(launcher);
    }

    /** Computes all of a batch. */
    void multiply(QuantizedProduct product, Tensor to) {
        if (product.rows() < MANY_ROWS) {
            vector(product, to);
        } else {
            tiles(product, to);
        }
    }

    private void vector(QuantizedProduct product, Tensor to) {
        boolean transposed = product.matrices().transposed();
        int width = transposed ? TRANSPOSED_COLUMNS : PLAIN_COLUMNS;
        long groups = Math.ceilDiv(product.columns(), width) * product.batch().count() * product.rows();
        run(
                product,
                to,
                "quantized_vector",
                product.source("quantized_vector.kernel"),
                groups,
                transposed ? TRANSPOSED_THREADS : PLAIN_THREADS);
    }

    private void tiles(QuantizedProduct product, Tensor to) {
        int tileRows = product.rows() < HIGH_TILES ? FEW_TILE_ROWS : TILE_ROWS;
        long groups = (long) Math.ceilDiv(product.columns(), TILE_COLUMNS)
                * Math.ceilDiv(product.rows(), tileRows)
                * product.batch().count();
        KernelSource source = product.source("quantized.kernel").define("TILE_ROWS", tileRows + "u");
        run(product, to, "quantized_tiles", source, groups, TILE_THREADS);
    }

    private void run(
            QuantizedProduct product, Tensor to, String kernel, KernelSource source, long groups, int threads) {
        Split split = Split.of(groups, product.depth());
        sums.in(split, to, result -> {
            Launch launch = launcher.begin(source.define("TO", DialectTypes.stored(result.dtype())), kernel);
            product.fill(launch, result, split);
            launcher.run(launch, Groups.of(groups * split.parts(), threads));
        });
    }

    /** Computes the rows of one left matrix, whose indices choose the right ones. */
    void multiplyRuns(QuantizedProduct product, Tensor to) {
        KernelSource source = product.source("quantized.kernel")
                .define("TILE_ROWS", FEW_TILE_ROWS + "u")
                .define("TO", DialectTypes.stored(to.dtype()));
        Launch launch = launcher.begin(source, "quantized_runs");
        product.fill(launch, to, new Split(Math.max(1, product.depth()), 1));
        long tiles = (long) Math.ceilDiv(product.rows(), FEW_TILE_ROWS) * Math.ceilDiv(product.columns(), TILE_COLUMNS);
        launcher.run(launch, Groups.of(tiles, TILE_THREADS));
    }
}
