package lazuli.conformance;

import static lazuli.core.Mx.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Fft;
import lazuli.core.Fn1;
import lazuli.core.OperationException;
import lazuli.core.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Arguments at the edge of what an operation is defined for are refused in its name, with shapes. */
class RefusedArgumentsTest {
    private static final int MOST = Integer.MAX_VALUE;

    record Row(String start, Executable call) {
        @Override
        public String toString() {
            return start;
        }
    }

    static Stream<Row> refused() {
        Array matrix = ones(2, 2);
        Array cube = ones(2, 3, 4);
        Array long1 = broadcastTo(array(1f), MOST);
        return Stream.of(
                new Row("[addmm] c of shape (2, 2, 2)", () -> addmm(zeros(2, 2, 2), matrix, matrix)),
                new Row("[addmm]", () -> addmm(zeros(2), ones(2), ones(2))),
                new Row("[addmm]", () -> addmm(zeros(4, 2, 2), ones(1, 2, 2), matrix)),
                new Row("[einsum] 'a...b...c'", () -> einsum("a...b...c,a...b...c->abc", cube, cube)),
                new Row("[einsum]", () -> einsum("...a...->a", cube)),
                new Row("[einsum]", () -> einsum("...a->...a...", cube)),
                new Row("[fftfreq] 4 samples", () -> Fft.fftfreq(4, 0)),
                new Row("[fftfreq]", () -> Fft.fftfreq(4, -0.0)),
                new Row("[fftfreq]", () -> Fft.fftfreq(-4, 1)),
                new Row("[rfftfreq]", () -> Fft.rfftfreq(4, 0)),
                new Row("[result_type]", () -> resultType(new DType[0])),
                new Row("[result_type]", () -> resultType(new Array[0])),
                new Row("[broadcast_shapes]", () -> broadcastShapes()),
                new Row("[concatenate] an axis of 4294967294", () -> concatenate(List.of(long1, long1), 0)),
                new Row("[stack]", () -> stack(List.of(), 0)),
                new Row("[softmax]", () -> softmax(broadcastTo(array(1f), 65536, 65536), 0, 1)),
                new Row(
                        "[grad] the function must return a scalar, not shape (1, 1)",
                        () -> grad((Fn1) x -> x).apply(ones(1, 1))),
                new Row("[grad]", () -> grad((Fn1) x -> x).apply(ones(1))));
    }

    @ParameterizedTest
    @MethodSource
    void refused(Row row) {
        OperationException failure = assertThrows(OperationException.class, row.call);
        assertTrue(String.valueOf(failure.getMessage()).startsWith(row.start), failure.toString());
    }

    @Test
    void cMayBeSmallerThanTheProduct() {
        for (Shape c : List.of(Shape.SCALAR, Shape.of(1), Shape.of(3), Shape.of(2, 1), Shape.of(1, 3))) {
            assertEquals(
                    List.of(List.of(3f, 3f, 3f), List.of(3f, 3f, 3f)),
                    addmm(ones(c, DType.FLOAT32), ones(2, 2), ones(2, 3)).toList());
        }
    }

    @Test
    void tangentsOfIntegersAndTruthValuesAreZerosOfTheTangentsDType() {
        for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT16, DType.FLOAT64)) {
            Array x = array(-1.5f, 0f, 2.5f).astype(dtype);
            for (Fn1 function : List.<Fn1>of(
                    y -> greater(y, 0),
                    y -> isnan(y),
                    y -> y.astype(DType.INT32),
                    y -> multiply(y.astype(DType.INT64), 3),
                    y -> argmax(y, 0, true),
                    y -> argsort(y, 0),
                    y -> y.astype(DType.INT32).astype(dtype),
                    y -> where(greater(y, 0), 1, 0))) {
                Array tangent = jvpN(z -> List.of(function.apply(z.getFirst())), List.of(x), List.of(onesLike(x)))
                        .tangents()
                        .getFirst();
                assertEquals(dtype, tangent.dtype());
                assertTrue(all(equal(tangent, 0)).itemBoolean(), tangent.toString());
            }
        }
    }

    @Test
    void matricesFollowEachOtherWithoutABlankLine() {
        assertEquals("""
                array([[[0, 1],
                        [2, 3]],
                       [[4, 5],
                        [6, 7]]], dtype=int32)""", arange(8).reshape(2, 2, 2).toString());
    }
}
