package lazuli.examples.data;

import java.util.SplittableRandom;

/**
 * One draw of the usual augmentation: four black pixels are put around the image, a window of the image's own size is cut
 * out at random, and half of the windows are mirrored left to right.
 *
 * @param down rows that the window lies below the image's place, from -4 to 4
 * @param right pixels that the window lies right of the image's place, from -4 to 4
 * @param mirrored whether the window is mirrored after it was cut
 */
record CropAndFlip(int down, int right, boolean mirrored) {
    static final int PADDING = 4;
    static final CropAndFlip NONE = new CropAndFlip(0, 0, false);

    /** The draw for an image in an epoch; it depends on nothing else, so any thread may make it. */
    static CropAndFlip draw(long seed, int epoch, int image) {
        var random = RandomSource.of(seed, epoch, image);
        return new CropAndFlip(offset(random), offset(random), random.nextBoolean());
    }

    private static int offset(SplittableRandom random) {
        return random.nextInt(2 * PADDING + 1) - PADDING;
    }
}
