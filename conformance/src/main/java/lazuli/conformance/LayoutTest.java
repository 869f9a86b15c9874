package lazuli.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Mx;
import lazuli.core.OperationException;
import lazuli.core.Shape;
import lazuli.core.Slice;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation gives for arguments that lie in memory in any way what it gives for row-major ones. */
class LayoutTest {
    private static final long SEED = 11;
    private static final double TOLERANCE = 1e-5;
    private static final DType[] DTYPES = {DType.FLOAT32, DType.FLOAT64, DType.BFLOAT16, DType.INT32, DType.BOOL};

    /** A way to lie in memory. The array keeps its elements. */
    private enum Layout {
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
            return wide.at(lazuli.core.Index.ELLIPSIS, Slice.all().step(2));
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

    private static void compare(List<Array> expected, List<Array> got, String what) {
        assertEquals(expected.size(), got.size(), what);
        for (int i = 0; i < got.size(); i++) {
            Array wanted = expected.get(i);
            assertEquals(wanted.shape(), got.get(i).shape(), what);
            assertEquals(wanted.dtype(), got.get(i).dtype(), what);
            assertTrue(
                    Mx.allclose(wanted, got.get(i), TOLERANCE, TOLERANCE, true).itemBoolean(),
                    () -> what + ": expected " + wanted + ", got " + got);
        }
    }
}
