package lazuli.conformance;

import static lazuli.core.Mx.*;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import lazuli.core.Array;
import lazuli.core.CustomFunction;
import lazuli.core.DType;
import lazuli.core.Fn1;
import lazuli.core.Fn2;
import lazuli.core.Index;
import lazuli.core.PadMode;
import lazuli.core.Shape;
import lazuli.core.Slice;
import lazuli.core.graph.Nodes;
import lazuli.core.graph.TraceScope;
import lazuli.core.primitive.elementwise.Binary;
import lazuli.core.primitive.elementwise.BinaryFunction;
import lazuli.core.primitive.elementwise.Unary;
import lazuli.core.primitive.elementwise.UnaryFunction;
import lazuli.core.primitive.indexing.SliceUpdate;
import lazuli.core.primitive.view.View;

/** The differentiable functions that derivatives and batching are tested on: every row of the tables, every primitive. */
final class Cases {
    private final List<Case> cases = new ArrayList<>();

    private Cases() {
        compiled();
        customFunctions();
        elementwise();
        shapes();
        padding();
        reductions();
        indexing();
        products();
        windows();
        cases.addAll(ConvolutionCases.all());
        cases.addAll(FastCases.all());
        cases.addAll(LinalgCases.all());
        cases.addAll(QuantizedCases.all());
        cases.addAll(RecurrenceCases.all());
        cases.addAll(ScanCases.all());
        cases.addAll(UpdateCases.all());
    }

    static Stream<Case> all() {
        return new Cases().cases.stream();
    }

    private static Shape shape(int... lengths) {
        return Shape.of(lengths);
    }

    private void one(String name, double low, double high, Shape shape, UnaryOperator<Array> function) {
        cases.add(Case.of(name, low, high, List.of(shape), x -> List.of(function.apply(x.getFirst()))));
    }

    private void two(String name, double low, double high, Shape a, Shape b, BinaryOperator<Array> function) {
        cases.add(Case.of(name, low, high, List.of(a, b), x -> List.of(function.apply(x.get(0), x.get(1)))));
    }

    /** Within transforms compiled functions are plain ones; outside, as here, a call is one node. */
    private void compiled() {
        Fn2 function = compile((Array a, Array b) -> tanh(a.multiply(b).add(sin(a))));
        two(
                "compiled",
                -1,
                1,
                shape(2, 5),
                shape(2, 5),
                (a, b) -> multiply(a, TraceScope.outside(() -> function.apply(a, b))));
    }

    private void customFunctions() {
        CustomFunction function = customFunction(x -> List.of(exp(x.getFirst())))
                .withVjp((primals, cotangents, outputs) ->
                        List.of(conjugate(exp(primals.getFirst())).multiply(cotangents.getFirst())));
        one(
                "custom function",
                -1,
                1,
                shape(2, 3),
                x -> multiply(x, function.apply(List.of(x)).getFirst()));
        Fn1 checkpointed = checkpoint((Array x) -> tanh(x.multiply(x)));
        one("checkpoint", -1, 1, shape(2, 3), checkpointed::apply);
    }

