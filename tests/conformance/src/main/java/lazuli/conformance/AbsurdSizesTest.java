package lazuli.conformance;

import static lazuli.core.Mx.*;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import lazuli.core.Array;
import lazuli.core.ConvolutionOptions;
import lazuli.core.DType;
import lazuli.core.Fft;
import lazuli.core.Mx;
import lazuli.core.OperationException;
import lazuli.core.PadMode;
import lazuli.core.Shape;
import lazuli.core.memory.Allocator;
import lazuli.core.memory.OutOfMemoryException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sizes that overflow an int or a long are refused where they are given, with the operation's name, or computed. */
class AbsurdSizesTest {
    private static final int MOST = Integer.MAX_VALUE;
    private static final Duration SOON = Duration.ofSeconds(20);

    record Refused(String operation, Runnable call) {
        @Override
        public String toString() {
            return operation;
        }
    }

    private static Refused refused(String operation, Runnable call) {
        return new Refused(operation, call);
    }

    private static Array repeated(int... lengths) {
        return broadcastTo(array(1f), lengths);
    }

    private static Array convolved(ConvolutionOptions options) {
        return convGeneral(ones(1, 5, 2), ones(3, 3, 2), options);
    }

    // spotless:off
    static Stream<Refused> refusals() {
        Array v = ones(3);
        ConvolutionOptions plain = ConvolutionOptions.DEFAULTS;
        List<Object> itself = new ArrayList<>();
        itself.add(itself);
        return Stream.of(
                refused("[shape]", () -> zeros(MOST, MOST)),
                refused("[shape]", () -> zeros(1 << 30, 1 << 30, 4)),
                refused("[shape]", () -> Shape.of(MOST, MOST, MOST, MOST)),
                refused("[shape]", () -> array(new float[0], Shape.of(1 << 30, 1 << 30, 4))),
                refused("[shape]", () -> broadcastTo(array(1f), MOST, MOST)),
                refused("[shape]", () -> repeated(1 << 30, 1).add(repeated(1, 1 << 30))),
                refused("[shape]", () -> v.reshape(new int[100_000])),
                refused("[shape]", () -> v.shape().length(3)),
                refused("[array]", () -> array(new float[5], Shape.of(2, 3))),
                refused("[tile]", () -> v.tile(MOST)),
                refused("[repeat]", () -> v.repeat(MOST)),
                refused("[pad]", () -> v.pad(MOST)),
                refused("[pad]", () -> pad(v, new int[][] {{MOST, MOST}}, PadMode.SYMMETRIC)),
                refused("[diag]", () -> v.diag(MOST)),
                refused("[diag]", () -> v.diag(Integer.MIN_VALUE)),
                refused("[diag]", () -> diag(ones(50_000), 0)),
                refused("[concatenate]", () -> concatenate(List.of(repeated(MOST), repeated(MOST)))),
                refused("[reshape]", () -> repeated(65536, 65536).reshape(-1)),
                refused("[flatten]", () -> repeated(65536, 65536).flatten()),
                refused("[kron]", () -> kron(repeated(MOST), repeated(MOST))),
                refused("[tensordot]", () -> tensordot(repeated(65536, 65536), v, 0)),
                refused("[view]", () -> repeated(MOST).astype(DType.FLOAT64).view(DType.UINT8)),
                refused("[as_strided]", () -> asStrided(v, Shape.of(3), new long[] {Long.MAX_VALUE}, 0)),
                refused("[as_strided]", () -> asStrided(v, Shape.of(3), new long[] {1}, Long.MAX_VALUE)),
                refused("[copy]", () -> repeated(65536, 65536).toFloatArray()),
                refused("[unstack]", () -> unstack(repeated(MOST), 0)),
                refused("[split]", () -> split(repeated(MOST), MOST, 0)),
                refused("[asarray]", () -> asarray(itself)),
                refused("[conv]", () -> conv2d(ones(1, 5, 5, 2), ones(3, 3, 3, 2), 1, MOST)),
                refused("[conv]", () -> conv2d(ones(1, 5, 5, 2), ones(3, 3, 3, 2), 1, Integer.MIN_VALUE)),
                refused("[conv_transpose2d]", () -> convTranspose2d(ones(1, 5, 5, 2), ones(3, 3, 3, 2), 1, Integer.MIN_VALUE)),
                refused("[conv", () -> convTranspose2d(ones(1, 5, 5, 2), ones(3, 3, 3, 2), 1, MOST)),
                refused("[conv]", () -> convolved(plain.padding(new int[] {MOST}, new int[] {Integer.MIN_VALUE + 1}))),
                refused("[conv]", () -> convolved(plain.kernelDilation(1 << 30))),
                refused("[conv]", () -> convolved(plain.inputDilation(1 << 30))),
                refused("[conv_general]", () -> convolved(plain.groups(1 << 31))),
                refused("[conv_general]", () -> convolved(plain.groups((1 << 31) - 1))),
                refused("[pool]", () -> maxPool(ones(1, 5, 5, 2), new int[] {1 << 30, 1 << 30}, new int[] {1, 1},
                        new int[] {(1 << 30) - 1, (1 << 30) - 1})),
                refused("[grad]", () -> gradN(l -> List.of(l.get(0).sum()), 0, 0).apply(List.of(v))),
                refused("[grad]", () -> gradN(l -> List.of(l.get(0).sum()), 0, -2).apply(List.of(v, v))),
                refused("[grad]", () -> gradN(l -> List.of(), 0).apply(List.of(v))),
                refused("[grad]", () -> gradN(l -> Arrays.asList((Array) null), 0).apply(List.of(v))));
    }
    // spotless:on

