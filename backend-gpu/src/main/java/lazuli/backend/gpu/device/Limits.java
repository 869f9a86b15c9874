package lazuli.backend.gpu.device;

/**
 * What a launch must keep to.
 *
 * @param threads of a group
 * @param groupMemory bytes of memory that a group shares
 * @param bufferBytes of the largest buffer
 * @param hasDoubles whether kernels can compute in float64
 */
public record Limits(int threads, int groupMemory, long bufferBytes, boolean hasDoubles) {}
