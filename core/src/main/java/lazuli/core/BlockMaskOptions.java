package lazuli.core;

import lazuli.core.graph.Required;
import org.jspecify.annotations.Nullable;

/**
 * Which blocks {@link Mx#blockMaskedMm} leaves out or scales: masks of bool, false standing for zeros, or of floats that blocks are
 * multiplied by.
 *
 * @param blockSize 32 or 64, the rows and columns of a block; 64 by default
 * @param maskOut (..., blocks of M, blocks of N), of the product; null, the default, is none
 * @param maskLhs (..., blocks of M, blocks of K), of the left matrix; null, the default, is none
 * @param maskRhs (..., blocks of K, blocks of N), of the right matrix; null, the default, is none
 */
public record BlockMaskOptions(
        int blockSize,
        @Nullable Array maskOut,
        @Nullable Array maskLhs,
        @Nullable Array maskRhs) {
    /** Blocks of 64, no masks. */
    public static final BlockMaskOptions DEFAULTS = new BlockMaskOptions(64, null, null, null);

    /** With blocks of this many rows and columns. */
    public BlockMaskOptions blockSize(int length) {
        return new BlockMaskOptions(length, maskOut, maskLhs, maskRhs);
    }

    /** With a mask of the product. */
    public BlockMaskOptions maskOut(Array mask) {
        Required.argument("block_mask_options", "mask", mask);
        return new BlockMaskOptions(blockSize, mask, maskLhs, maskRhs);
    }

    /** With a mask of the left matrix. */
    public BlockMaskOptions maskLhs(Array mask) {
        Required.argument("block_mask_options", "mask", mask);
        return new BlockMaskOptions(blockSize, maskOut, mask, maskRhs);
    }

    /** With a mask of the right matrix. */
    public BlockMaskOptions maskRhs(Array mask) {
        Required.argument("block_mask_options", "mask", mask);
        return new BlockMaskOptions(blockSize, maskOut, maskLhs, mask);
    }
}
