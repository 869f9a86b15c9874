package lazuli.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.FnN;
import lazuli.core.Mx;
import lazuli.core.OperationException;
import lazuli.core.Shape;
import lazuli.core.transform.ForwardMode;
import lazuli.core.transform.ReverseMode;
import lazuli.core.transform.Vectorization;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every operation on arguments without axes, without elements and with one element: a typed error where the graph is built, or results
 * that can be computed, differentiated and batched.
 */
class OddShapeTest {
    private static final long SEED = 12;

    static Stream<Operation> operations() {
        return Operations.all().stream();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void oddShapesAreComputedOrRefused(Operation operation) {
        for (Operation odd : odd(operation)) {
            for (DType dtype : new DType[] {DType.FLOAT64, DType.FLOAT32, DType.INT32, DType.BOOL}) {
                check(odd, dtype);
            }
        }
    }

    /** All scalars; each length replaced by 0 and by 1 wherever it occurs; all of them at once. */
    private static List<Operation> odd(Operation operation) {
        List<Operation> odd = new ArrayList<>();
        odd.add(operation.withShapes(
                operation.shapes().stream().map(shape -> Shape.SCALAR).toList()));
        int[] lengths = operation.shapes().stream()
                .flatMapToInt(shape -> Arrays.stream(shape.toArray()))
                .distinct()
                .toArray();
        for (int to = 0; to <= 1; to++) {
            int replacement = to;
            for (int length : lengths) {
                odd.add(replaced(operation, from -> from == length ? replacement : from));
            }
            odd.add(replaced(operation, from -> replacement));
        }
        return odd;
    }

    private static Operation replaced(Operation operation, IntUnaryOperator change) {
        return operation.withShapes(operation.shapes().stream()
                .map(shape ->
                        Shape.of(Arrays.stream(shape.toArray()).map(change).toArray()))
                .toList());
    }

    private static void check(Operation operation, DType dtype) {
        String what = operation + " of " + dtype + " with shapes " + operation.shapes();
        List<Array> inputs = operation.inputs(dtype, SEED);
        List<Array> outputs;
        try {
            outputs = operation.function().apply(inputs);
        } catch (OperationException refused) {
            return;
        } catch (IndexOutOfBoundsException refused) {
            requirePlaced(operation, refused, what);
            return;
        }
        try {
            for (Array output : outputs) {
                assertEquals(output.size() * output.itemsize(), output.toByteArray().length, what);
            }
            if (dtype == DType.FLOAT64) {
                differentiate(operation, inputs);
            }
            batch(operation, inputs, outputs, what);
        } catch (IndexOutOfBoundsException refused) {
            requirePlaced(operation, refused, what);
        } catch (RuntimeException failure) {
            throw new AssertionError(what, failure);
        }
    }

    /** Only where the call names places can one of them be missing. */
    private static void requirePlaced(Operation operation, IndexOutOfBoundsException refused, String what) {
        if (!operation.placed() || refused.getClass() != IndexOutOfBoundsException.class) {
            throw new AssertionError(what, refused);
        }
    }

    private static void differentiate(Operation operation, List<Array> inputs) {
        boolean isDifferentiable =
                operation.function().apply(inputs).stream().anyMatch(output -> output.dtype() == DType.FLOAT64);
        if (!isDifferentiable) {
            return;
        }
        FnN loss = arguments -> List.of(operation.function().apply(arguments).stream()
                .filter(output -> output.dtype() == DType.FLOAT64)
                .map(output -> output.square().sum())
                .reduce(Array::add)
                .orElseThrow());
        int[] all = IntStream.range(0, inputs.size()).toArray();
        List<Array> gradients = ReverseMode.grad(loss, inputs, all).gradients();
        for (int i = 0; i < gradients.size(); i++) {
            assertEquals(inputs.get(i).shape(), gradients.get(i).shape());
            gradients.get(i).eval();
        }
        ForwardMode.jvp(loss, inputs, inputs).tangents().forEach(Array::eval);
    }

    private static void batch(Operation operation, List<Array> inputs, List<Array> outputs, String what) {
        List<Array> batched =
                inputs.stream().map(input -> Mx.stack(input, input, input)).toList();
        List<Integer> axes = inputs.stream().map(input -> 0).toList();
        List<Array> got = Vectorization.vmap(operation.function(), batched, axes, 3);
        for (int i = 0; i < got.size(); i++) {
            Array last = got.get(i).at(2);
            assertEquals(outputs.get(i).shape(), last.shape(), what);
            boolean isClose =
                    Mx.allclose(outputs.get(i), last, 1e-5, 1e-5, true).itemBoolean();
            assertEquals(true, isClose, what + ": " + outputs.get(i) + " in a batch " + last);
        }
    }
}
