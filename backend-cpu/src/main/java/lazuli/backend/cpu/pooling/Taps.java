package lazuli.backend.cpu.pooling;

/** The elements of one window that are not padding: where they are and which position of the spatial plane that is. */
final class Taps {
    private final long[] addresses;
    private final int[] positions;
    private int count;

    Taps(int capacity) {
        addresses = new long[capacity];
        positions = new int[capacity];
    }

    void clear() {
        count = 0;
    }

    void add(long address, int position) {
        addresses[count] = address;
        positions[count] = position;
        count++;
    }

    int count() {
        return count;
    }

    long address(int tap) {
        return addresses[tap];
    }

    int position(int tap) {
        return positions[tap];
    }
}
