package lazuli.backend.cpu.copy;

import java.util.Random;
import java.util.stream.Stream;
import lazuli.backend.cpu.Elements;
import lazuli.backend.cpu.Expect;
import lazuli.backend.cpu.Layout;
import lazuli.core.DType;
import lazuli.core.backend.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Copies to and from all layouts, of lengths around those of tiles and pieces. */
class StridedCopyTest {
    private static final int[][] SHAPES = {{7}, {33}, {5000}, {3, 31}, {32, 64}, {33, 65}, {100, 130}, {2, 40, 70}};

    static Stream<Arguments> cases() {
        return Stream.of(DType.INT8, DType.INT16, DType.FLOAT32, DType.FLOAT64)
                .flatMap(dtype -> Stream.of(Layout.values())
                        .flatMap(from -> Stream.of(Layout.ROW_MAJOR, Layout.WITH_GAPS)
                                .flatMap(to -> Stream.of(SHAPES).map(shape -> Arguments.of(dtype, from, to, shape)))));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void elementsKeepTheirIndices(DType dtype, Layout from, Layout to, int[] shape) {
        Tensor source = from.random(new Random(1), dtype, shape);
        Tensor copy = to.allocate(dtype, shape);
        StridedCopy.copy(source, copy);
        Expect.near(at -> Elements.get(source, at), copy, 0);
    }
}