    private void elementwise() {
        for (UnaryFunction row : UnaryFunction.values()) {
            if (row.takes(DType.FLOAT64) && row.resultType(DType.FLOAT64) == DType.FLOAT64) {
                one(row.text(), row.domain().low(), row.domain().high(), shape(2, 5), x -> Nodes.of(new Unary(row), x));
            }
        }
        for (BinaryFunction row : BinaryFunction.values()) {
            if (row.takes(DType.FLOAT64) && row.resultType(DType.FLOAT64) == DType.FLOAT64) {
                two(
                        row.text(),
                        row.domain().low(),
                        row.domain().high(),
                        shape(2, 5),
                        shape(2, 5),
                        (a, b) -> Nodes.of(new Binary(row), a, b));
            }
        }
        two("add broadcast", -1, 1, shape(3, 1), shape(4), (a, b) -> add(a, b));
        two("divide broadcast", 0.5, 2, shape(4), shape(3, 1), (a, b) -> divide(a, b));
        two("where", -1, 1, shape(3, 4), shape(3, 4), (a, b) -> where(less(a, b), a, square(b)));
        one("scalars", 0.5, 2, shape(5), x -> subtract(3, divide(2, multiply(add(x, 1.5), x))));
        one("trunc", -2, 2, shape(7), x -> multiply(trunc(x), x));
        one("degrees and radians", -2, 2, shape(7), x -> multiply(degrees(x), radians(x)));
        two("divmod", 0.5, 3, shape(5), shape(5), (a, b) -> divmod(a, b).get(1));
        one("nan_to_num", -2, 2, shape(7), x -> nanToNum(square(x)));
        two("clip to arrays", -2, 2, shape(7), shape(7), (a, b) -> clip(a, b, add(square(b), 0.5)));
        one("clip", -2, 2, shape(7), x -> clip(x, -1, 1));
        one("round to decimals", -2, 2, shape(5), x -> add(round(x, 1), square(x)));
        one("astype", -2, 2, shape(7), x -> multiply(x, x.astype(DType.INT32).astype(DType.FLOAT64)));
    }

    private void shapes() {
        one("broadcast_to", -1, 1, shape(3, 1), x -> broadcastTo(x, 2, 3, 4));
        one("transpose", -1, 1, shape(2, 3, 4), x -> square(transpose(x, 2, 0, 1)));
        one("reshape", -1, 1, shape(2, 6), x -> square(x.reshape(3, -1)));
        one("reshape of a transpose", -1, 1, shape(2, 6), x -> square(x.T().reshape(3, 4)));
        one("flatten", -1, 1, shape(2, 3, 2), x -> square(x.flatten(1, -1)));
        one("squeeze and expand", -1, 1, shape(2, 1, 3), x -> square(expandDims(squeeze(x, 1), 0, 3)));
        two("concatenate", -1, 1, shape(2, 3), shape(2, 2), (a, b) -> square(concatenate(List.of(a, b), 1)));
        two("stack", -1, 1, shape(2, 3), shape(2, 3), (a, b) -> square(stack(List.of(a, b), 1)));
        one("unflatten", -1, 1, shape(2, 6), x -> square(unflatten(x, 1, 3, -1)));
        one("flip", -1, 1, shape(2, 3), x -> square(flip(x, 1)));
        one("roll", -1, 1, shape(2, 3), x -> square(roll(x, 2)));
        one("roll along axes", -1, 1, shape(2, 3), x -> square(roll(x, new int[] {1, -1}, new int[] {0, 1})));
        one("tile", -1, 1, shape(2, 3), x -> square(tile(x, 2, 1, 2)));
        one("repeat", -1, 1, shape(2, 3), x -> square(repeat(x, 3, 1)));
        one("contiguous", -1, 1, shape(2, 3), x -> square(contiguous(x.T())));
        one("view", -1, 1, shape(2, 3), x -> square(Nodes.of(new View(DType.FLOAT64), x)));
        one("as_strided", -1, 1, shape(2, 5), x -> square(asStrided(x, Shape.of(3, 3), new long[] {2, 1}, 1)));
        one("diag", -1, 1, shape(3), x -> square(diag(x, -1)));
        one("diagonal", -1, 1, shape(3, 2, 4), x -> square(diagonal(x, 1, 2, 0)));
        one("trace", -1, 1, shape(3, 4), x -> square(trace(x)));
        one("tril and triu", -1, 1, shape(2, 3, 4), x -> multiply(tril(x, 1), triu(x, -1)));
        one(
                "split and unstack",
                -1,
                1,
                shape(4, 3),
                x -> multiply(
                        split(x, 2).get(1), unstack(x, 1).get(0).at(Slice.to(2)).reshape(2, 1)));
        parts();
        two("depends", -1, 1, shape(2, 3), shape(4), (a, b) -> square(depends(a, square(b))));
        one("moveaxis", -1, 1, shape(2, 3, 2), x -> square(moveaxis(x, 0, -1)));
    }

