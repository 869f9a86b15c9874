package lazuli.conformance;

import static lazuli.core.Mx.*;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.FnN;
import lazuli.core.Mx;
import lazuli.core.Shape;
import lazuli.core.Slice;

/**
 * A function of two arrays (n, n) made of some tens of operations, chosen by seed: elementwise ones, reductions of these, products, views, scans. Nearly
 * all values stay near one, and no operation jumps, so that roundings stay small.
 */
final class RandomProgram implements FnN {
    private static final List<UnaryOperator<Array>> UNARY = List.of(
            Mx::sin,
            Mx::cos,
            Mx::tanh,
            Mx::sigmoid,
            Mx::abs,
            Mx::negative,
            Mx::square,
            x -> sqrt(add(square(x), 0.5)),
            x -> exp(negative(square(x))),
            x -> log1p(square(x)),
            x -> multiply(x, 0.5),
            x -> subtract(1, x),
            x -> divide(x, add(square(x), 1)),
            x -> erf(x),
            x -> stopGradient(x),
            Mx::transpose,
            x -> softmax(x, -1),
            x -> broadcastTo(mean(x, new int[] {0}, true), x.shape().toArray()),
            x -> broadcastTo(max(x, new int[] {1}, true), x.shape().toArray()),
            x -> multiply(cumsum(x, 0), 0.25),
            x -> reshape(reshape(x, -1), x.shape().toArray()),
            x -> concatenate(List.of(x.at(Slice.from(1)), x.at(Slice.to(1))), 0),
            x -> x.at(Slice.all().step(-1)),
            x -> x.astype(DType.FLOAT32).astype(x.dtype()),
            x -> subtract(x, mean(x)),
            x -> subtract(x, mean(square(x), new int[] {0}, true)),
            x -> divide(
                    x, sqrt(mean(square(subtract(x, 0.25)), new int[] {1}, true).add(0.5))),
            x -> multiply(x, max(abs(x)).maximum(0.5).reciprocal()));

    private static final List<BinaryOperator<Array>> BINARY = List.of(
            Mx::add,
            Mx::subtract,
            Mx::multiply,
            Mx::maximum,
            Mx::minimum,
            (a, b) -> divide(a, add(square(b), 1)),
            (a, b) -> divide(matmul(a, b), a.shape().length(0)),
            (a, b) -> add(a, sum(b, new int[] {0}, true).multiply(0.2)),
            (a, b) -> add(a, mean(multiply(a, b), new int[] {0}, true)),
            (a, b) -> subtract(a, mean(square(subtract(a, b)))),
            (a, b) -> multiply(a, b.at(Slice.to(1))),
            (a, b) -> logaddexp(a, b),
            (a, b) -> arctan2(a, add(square(b), 1)));

    private final int size;
    private final List<Step> steps = new ArrayList<>();
    private final int[] outputs;

    /** An operation on values by number; unary ones ignore the second. */
    private record Step(BinaryOperator<Array> operation, int first, int second) {}

    RandomProgram(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        // Rows of 16 elements are reduced while they are computed.
        size = random.nextInt(8) == 0 ? random.nextInt(16, 20) : random.nextInt(1, 7);
        int count = random.nextInt(5, 41);
        for (int i = 0; i < count; i++) {
            int known = i + 2;
            // Half the operands are recent ones: deep programs rather than wide ones.
            int first = random.nextBoolean() ? known - 1 : random.nextInt(known);
            int second = random.nextInt(known);
            boolean isUnary = random.nextInt(5) < 3;
            UnaryOperator<Array> unary = UNARY.get(random.nextInt(UNARY.size()));
            BinaryOperator<Array> binary = BINARY.get(random.nextInt(BINARY.size()));
            steps.add(new Step(isUnary ? (a, b) -> unary.apply(a) : binary, first, second));
        }
        outputs = new int[] {count + 1, random.nextInt(count + 2)};
    }

    /** Arguments by seed, between minus one and one. */
    List<Array> inputs(long seed) {
        Shape shape = Shape.of(size, size);
        return Case.like(List.of(zeros(shape, DType.FLOAT64), zeros(shape, DType.FLOAT64)), seed);
    }

    @Override
    public List<Array> apply(List<Array> inputs) {
        List<Array> values = values(inputs);
        return List.of(values.get(outputs[0]), values.get(outputs[1]));
    }

    /** The largest magnitude of all values on the way: what rounds there may be in a small result too. */
    double largest(List<Array> inputs) {
        return values(inputs).stream()
                .mapToDouble(value -> max(abs(value)).itemDouble())
                .max()
                .orElseThrow();
    }

    /** The inputs and all that is made of them. */
    List<Array> values(List<Array> inputs) {
        List<Array> values = new ArrayList<>(inputs);
        for (Step step : steps) {
            values.add(step.operation().apply(values.get(step.first()), values.get(step.second())));
        }
        return values;
    }
}
