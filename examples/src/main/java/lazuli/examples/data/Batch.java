package lazuli.examples.data;

/**
 * Some images made ready for a model.
 *
 * @param images normalised pixels in NHWC order; the array is the receiver's own
 * @param labels the class of each image
 * @param height rows of an image
 * @param width pixels of a row
 * @param channels values of a pixel
 */
@SuppressWarnings("ArrayRecordComponent") // for speed; two of these are never compared
public record Batch(float[] images, int[] labels, int height, int width, int channels) {
    /** How many images the batch holds. */
    public int size() {
        return labels.length;
    }

    /** The shape of {@link #images}: images, rows, pixels, channels. */
    public int[] shape() {
        return new int[] {size(), height, width, channels};
    }
}
