package lazuli.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.FnN;
import lazuli.core.Index;
import lazuli.core.Mx;
import lazuli.core.OperationException;
import lazuli.core.Random;
import lazuli.core.Shape;
import lazuli.core.Slice;
import lazuli.core.transform.ReverseMode;
import lazuli.core.transform.Vectorization;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation gives for arguments that lie in memory in any way what it gives for row-major ones. */
class LayoutTest {
    private static final long SEED = 11;
    private static final DType[] DTYPES = {
        DType.FLOAT32, DType.FLOAT64, DType.FLOAT16, DType.COMPLEX64, DType.INT32, DType.UINT8, DType.BOOL
    };

    /** A way to lie in memory. The array keeps its elements. */
    enum Layout {
        TRANSPOSED(x -> Mx.contiguous(x.T()).T()),
        REVERSED(x -> flipped(Mx.contiguous(flipped(x)))),
        SPREAD(Layout::spread),
        SHIFTED(Layout::shifted);

        private final UnaryOperator<Array> change;

        Layout(UnaryOperator<Array> change) {
            this.change = change;
        }

        Array of(Array x) {
            return change.apply(x);
        }

        private static Array flipped(Array x) {
            int[] axes = x.shape().allAxes();
            return axes.length == 0 ? x : Mx.flip(x, axes);
        }

        /** With gaps between the elements of the last axis. */
        private static Array spread(Array x) {
            if (x.ndim() == 0) {
                return x;
            }
            Array wide = Mx.contiguous(Mx.repeat(x, 2, -1));
            return wide.at(Index.ELLIPSIS, Slice.all().step(2));
        }

        /** Not at the start of its memory. */
        private static Array shifted(Array x) {
            if (x.ndim() == 0) {
                return x;
            }
            Array longer = Mx.contiguous(Mx.concatenate(List.of(Mx.zerosLike(x), x), 0));
            return longer.at(Slice.from(x.length()));
        }
    }

    static Stream<Operation> operations() {
        return Operations.all().stream();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void resultsDoNotDependOnStrides(Operation operation) {
        for (DType dtype : DTYPES) {
            List<Array> inputs = operation.inputs(dtype, SEED);
            List<Array> expected;
            try {
                expected = operation.function().apply(inputs);
            } catch (OperationException refused) {
                continue;
            }
            for (Layout layout : Layout.values()) {
                List<Array> changed = inputs.stream().map(layout::of).toList();
                Mx.eval(changed.toArray(Array[]::new));
                compare(expected, operation.function().apply(changed), operation + " of " + dtype + " " + layout);
            }
        }
    }

    /** The gradients, and a batch whose axis is the last one. */
    @ParameterizedTest
    @MethodSource("operations")
    void transformedResultsDoNotDependOnStrides(Operation operation) {
        List<Array> inputs = operation.inputs(DType.FLOAT32, SEED);
        boolean isDifferentiable;
        try {
            isDifferentiable =
                    operation.function().apply(inputs).stream().anyMatch(output -> output.dtype() == DType.FLOAT32);
        } catch (OperationException refused) {
            return;
        }
        int[] all = IntStream.range(0, inputs.size()).toArray();
        FnN loss = arguments -> List.of(operation.function().apply(arguments).stream()
                .filter(output -> output.dtype() == DType.FLOAT32)
                .map(output -> output.square().sum())
                .reduce(Array::add)
                .orElseThrow());
        List<Array> gradients =
                isDifferentiable ? ReverseMode.grad(loss, inputs, all).gradients() : List.of();
        List<Array> batches = inputs.stream()
                .map(input -> Mx.contiguous(Mx.stack(List.of(input, input), input.ndim())))
                .toList();
        List<Integer> last = inputs.stream().map(Array::ndim).toList();
        List<Array> expected = Vectorization.vmap(operation.function(), batches, last, 2);
        for (Layout layout : Layout.values()) {
            String what = "transformed " + operation + " " + layout;
            if (isDifferentiable) {
                List<Array> arguments = inputs.stream().map(layout::of).toList();
                compare(gradients, ReverseMode.grad(loss, arguments, all).gradients(), what);
            }
            List<Array> changed = batches.stream().map(layout::of).toList();
            compare(expected, Vectorization.vmap(operation.function(), changed, last, 2), what);
        }
    }

    /** Repeated along an axis by a stride of zero. */
    @ParameterizedTest
    @MethodSource("operations")
    void broadcastArgumentsAreLikeCopies(Operation operation) {
        DType dtype = operation.inputs(DType.FLOAT32, SEED).isEmpty() ? DType.INT32 : DType.FLOAT32;
        List<Array> repeated = new ArrayList<>();
        List<Array> copies = new ArrayList<>();
        for (Array input : operation.inputs(dtype, SEED)) {
            int[] lengths = input.shape().toArray();
            Array row = lengths.length == 0 ? input : input.at(Slice.to(1));
            repeated.add(Mx.broadcastTo(row, lengths));
            copies.add(Mx.contiguous(Mx.broadcastTo(row, lengths)));
        }
        List<Array> expected;
        try {
            expected = operation.function().apply(copies);
        } catch (OperationException refused) {
            return;
        }
        compare(expected, operation.function().apply(repeated), operation + " of broadcast arguments");
    }

    /** Long enough for several lanes and blocks, and over several axes. */
    @ParameterizedTest
    @EnumSource
    void sumsDoNotDependOnStrides(Layout layout) {
        Array x = Random.uniform(0.5, 1.5, Shape.of(9, 70, 41), DType.FLOAT32, Random.key(SEED));
        int[][] several = {{0}, {1}, {2}, {0, 1}, {0, 2}, {1, 2}, {0, 1, 2}};
        for (int[] axes : several) {
            for (UnaryOperator<Array> reduction : List.<UnaryOperator<Array>>of(
                    a -> Mx.sum(a, axes, false),
                    a -> Mx.prod(a, axes, false),
                    a -> Mx.mean(a, axes, false),
                    a -> Mx.var(a, axes, false, 0),
                    a -> Mx.logSoftmax(a, axes),
                    a -> Mx.logsumexp(a, axes, false),
                    a -> Mx.softmax(a, axes))) {
                String what = layout + " along " + Arrays.toString(axes);
                compare(List.of(reduction.apply(x)), List.of(reduction.apply(layout.of(x))), what);
            }
        }
    }

    /** To the bit: the order of additions does not depend on strides either. */
    private static void compare(List<Array> expected, List<Array> got, String what) {
        assertEquals(expected.size(), got.size(), what);
        for (int i = 0; i < got.size(); i++) {
            Array wanted = expected.get(i);
            Array result = got.get(i);
            assertEquals(wanted.shape(), result.shape(), what);
            assertEquals(wanted.dtype(), result.dtype(), what);
            assertArrayEquals(
                    wanted.toByteArray(),
                    result.toByteArray(),
                    () -> what + ": expected " + wanted + ", got " + result);
        }
    }
}