    /** All parts, some of them, the last one; along each axis. */
    private void parts() {
        for (int axis = 0; axis < 3; axis++) {
            int at = axis;
            one("split along " + axis, -1, 1, shape(4, 4, 4), x -> {
                List<Array> parts = split(x, new int[] {1, 1, 3}, at);
                return multiply(parts.get(0), parts.get(3));
            });
            one("unstack along " + axis, -1, 1, shape(3, 3, 3), x -> {
                List<Array> slices = unstack(x, at);
                return multiply(slices.get(0), multiply(slices.get(1), slices.get(2)));
            });
            one("some of unstack along " + axis, -1, 1, shape(5, 5, 5), x -> {
                List<Array> slices = unstack(x, at);
                return multiply(slices.get(1), slices.get(4));
            });
            one(
                    "last of unstack along " + axis,
                    -1,
                    1,
                    shape(2, 3, 2),
                    x -> square(unstack(x, at).getLast()));
            one(
                    "stack of unstack along " + axis,
                    -1,
                    1,
                    shape(2, 3, 2),
                    x -> square(stack(unstack(x, at).reversed(), at)));
        }
        one(
                "unstack of a vector",
                -1,
                1,
                shape(3),
                x -> multiply(unstack(x).get(0), unstack(x).get(2)));
        one("split into overlapping parts", -1, 1, shape(5), x -> {
            List<Array> parts = split(x, new int[] {4, 2}, 0);
            return multiply(sum(parts.get(0)), parts.get(2));
        });
        one("rows gone through", -1, 1, shape(3, 2), x -> {
            Array product = ones(Shape.of(2), DType.FLOAT64);
            for (Array row : x) {
                product = product.multiply(row);
            }
            return product;
        });
    }

    private void padding() {
        int[][] widths = {{1, 2}, {0, 3}};
        two("pad", -1, 1, shape(2, 3), shape(1), (x, value) -> square(pad(x, widths, value.reshape())));
        one("pad edge", -1, 1, shape(2, 3), x -> square(pad(x, widths, PadMode.EDGE)));
        one("pad reflect", -1, 1, shape(3, 2), x -> square(pad(x, widths, PadMode.REFLECT)));
        one("pad reflect one element", -1, 1, shape(1, 2), x -> square(pad(x, widths, PadMode.REFLECT)));
        one("pad symmetric", -1, 1, shape(2, 2), x -> square(pad(x, widths, PadMode.SYMMETRIC)));
    }

    private void reductions() {
        one("sum", -1, 1, shape(2, 3, 2), x -> square(sum(x, new int[] {0, 2}, false)));
        one("sum of all", -1, 1, shape(2, 3), x -> square(sum(x)));
        one("sum kept", -1, 1, shape(2, 3), x -> square(sum(x, 1, true)));
        one("prod", 0.5, 2, shape(2, 3), x -> prod(x, 1));
        one("prod through zero", -1, 2, shape(2, 3), x -> prod(multiply(x, greater(x, 0)), 1));
        one("max", -1, 1, shape(2, 4), x -> max(x, 1));
        one("min", -1, 1, shape(2, 4), x -> min(x, 0, true));
        one("mean", -1, 1, shape(2, 4), x -> square(mean(x, 1)));
        one("var", -1, 1, shape(2, 4), x -> var(x, new int[] {1}, false, 1));
        one("logSoftmax", -2, 2, shape(2, 4), x -> logSoftmax(x, -1));
        one("logSoftmax of two axes", -2, 2, shape(2, 3, 2), x -> logSoftmax(x, 0, 2));
        one("logsumexp", -2, 2, shape(2, 4), x -> logsumexp(x, 1, true));
        one("logsumexp of an inner axis", -2, 2, shape(2, 3, 2), x -> logsumexp(x, 1));
        one("softmax", -2, 2, shape(2, 4), x -> softmax(x, -1));
        one("softmax of two axes", -2, 2, shape(2, 3, 2), x -> softmax(x, 0, 2));
        one("sort", -1, 1, shape(2, 4), x -> square(sort(x, 1)));
    }

