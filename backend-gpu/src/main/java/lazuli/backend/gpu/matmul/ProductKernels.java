package lazuli.backend.gpu.matmul;

import lazuli.backend.gpu.device.Launch;
import lazuli.backend.gpu.kernel.DialectTypes;
import lazuli.backend.gpu.kernel.KernelSource;
import lazuli.backend.gpu.kernel.Launcher;
import lazuli.core.DType;
import lazuli.core.backend.Tensor;

/** Encodes batches of products: which kernel follows from the lengths and the dtype, never from strides, which so do not show in the bits. */
final class ProductKernels {
    private static final int TILE_COLUMNS = 64;
    private static final int TILE_THREADS = 128;

    private static final int TILE_ROWS = 64;
    private static final int FEW_TILE_ROWS = 16;

    /** From so many rows on tiles are the higher ones. */
    private static final int MANY_ROWS = 17;

    private static final int COMPLEX_SIDE = 16;

    /** Four warps with four lines each, or eight warps that have 32 together. */
    private static final int ALONG_LINES = 16;

    private static final int ALONG_THREADS = 128;
    private static final int ACROSS_LINES = 32;
    private static final int ACROSS_THREADS = 256;

    private final Launcher launcher;
    private final PartSums sums;

    ProductKernels(Launcher launcher) {
        this.launcher = launcher;
        this.sums = new PartSums(launcher);
    }

    /** Computes all of a batch. */
    void multiply(Product product, Tensor to) {
        if (to.shape().size() == 0) {
            return;
        }
        if (product.dtype() == DType.COMPLEX64) {
            complex(product, to);
        } else if (product.columns() == 1) {
            vector(product, to, product.rows(), true);
        } else if (product.rows() == 1) {
            vector(product, to, product.columns(), false);
        } else {
            tiles(product, to);
        }
    }

    /** Computes the rows of one left matrix, whose indices choose the right ones. */
    void multiplyRuns(Product product, Tensor to) {
        KernelSource source = product.source("product_runs.kernel")
                .define("TILE_ROWS", "16u")
                .define("TO", DialectTypes.stored(to.dtype()));
        Launch launch = launcher.begin(source, "product_runs");
        product.fill(launch, to, new Split(product.depth(), 1));
        long tiles = (long) Math.ceilDiv(product.rows(), FEW_TILE_ROWS) * Math.ceilDiv(product.columns(), TILE_COLUMNS);
        launcher.run(launch, Groups.of(tiles, TILE_THREADS));
    }

    private void complex(Product product, Tensor to) {
        Launch launch = launcher.begin(product.source("product_complex.kernel"), "product_complex");
        product.fill(launch, to, new Split(product.depth(), 1));
        long tiles = (long) Math.ceilDiv(product.rows(), COMPLEX_SIDE) * Math.ceilDiv(product.columns(), COMPLEX_SIDE);
        launcher.run(launch, Groups.of(tiles * product.batch().count(), COMPLEX_SIDE * COMPLEX_SIDE));
    }

    private void tiles(Product product, Tensor to) {
        int tileRows = product.rows() < MANY_ROWS ? FEW_TILE_ROWS : TILE_ROWS;
        long tiles = (long) Math.ceilDiv(product.rows(), tileRows)
                * Math.ceilDiv(product.columns(), TILE_COLUMNS)
                * product.batch().count();
        int longest = Math.max(product.rows(), product.columns());
        Split split = product.depth() < longest ? new Split(product.depth(), 1) : Split.of(tiles, product.depth());
        KernelSource source = product.source("product.kernel").define("TILE_ROWS", tileRows + "u");
        sums.in(split, to, result -> {
            Launch launch = launcher.begin(source.define("TO", DialectTypes.stored(result.dtype())), "product_tiles");
            product.fill(launch, result, split);
            launcher.run(launch, Groups.of(tiles * split.parts(), TILE_THREADS));
        });
    }

    /** Lines of the matrix, which is the left or the right one, times the other, a vector. */
    private void vector(Product product, Tensor to, int lines, boolean left) {
        Tensor matrix = left ? product.a() : product.b();
        int rank = matrix.shape().rank();
        boolean along = matrix.strides()[left ? rank - 1 : rank - 2] == 1;
        long count = product.batch().count();
        Split split = Split.of(Math.ceilDiv(lines, ALONG_LINES) * count, product.depth());
        KernelSource text = product.source("product_vector.kernel");
        KernelSource source = left ? text.define("MATRIX_LEFT", "1") : text;
        sums.in(split, to, result -> {
            Launch launch = launcher.begin(
                    source.define("TO", DialectTypes.stored(result.dtype())),
                    along ? "product_along" : "product_across");
            product.fill(launch, result, split);
            long blocks = Math.ceilDiv(lines, along ? ALONG_LINES : ACROSS_LINES) * count * split.parts();
            launcher.run(launch, Groups.of(blocks, along ? ALONG_THREADS : ACROSS_THREADS));
        });
    }
}
