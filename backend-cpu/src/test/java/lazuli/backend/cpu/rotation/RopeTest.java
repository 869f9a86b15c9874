package lazuli.backend.cpu.rotation;

import java.util.Random;
import java.util.stream.Stream;
import lazuli.backend.cpu.Elements;
import lazuli.backend.cpu.Expect;
import lazuli.backend.cpu.Layout;
import lazuli.core.DType;
import lazuli.core.backend.Rotation;
import lazuli.core.backend.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RopeTest {
    private static final int[] SHAPE = {2, 3, 5, 10};
    private static final double[] FREQUENCIES = {0.5, 2, 30, 1000};

    static Stream<Arguments> forms() {
        return Stream.of(DType.FLOAT32, DType.FLOAT64)
                .flatMap(dtype -> Stream.of(false, true)
                        .flatMap(traditional -> Stream.of(
                                Arguments.of(dtype, traditional, true, 3, 3),
                                Arguments.of(dtype, traditional, false, 3, -40),
                                Arguments.of(dtype, traditional, true, 100_000, 0))));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void pairsAreTurned(DType dtype, boolean traditional, boolean forward, int firstOffset, int secondOffset) {
        Rotation rotation = new Rotation(8, traditional, 0.25, forward);
        Tensor x = Layout.ROW_MAJOR.random(new Random(1), dtype, SHAPE);
        Tensor offsets = Layout.ROW_MAJOR.allocate(DType.INT32, 2);
        Elements.set(offsets, firstOffset, 0);
        Elements.set(offsets, secondOffset, 1);
        Tensor frequencies = Layout.ROW_MAJOR.allocate(dtype, 4);
        for (int i = 0; i < 4; i++) {
            Elements.set(frequencies, FREQUENCIES[i], i);
        }
        Tensor y = Layout.ROW_MAJOR.allocate(dtype, SHAPE);
        Rope.rotate(rotation, x, offsets, frequencies, y);
        Expect.near(
                at -> {
                    int element = at[3];
                    if (element >= 8) {
                        return Elements.get(x, at);
                    }
                    int pair = traditional ? element / 2 : element % 4;
                    boolean second = traditional ? element % 2 == 1 : element >= 4;
                    int distance = traditional ? 1 : 4;
                    int other = second ? element - distance : element + distance;
                    double position = at[2] + (at[0] == 0 ? firstOffset : secondOffset);
                    double angle = position * 0.25 / FREQUENCIES[pair] * (forward ? 1 : -1);
                    double sine = second ? Math.sin(angle) : -Math.sin(angle);
                    return Elements.get(x, at) * Math.cos(angle) + Elements.get(x, at[0], at[1], at[2], other) * sine;
                },
                y,
                dtype == DType.FLOAT64 ? 1e-9 : 1e-6);
    }
}
