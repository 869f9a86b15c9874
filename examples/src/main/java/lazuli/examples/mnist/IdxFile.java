package lazuli.examples.mnist;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/**
 * A gzipped IDX file of bytes: a number that tells the dtype and how many dimensions there are, these as big-endian integers, the bytes.
 *
 * @param shape the dimensions
 * @param bytes the last dimension's side by side
 */
@SuppressWarnings("ArrayRecordComponent") // two of these are never compared
record IdxFile(int[] shape, byte[] bytes) {
    private static final int UNSIGNED_BYTES = 0x08;
    private static final long LARGEST = 1 << 30;

    /**
     * Reads a file to its end.
     *
     * @param dimensions how many it must have
     * @throws IOException if it is something else, or longer or shorter than it says
     */
    static IdxFile read(InputStream compressed, int dimensions) throws IOException {
        try (DataInputStream stream = new DataInputStream(new GZIPInputStream(compressed, 1 << 16))) {
            int magic = stream.readInt();
            int expected = UNSIGNED_BYTES << 8 | dimensions;
            if (magic != expected) {
                throw new IOException("begins with %08x instead of %08x".formatted(magic, expected));
            }
            int[] shape = new int[dimensions];
            long size = 1;
            for (int i = 0; i < dimensions; i++) {
                shape[i] = stream.readInt();
                if (shape[i] < 1 || (size *= shape[i]) > LARGEST) {
                    throw new IOException("has a dimension of " + shape[i]);
                }
            }
            byte[] bytes = stream.readNBytes((int) size);
            if (bytes.length < size || stream.read() >= 0) {
                throw new IOException("does not hold the %d bytes of %s".formatted(size, Arrays.toString(shape)));
            }
            return new IdxFile(shape, bytes);
        }
    }
}
