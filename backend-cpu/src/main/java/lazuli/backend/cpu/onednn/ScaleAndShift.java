package lazuli.backend.cpu.onednn;

/** Addresses of one scale and one shift for each channel, or of their gradients. */
public record ScaleAndShift(long scale, long shift) {
    /** For a normalization that is not affine. */
    public static final ScaleAndShift NONE = new ScaleAndShift(0, 0);
}