    private void indexing() {
        one(
                "slice",
                -1,
                1,
                shape(4, 5),
                x -> square(x.at(Slice.of(1, 4, 2), Slice.all().step(-2))));
        one("slice of length one backwards", -1, 1, shape(3), x -> square(x.at(Slice.of(1, 0, -1))));
        one("at", -1, 1, shape(3, 4), x -> square(x.at(Index.of(-1), Index.NEW_AXIS, Slice.from(2))));
        two(
                "slice_update",
                -1,
                1,
                shape(4, 3),
                shape(2, 3),
                (a, b) -> square(Nodes.of(new SliceUpdate(List.of(3, 0), List.of(-2, 1)), a, b)));
        one("take", -1, 1, shape(3, 4), x -> square(take(x, array(new int[] {2, 0, -1, 2}, shape(2, 2)), 1)));
        one("at array", -1, 1, shape(4, 3), x -> square(x.at(Slice.from(1), array(2, 2, 0))));
        one(
                "take_along_axis",
                -1,
                1,
                shape(2, 4),
                x -> square(takeAlongAxis(x, array(new int[] {3, 3, 0, 1}, shape(2, 2)), 1)));
    }

    private void products() {
        two("matmul", -1, 1, shape(2, 3), shape(3, 4), (a, b) -> matmul(a, b));
        two("matmul of a batch", -1, 1, shape(2, 2, 3), shape(2, 3, 2), (a, b) -> matmul(a, b));
        two("matmul broadcast", -1, 1, shape(2, 1, 2, 3), shape(3, 3, 2), (a, b) -> matmul(a, b));
        two("matmul of a batch and a matrix", -1, 1, shape(2, 2, 3), shape(3, 2), (a, b) -> matmul(a, b));
        two("matmul of vectors", -1, 1, shape(4), shape(4), (a, b) -> matmul(a, b));
        two("matmul of matrix and vector", -1, 1, shape(2, 4), shape(4), (a, b) -> matmul(a, b));
        cases.add(Case.of(
                "addmm",
                -1,
                1,
                List.of(shape(4), shape(2, 3), shape(3, 4)),
                x -> List.of(addmm(x.get(0), x.get(1), x.get(2), 0.5, -2))));
        two("inner", -1, 1, shape(2, 3), shape(4, 3), (a, b) -> inner(a, b));
        two("outer", -1, 1, shape(2, 2), shape(3), (a, b) -> outer(a, b));
        two("vecdot", -1, 1, shape(2, 3), shape(4, 2, 3), (a, b) -> vecdot(a, b));
        two("kron", -1, 1, shape(2, 3), shape(2), (a, b) -> kron(a, b));
        two(
                "tensordot",
                -1,
                1,
                shape(2, 3, 4),
                shape(4, 3),
                (a, b) -> tensordot(a, b, new int[] {1, 2}, new int[] {1, 0}));
        one("hadamard_transform", -1, 1, shape(2, 12), x -> square(hadamardTransform(x)));
        one("hadamard_transform scaled", -1, 1, shape(2, 2, 8), x -> square(hadamardTransform(x, 0.5)));
        two("einsum", -1, 1, shape(3, 3, 2), shape(2, 4), (a, b) -> einsum("iij,jk->ki", a, b));
        cases.add(Case.of(
                "einsum of three",
                -1,
                1,
                List.of(shape(3), shape(2, 3, 4), shape(4, 2)),
                x -> List.of(einsum("i,...ij,jk->...k", x.get(0), x.get(1), x.get(2)))));
        two("matmul transposed", -1, 1, shape(3, 2), shape(4, 3), (a, b) -> matmul(a.T(), b.T()));
    }

    private void windows() {
        one("max_pool", -1, 1, shape(2, 4, 4, 2), x -> square(maxPool(x, pair(2), pair(2), pair(0))));
        one("max_pool overlapping", -1, 1, shape(1, 5, 4, 1), x -> square(maxPool(x, pair(3), pair(2), pair(1))));
        cases.add(Case.of(
                "batch_norm",
                -1,
                1,
                List.of(shape(2, 3, 2), shape(2), shape(2)),
                x -> batchNorm(x.get(0), x.get(1), x.get(2), 1e-3f)));
    }

    private static int[] pair(int value) {
        return new int[] {value, value};
    }
}
