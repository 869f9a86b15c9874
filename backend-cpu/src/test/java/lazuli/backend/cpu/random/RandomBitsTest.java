package lazuli.backend.cpu.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import lazuli.backend.cpu.Elements;
import lazuli.backend.cpu.Expect;
import lazuli.backend.cpu.Layout;
import lazuli.backend.cpu.Threads;
import lazuli.core.DType;
import lazuli.core.backend.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RandomBitsTest {

    /** The vectors that Random123 publishes for 20 rounds. */
    @ParameterizedTest
    @CsvSource({
        "00000000, 00000000, 00000000, 00000000, 6b200159, 99ba4efe",
        "ffffffff, ffffffff, ffffffff, ffffffff, 1cb996fc, bb002be7",
        "13198a2e, 03707344, 243f6a88, 85a308d3, c4923a9c, 483df7a0"
    })
    void threefryIsTheOneOfItsAuthors(String key0, String key1, String left, String right, String x, String y) {
        int[] a = new int[1];
        int[] b = new int[1];
        Threefry.encrypt(bits(key0), bits(key1), bits(left), bits(right), a, b, 1);
        assertEquals(x, Integer.toHexString(a[0]));
        assertEquals(y, Integer.toHexString(b[0]));
    }

    private static int bits(String hexadecimal) {
        return Integer.parseUnsignedInt(hexadecimal, 16);
    }

    /** What MLX 0.32.2 gives for mx.random.split(key, 3), whose keys are six words. */
    @Test
    void wordsAreThoseOfMlx() {
        Tensor to = Layout.ROW_MAJOR.allocate(DType.UINT32, 6);
        RandomBits.fill(key(222, 2518330290L), to);
        assertArrayEquals(
                new long[] {4193169438L, 3575584497L, 2785523434L, 617187487L, 1025843281L, 1878656181L}, words(to, 6));
    }

    /** What MLX 0.32.2 gives for mx.random.uniform(shape=[3]): the words as fractions. */
    @Test
    void anOddNumberOfWordsIsThatOfMlx() {
        Tensor to = Layout.ROW_MAJOR.allocate(DType.UINT32, 3);
        RandomBits.fill(key(221, 124571633), to);
        double[] uniform = {0.9187847, 0.12505604, 0.25832057};
        Expect.near(at -> uniform[at[0]] * 0x1p32, to, 1e-7);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 100, 2047, 2048, 2049, 4096, 10001})
    void countersAreLaidOutFromBothEnds(int words) {
        Tensor to = Layout.ROW_MAJOR.allocate(DType.UINT32, words);
        RandomBits.fill(key(5, 9), to);
        long[] expected = new long[words];
        int half = words / 2;
        int odd = words % 2;
        int[] x = new int[1];
        int[] y = new int[1];
        for (int i = 0; i < half + odd; i++) {
            boolean middle = i == half;
            Threefry.encrypt(5, 9, i, middle ? 0 : i + half + odd, x, y, 1);
            expected[i] = Integer.toUnsignedLong(x[0]);
            if (!middle) {
                expected[i + half + odd] = Integer.toUnsignedLong(y[0]);
            }
        }
        assertArrayEquals(expected, words(to, words));
    }

    @ParameterizedTest
    @CsvSource({"ROW_MAJOR", "REVERSED_AXES", "WITH_GAPS", "BACKWARDS"})
    void eachKeyHasItsOwnWords(Layout layout) {
        Tensor keys = layout.random(new java.util.Random(1), DType.UINT32, 3, 4, 2);
        Tensor to = Layout.ROW_MAJOR.allocate(DType.UINT32, 3, 4, 5);
        RandomBits.fill(keys, to);
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 4; j++) {
                Tensor alone = Layout.ROW_MAJOR.allocate(DType.UINT32, 5);
                RandomBits.fill(key((long) Elements.get(keys, i, j, 0), (long) Elements.get(keys, i, j, 1)), alone);
                for (int word = 0; word < 5; word++) {
                    assertEquals(Elements.get(alone, word), Elements.get(to, i, j, word));
                }
            }
        }
    }

    @Test
    void bitsDoNotDependOnThreads() {
        Tensor shared = Layout.ROW_MAJOR.allocate(DType.UINT32, 100_001);
        Tensor alone = Layout.ROW_MAJOR.allocate(DType.UINT32, 100_001);
        RandomBits.fill(key(1, 2), shared);
        Threads.alone(() -> RandomBits.fill(key(1, 2), alone));
        Expect.sameBits(shared, alone);
    }

    private static Tensor key(long first, long second) {
        Tensor key = Layout.ROW_MAJOR.allocate(DType.UINT32, 2);
        Elements.set(key, (double) first, 0);
        Elements.set(key, (double) second, 1);
        return key;
    }

    private static long[] words(Tensor tensor, int count) {
        long[] words = new long[count];
        for (int i = 0; i < count; i++) {
            words[i] = (long) Elements.get(tensor, i);
        }
        return words;
    }
}
