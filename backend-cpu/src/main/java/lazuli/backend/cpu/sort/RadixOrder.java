package lazuli.backend.cpu.sort;

/**
 * The order of many long keys, equal ones in the order that they are in: passes over the keys' bytes from the least significant to the most,
 * each putting the indices in order of one byte and leaving that of the passes before. A byte that all keys share needs none.
 */
final class RadixOrder {
    private static final int BITS = 8;
    private static final int VALUES = 1 << BITS;
    private static final int PASSES = Long.SIZE / BITS;

    private RadixOrder() {}

    /** The indices of keys in ascending order; the keys are lost. */
    static int[] of(long[] keys) {
        int[] counts = counts(keys);
        long[] sortedKeys = keys;
        long[] otherKeys = new long[keys.length];
        int[] order = new int[keys.length];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        int[] otherOrder = new int[keys.length];
        for (int pass = 0; pass < PASSES; pass++) {
            if (!placesOfValues(counts, pass * VALUES, keys.length)) {
                continue;
            }
            for (int i = 0; i < order.length; i++) {
                long key = sortedKeys[i];
                int place = counts[pass * VALUES + value(key, pass)]++;
                otherKeys[place] = key;
                otherOrder[place] = order[i];
            }
            long[] keysBefore = sortedKeys;
            sortedKeys = otherKeys;
            otherKeys = keysBefore;
            int[] orderBefore = order;
            order = otherOrder;
            otherOrder = orderBefore;
        }
        return order;
    }

    private static int value(long key, int pass) {
        return (int) ((key ^ Long.MIN_VALUE) >>> (pass * BITS)) & (VALUES - 1);
    }

    /** How often each pass meets each value. */
    private static int[] counts(long[] keys) {
        int[] counts = new int[PASSES * VALUES];
        for (long key : keys) {
            for (int pass = 0; pass < PASSES; pass++) {
                counts[pass * VALUES + value(key, pass)]++;
            }
        }
        return counts;
    }

    /** Makes of a pass's counts the place of the first key of each value; false if there is one value only. */
    private static boolean placesOfValues(int[] counts, int first, int keys) {
        int place = 0;
        for (int i = first; i < first + VALUES; i++) {
            int count = counts[i];
            if (count == keys) {
                return false;
            }
            counts[i] = place;
            place += count;
        }
        return true;
    }
}
