package lazuli.backend.cpu.random;

/**
 * Threefry-2x32 with 20 rounds (Salmon et al., Parallel Random Numbers: As Easy as 1, 2, 3), over runs of counters in arrays. Four
 * rounds at a time: C2 turns short loops into vector instructions, but not one that holds all rounds.
 */
final class Threefry {
    private static final int PARITY = 0x1BD11BDA;

    private Threefry() {}

    /** Encrypts the counters {@code (left + i, right + i)}. */
    static void encrypt(int key0, int key1, int left, int right, int[] x, int[] y, int count) {
        int key2 = PARITY ^ key0 ^ key1;
        count(left + key0, right + key1, x, y, count);
        firstRounds(x, y, count, key1, key2 + 1);
        secondRounds(x, y, count, key2, key0 + 2);
        firstRounds(x, y, count, key0, key1 + 3);
        secondRounds(x, y, count, key1, key2 + 4);
        firstRounds(x, y, count, key2, key0 + 5);
    }

    private static void count(int left, int right, int[] x, int[] y, int count) {
        for (int i = 0; i < count; i++) {
            x[i] = left + i;
            y[i] = right + i;
        }
    }

    private static void firstRounds(int[] x, int[] y, int count, int addedToX, int addedToY) {
        for (int i = 0; i < count; i++) {
            int a = x[i];
            int b = y[i];
            a += b;
            b = Integer.rotateLeft(b, 13) ^ a;
            a += b;
            b = Integer.rotateLeft(b, 15) ^ a;
            a += b;
            b = Integer.rotateLeft(b, 26) ^ a;
            a += b;
            b = Integer.rotateLeft(b, 6) ^ a;
            x[i] = a + addedToX;
            y[i] = b + addedToY;
        }
    }

    private static void secondRounds(int[] x, int[] y, int count, int addedToX, int addedToY) {
        for (int i = 0; i < count; i++) {
            int a = x[i];
            int b = y[i];
            a += b;
            b = Integer.rotateLeft(b, 17) ^ a;
            a += b;
            b = Integer.rotateLeft(b, 29) ^ a;
            a += b;
            b = Integer.rotateLeft(b, 16) ^ a;
            a += b;
            b = Integer.rotateLeft(b, 24) ^ a;
            x[i] = a + addedToX;
            y[i] = b + addedToY;
        }
    }
}
