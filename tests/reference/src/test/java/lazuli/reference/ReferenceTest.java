package lazuli.reference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import lazuli.core.Array;
import lazuli.core.Mx;
import lazuli.core.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Operations give what ND4J gives, in float64 over random shapes. */
class ReferenceTest {
    private static final long SEED = Long.getLong("lazuli.seed", 20_250_101);
    private static final int FEWEST = 60;
    private static final int DRAWS = 8;
    private static final double TOLERANCE = 1e-9;

    static Stream<Row> rows() {
        return Rows.all();
    }

    @Test
    void thereAreManyOperations() {
        long operations = rows().map(Row::name).distinct().count();
        System.out.println(operations + " operations compared with ND4J's");
        assertTrue(operations >= FEWEST, () -> operations + " operations");
    }

    @ParameterizedTest
    @MethodSource("rows")
    void resultsAgree(Row row) {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int draw = 0; draw < DRAWS; draw++) {
            List<Array> ours = new ArrayList<>();
            List<INDArray> theirs = new ArrayList<>();
            List<int[]> shapes = row.shapes().draw(random);
            for (int[] shape : shapes) {
                double[] values = random.doubles(Shape.of(shape).size(), row.low(), row.high())
                        .toArray();
                ours.add(Mx.array(values, Shape.of(shape)));
                theirs.add(
                        Nd4j.create(values, Arrays.stream(shape).asLongStream().toArray(), 'c'));
            }
            int axis = random.nextInt(shapes.getFirst().length);
            String at = "draw %d of seed %d, shapes %s, axis %d"
                    .formatted(draw, SEED, ours.stream().map(Array::shape).toList(), axis);
            check(row.theirs().apply(theirs, axis), row.ours().apply(ours, axis), at);
        }
    }

    private static void check(INDArray expected, Array got, String at) {
        double[] values = expected.castTo(DataType.DOUBLE).dup('c').data().asDouble();
        assertEquals(values.length, got.size(), at);
        assertEquals(Arrays.toString(lengths(expected)), Arrays.toString(lengths(got)), at);
        double largest = Arrays.stream(values)
                .map(Math::abs)
                .filter(Double::isFinite)
                .max()
                .orElse(0);
        assertArrayEquals(values, got.toDoubleArray(), TOLERANCE * (1 + largest), at);
    }

    /** ND4J keeps some axes of length one that others drop. */
    private static long[] lengths(INDArray array) {
        return Arrays.stream(array.shape()).filter(length -> length != 1).toArray();
    }

    private static long[] lengths(Array array) {
        return Arrays.stream(array.shape().toArray())
                .filter(length -> length != 1)
                .asLongStream()
                .toArray();
    }
}
