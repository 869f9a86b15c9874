package lazuli.core.backend;

/**
 * How rotary positions turn the first elements of a vector.
 *
 * @param dims how many elements, an even number
 * @param traditional whether neighbours are a pair, rather than elements half of {@code dims} apart
 * @param scale what positions are multiplied by
 * @param forward whether vectors are turned by the angle, rather than back
 */
public record Rotation(int dims, boolean traditional, double scale, boolean forward) {
    /** The opposite rotation. */
    public Rotation backwards() {
        return new Rotation(dims, traditional, scale, !forward);
    }
}
