package lazuli.backend.cpu.fft;

/**
 * The roots of unity {@code exp(-2 pi i k / order)}, right to the last bit or two of a double: the product of one from a coarse and
 * one from a fine table, each of about the square root of the order.
 */
final class Roots {
    private final long order;
    private final int fineBits;
    private final double[] coarse;
    private final double[] fine;

    Roots(long order) {
        this.order = order;
        fineBits = (Long.SIZE - Long.numberOfLeadingZeros(order)) / 2;
        fine = new double[2 << fineBits];
        coarse = new double[2 * (int) ((order >> fineBits) + 1)];
        for (int i = 0; i < fine.length / 2; i++) {
            store(i % order, fine, i);
        }
        for (int i = 0; i < coarse.length / 2; i++) {
            store(((long) i << fineBits) % order, coarse, i);
        }
    }

    /** Stores the {@code count} roots {@code k = start, start + step, ...} as floats from element {@code first} on. */
    void fill(float[] to, int first, int count, long step, long start) {
        long advance = step % order;
        long k = start % order;
        for (int i = first; i < first + count; i++) {
            put(to, i, k);
            k += advance;
            k = k >= order ? k - order : k;
        }
    }

    /** Stores root {@code k}, taken modulo the order, as element {@code index}. */
    void put(float[] to, int index, long k) {
        long at = k % order;
        int high = 2 * (int) (at >> fineBits);
        int low = 2 * (int) (at & (1L << fineBits) - 1);
        to[2 * index] = (float) (coarse[high] * fine[low] - coarse[high + 1] * fine[low + 1]);
        to[2 * index + 1] = (float) (coarse[high] * fine[low + 1] + coarse[high + 1] * fine[low]);
    }

    /** The root k as the sine and cosine of an angle of at most an eighth of a turn, by symmetry. */
    private void store(long k, double[] to, int index) {
        long eighth = 8 * k / order;
        long rest = 8 * k - eighth * order;
        double angle = (eighth % 2 == 0 ? rest : order - rest) * (Math.PI / 4) / order;
        double near = Math.cos(angle);
        double far = Math.sin(angle);
        boolean steep = eighth % 4 == 1 || eighth % 4 == 2;
        double cosine = steep ? far : near;
        double sine = steep ? near : far;
        to[2 * index] = eighth >= 2 && eighth <= 5 ? -cosine : cosine;
        to[2 * index + 1] = eighth >= 4 ? sine : -sine;
    }
}
