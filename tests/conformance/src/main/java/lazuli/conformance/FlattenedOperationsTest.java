package lazuli.conformance;

import static lazuli.core.Mx.*;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import lazuli.core.Array;
import lazuli.core.Complex;
import lazuli.core.DType;
import lazuli.core.DTypeException;
import lazuli.core.Mx;
import lazuli.core.Random;
import lazuli.core.Shape;
import lazuli.core.ShapeException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Operations over all elements are those along the one axis of the flattened array; a dtype is applied before anything is computed. */
class FlattenedOperationsTest {
    private static final Array X = Random.normal(Shape.of(3, 4, 2), DType.FLOAT32, 0, 1, Random.key(3));

    interface Scan {
        Array apply(Array x, @Nullable Integer axis, boolean reverse, boolean inclusive);
    }

    interface FlatScan {
        Array apply(Array x, boolean reverse, boolean inclusive);
    }

    private static Arguments scan(String name, Scan scan, FlatScan flat) {
        return Arguments.of(name, scan, flat);
    }

    static Stream<Arguments> scans() {
        return Stream.of(
                scan("cumsum", Mx::cumsum, Mx::cumsum),
                scan("cumprod", Mx::cumprod, Mx::cumprod),
                scan("cummax", Mx::cummax, Mx::cummax),
                scan("cummin", Mx::cummin, Mx::cummin),
                scan("logcumsumexp", Mx::logcumsumexp, Mx::logcumsumexp),
                scan("x.cumsum", Array::cumsum, Array::cumsum),
                scan("x.cumprod", Array::cumprod, Array::cumprod),
                scan("x.cummax", Array::cummax, Array::cummax),
                scan("x.cummin", Array::cummin, Array::cummin),
                scan("x.logcumsumexp", Array::logcumsumexp, Array::logcumsumexp));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scans")
    void scansOfAllElementsTakeOptions(String name, Scan scan, FlatScan flat) {
        for (boolean reverse : new boolean[] {false, true}) {
            for (boolean inclusive : new boolean[] {false, true}) {
                Array expected = scan.apply(X.flatten(), 0, reverse, inclusive);
                assertSame(expected, scan.apply(X, null, reverse, inclusive));
                assertSame(expected, flat.apply(X, reverse, inclusive));
            }
        }
    }

    interface Order {
        Array apply(Array x, @Nullable Integer axis);
    }

    private static Arguments order(String name, Order operation) {
        return Arguments.of(name, operation);
    }

    static Stream<Arguments> orders() {
        return Stream.of(
                order("sort", (x, axis) -> sort(x, axis)),
                order("argsort", (x, axis) -> argsort(x, axis)),
                order("partition", (x, axis) -> partition(x, 5, axis)),
                order("argpartition", (x, axis) -> argpartition(x, 5, axis)),
                order("topk", (x, axis) -> topk(x, 5, axis)),
                order("argmax", (x, axis) -> argmax(x, axis, false)),
                order("argmin", (x, axis) -> argmin(x, axis, false)),
                order("x.sort", (x, axis) -> x.sort(axis)),
                order("x.argsort", (x, axis) -> x.argsort(axis)),
                order("x.partition", (x, axis) -> x.partition(5, axis)),
                order("x.argpartition", (x, axis) -> x.argpartition(5, axis)),
                order("x.topk", (x, axis) -> x.topk(5, axis)),
                order("x.argmax", (x, axis) -> x.argmax(axis, false)),
                order("x.argmin", (x, axis) -> x.argmin(axis, false)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("orders")
    void orderOfAllElements(String name, Order operation) {
        assertSame(operation.apply(X.flatten(), 0), operation.apply(X, null));
    }

    @Test
    void argReductionsOfAllElementsKeepAxes() {
        assertEquals(Shape.of(1, 1, 1), argmax(X, null, true).shape());
        assertEquals(argmin(X).itemInt(), argmin(X, null, true).reshape().itemInt());
    }

    private static Arguments reduction(
            String name, Function<Boolean, Array> keepDims, Function<Integer, Array> axis, UnaryOperator<Array> all) {
        return Arguments.of(name, keepDims, axis, all);
    }

    static Stream<Arguments> reductions() {
        return Stream.of(
                reduction("sum", keep -> sum(X, keep), axis -> sum(X, axis, true), Mx::sum),
                reduction("prod", keep -> prod(X, keep), axis -> prod(X, axis, true), Mx::prod),
                reduction("max", keep -> max(X, keep), axis -> max(X, axis, true), Mx::max),
                reduction("min", keep -> min(X, keep), axis -> min(X, axis, true), Mx::min),
                reduction("all", keep -> Mx.all(X, keep), axis -> Mx.all(X, axis, true), Mx::all),
                reduction("any", keep -> any(X, keep), axis -> any(X, axis, true), Mx::any),
                reduction("mean", keep -> mean(X, keep), axis -> mean(X, axis, true), Mx::mean),
                reduction("logsumexp", keep -> logsumexp(X, keep), axis -> logsumexp(X, axis, true), Mx::logsumexp),
                reduction("var", keep -> var(X, keep), axis -> var(X, axis, true), Mx::var),
                reduction("std", keep -> std(X, keep), axis -> std(X, axis, true), Mx::std),
                reduction("median", keep -> median(X, keep), axis -> median(X, axis, true), Mx::median),
                reduction(
                        "countNonzero",
                        keep -> countNonzero(X, keep),
                        axis -> countNonzero(X, axis, true),
                        Mx::countNonzero));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("reductions")
    void reductionsOfAllElementsKeepAxes(
            String name, Function<Boolean, Array> keepDims, Function<Integer, Array> axis, UnaryOperator<Array> all) {
        assertSame(all.apply(X), keepDims.apply(false));
        assertSame(all.apply(X).reshape(1, 1, 1), keepDims.apply(true));
        assertEquals(Shape.of(3, 1, 2), axis.apply(1).shape());
    }

    @Test
    void statisticsAlongAnAxis() {
        assertSame(var(X, new int[] {1}, false, 0), var(X, 1));
        assertSame(std(X, new int[] {1}, false, 0), X.std(1));
        assertSame(median(X, new int[] {1}, false), X.median(1));
        assertSame(countNonzero(X, new int[] {1}, false), X.countNonzero(1));
    }

    // ---- dtypes

    @Test
    void dtypeOfSumsAndProductsIsAppliedBefore() {
        Array bytes = array(100, 100, 100).astype(DType.INT8);
        assertEquals(300, cumsum(bytes, 0, DType.INT32).at(2).itemInt());
        assertEquals(44, cumsum(bytes, DType.INT8).at(2).itemInt());
        assertEquals(1_000_000, cumprod(bytes, DType.INT64).at(2).itemLong());
        assertEquals(1_000_000, bytes.cumprod(0, true, true, DType.INT32).at(0).itemInt());
        assertEquals(44, sum(bytes, DType.INT8).itemInt());
        assertEquals(64, prod(bytes, 0, DType.UINT8).itemInt());
        assertEquals(1e8 + 1, sum(array(1e8f, 1f), DType.FLOAT64).itemDouble());
        assertEquals(2, sum(array(1.9f, 1.9f), DType.INT32).itemInt());
        Array halves = full(Shape.of(4), 60000, DType.FLOAT16);
        assertEquals(60000, mean(halves, DType.FLOAT32).itemDouble());
        assertEquals(0, var(halves, new int[] {0}, false, 0, DType.FLOAT64).itemDouble());
    }

    @Test
    void resultsHaveTheDtypeAskedFor() {
        List<DType> wrong = new ArrayList<>();
        for (DType from : DType.values()) {
            for (DType to : DType.values()) {
                Array x = ones(Shape.of(2, 3), from);
                List<Array> results = List.of(
                        cumsum(x, to), cumprod(x, 1, to), sum(x, to), sum(x, 0, to), prod(x, new int[] {1}, true, to));
                results.stream().filter(y -> y.dtype() != to).forEach(y -> wrong.add(to));
            }
        }
        assertEquals(List.of(), wrong);
        assertEquals(DType.FLOAT64, mean(X, 0, DType.FLOAT64).dtype());
        assertEquals(
                DType.COMPLEX64, mean(X, new int[] {0}, true, DType.COMPLEX64).dtype());
        assertEquals(
                DType.FLOAT64, std(X, new int[] {0}, true, 1, DType.FLOAT64).dtype());
    }

    @Test
    void meansOfIntegersDtypeAreRefused() {
        DTypeException refused = assertThrows(DTypeException.class, () -> mean(X, DType.INT32));
        assertEquals("[mean] is computed in a floating or complex dtype, not int32", refused.getMessage());
        assertThrows(DTypeException.class, () -> std(X, new int[] {0}, false, 0, DType.BOOL));
    }

    // ---- others that had no form for it

    @Test
    void vecdotTakesAnyAxisOfEitherArray() {
        Array a = Random.normal(2, 3, 4);
        Array b = Random.normal(2, 3, 4);
        for (int axis = 0; axis < 3; axis++) {
            assertSame(sum(a.multiply(b), axis), vecdot(a, b, axis));
            assertSame(vecdot(a, b, axis - 3), vecdot(a, b, axis));
        }
        // Each counts in its own shape: (3, 4) and (5, 4) of one axis leave (4) and (5, 4).
        Array column = Random.normal(3, 4);
        Array cube = Random.normal(3, 5, 4);
        assertClose(sum(column.expandDims(1).multiply(cube), 0), vecdot(column, cube, 0));
        assertClose(sum(column.expandDims(1).multiply(cube), 0), vecdot(cube, column, 0));
        Array i = full(Shape.of(2), Complex.I, DType.COMPLEX64);
        assertEquals(Complex.of(2, 0), vecdot(i, i, 0).itemComplex());
        assertThrows(ShapeException.class, () -> vecdot(a, b, 3));
        assertThrows(ShapeException.class, () -> vecdot(zeros(3, 4), zeros(5, 4), 0));
        assertThrows(ShapeException.class, () -> vecdot(array(1f).reshape(), a, 0));
    }

    @Test
    void hadamardTransformOfAScalarScalesIt() {
        Array scalar = full(Shape.SCALAR, 5, DType.INT32);
        assertEquals(5, hadamardTransform(scalar).itemFloat());
        assertEquals(DType.FLOAT32, hadamardTransform(scalar).dtype());
        assertEquals(1, hadamardTransform(scalar, 0.2).itemFloat());
        assertEquals(Shape.SCALAR, hadamardTransform(scalar).shape());
        assertEquals(
                0.2f,
                grad(x -> hadamardTransform(x, 0.2))
                        .apply(scalar.astype(DType.FLOAT32))
                        .itemFloat());
    }

    @Test
    void emptyArraysHaveShapeAndDtype() {
        assertEquals(ones(2, 3).type(), empty(2, 3).type());
        assertEquals(DType.INT8, empty(Shape.of(4), DType.INT8).dtype());
        assertEquals(X.type(), emptyLike(X).type());
        assertEquals(DType.BOOL, emptyLike(X, DType.BOOL).dtype());
    }

    private static void assertSame(Array expected, Array got) {
        assertEquals(expected.type(), got.type());
        assertArrayEquals(expected.toByteArray(), got.toByteArray());
    }

    private static void assertClose(Array expected, Array got) {
        assertEquals(expected.type(), got.type());
        assertArrayEquals(expected.toFloatArray(), got.toFloatArray(), 1e-5f);
    }
}