    @ParameterizedTest
    @MethodSource("refusals")
    void isRefusedWithTheOperationsName(Refused refused) {
        OperationException failure =
                assertTimeoutPreemptively(SOON, () -> assertThrows(OperationException.class, () -> refused.call.run()));
        String message = String.valueOf(failure.getMessage());
        assertTrue(message.startsWith(refused.operation), message);
    }

    @Test
    void noElementsMayHaveAHugeShape() {
        Array empty = zeros(0, MOST, MOST, MOST);
        assertEquals(0, empty.size());
        assertEquals(0, empty.nbytes());
        assertEquals(0, empty.toFloatArray().length);
        assertEquals(0, sum(zeros(MOST, MOST, MOST, 0)).itemFloat());
        assertTimeoutPreemptively(SOON, () -> assertTrue(empty.toString().startsWith("array([]")));
        assertTimeoutPreemptively(
                SOON, () -> assertTrue(zeros(MOST, 0).toString().contains("...")));
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 62, 1L << 60})
    void memoryThatThereCannotBeIsRefused(long bytes) {
        assertThrows(OutOfMemoryException.class, () -> Allocator.host().allocate(bytes));
    }

    @Test
    void anArrayLargerThanMemoryIsRefusedWhenItIsComputed() {
        assertThrows(
                OutOfMemoryException.class,
                () -> zeros(1 << 29, 1 << 29).add(ones(1)).contiguous().eval());
    }

    @Test
    void absurdCountsEnd() {
        Array v = array(1f, 4, 9, 16);
        assertTimeoutPreemptively(SOON, () -> {
            assertEquals(Shape.of(0), diff(v, MOST, -1).shape());
            assertEquals(
                    2_000_004,
                    pad(v, new int[][] {{1_000_000, 1_000_000}}, PadMode.SYMMETRIC)
                            .size());
            assertEquals(MOST, Fft.fftfreq(MOST).size());
        });
        assertArrayEquals(
                new float[] {2, 2, 2}, diff(array(1f, 4, 9, 16, 25), 2, -1).toFloatArray());
    }

    @Test
    void diagonalsFarOutsideAreThoseJustOutside() {
        Array x = arange(6).reshape(2, 3);
        for (int far : new int[] {MOST, Integer.MIN_VALUE, MOST - 1, Integer.MIN_VALUE + 1}) {
            boolean above = far > 0;
            assertTrue(arrayEqual(tril(x, far), above ? x : zerosLike(x)).itemBoolean(), "tril " + far);
            assertTrue(arrayEqual(triu(x, far), above ? zerosLike(x) : x).itemBoolean(), "triu " + far);
            assertEquals(0, sum(eye(2, 3, far, DType.FLOAT32)).itemFloat(), "eye " + far);
        }
    }

    @ParameterizedTest
    @MethodSource("widths")
    void continuationsOfAnyWidthAreThoseOfSingleSteps(int[] widths) {
        Array x = array(1, 2, 3, 4).reshape(4);
        for (PadMode mode : List.of(PadMode.SYMMETRIC, PadMode.REFLECT)) {
            int skipped = mode == PadMode.REFLECT ? 1 : 0;
            int[] expected = new int[4 + widths[0] + widths[1]];
            for (int i = 0; i < expected.length; i++) {
                int place = i - widths[0];
                while (place < 0 || place > 3) {
                    place = place < 0 ? -place - 1 + skipped : 7 - skipped - place;
                }
                expected[i] = place + 1;
            }
            assertArrayEquals(
                    expected, Mx.pad(x, new int[][] {widths}, mode).toIntArray(), mode + Arrays.toString(widths));
        }
    }

    static Stream<int[]> widths() {
        return Stream.of(0, 1, 3, 4, 5, 11).flatMap(low -> Stream.of(0, 2, 4, 9).map(high -> new int[] {low, high}));
    }
}
