package lazuli.backend.cpu.onednn;

/** Addresses of one mean and one variance for each channel; the variance is divided by the number of elements. */
public record Statistics(long mean, long variance) {}
