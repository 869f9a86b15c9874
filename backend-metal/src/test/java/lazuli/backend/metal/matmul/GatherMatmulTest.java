package lazuli.backend.metal.matmul;

import static lazuli.backend.metal.BothDevices.normal;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lazuli.backend.metal.BothDevices;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Mx;
import lazuli.core.graph.Nodes;
import lazuli.core.primitive.matrix.GatherMatMul;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Products with chosen matrices, by sorted and unsorted indices, are the processor's. */
class GatherMatmulTest {
    private static final int MATRICES = 5;

    record Lengths(int indices, int rows, int depth, int columns) {}

    static Stream<Lengths> lengths() {
        return Stream.of(
                new Lengths(4, 3, 5, 6),
                new Lengths(0, 3, 5, 6),
                new Lengths(4, 3, 0, 6),
                new Lengths(7, 1, 300, 40),
                new Lengths(70, 1, 33, 65),
                new Lengths(40, 1, 17, 1),
                new Lengths(20, 3, 20, 10),
                new Lengths(3, 20, 31, 70),
                new Lengths(1, 70, 40, 5));
    }

    @ParameterizedTest
    @MethodSource("lengths")
    void ofAllLengths(Lengths lengths) {
        for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT16, DType.BFLOAT16, DType.COMPLEX64)) {
            Array x = normal(7, dtype, lengths.indices(), lengths.rows(), lengths.depth());
            Array b = normal(7, dtype, MATRICES, lengths.depth(), lengths.columns());
            for (boolean sorted : new boolean[] {false, true}) {
                int[] places = IntStream.range(0, lengths.indices())
                        .map(i -> sorted ? i * MATRICES / lengths.indices() : i * 7 % (2 * MATRICES) - MATRICES)
                        .toArray();
                for (DType indices : List.of(DType.INT32, DType.INT64, DType.INT8)) {
                    Array chosen = Mx.array(places).astype(indices);
                    for (Layout layout : indices == DType.INT32 ? Layout.values() : new Layout[] {Layout.SPREAD}) {
                        BothDevices.agreeOnSums(
                                () -> Nodes.of(new GatherMatMul(), layout.of(x), layout.of(b), layout.of(chosen)),
                                lengths.depth(),
                                lengths + " of " + dtype + " by " + indices + " " + layout);
                    }
                }
            }
        }
    }

    @Test
    void indicesThatNameNoneAreRefused() {
        Array x = normal(7, DType.FLOAT32, 2, 1, 3);
        Array b = normal(7, DType.FLOAT32, 4, 3, 2);
        for (int wrong : new int[] {4, -5, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            Array product = Nodes.of(new GatherMatMul(), x, b, Mx.array(0, wrong));
            assertThrows(IndexOutOfBoundsException.class, product::toFloatArray);
        }
    }
}
