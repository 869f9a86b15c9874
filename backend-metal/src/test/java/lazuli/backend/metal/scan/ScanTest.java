package lazuli.backend.metal.scan;

import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import lazuli.backend.metal.BothDevices;
import lazuli.backend.metal.Samples;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Mx;
import lazuli.core.Shape;
import lazuli.core.graph.Nodes;
import lazuli.core.primitive.reduction.Accumulation;
import lazuli.core.primitive.reduction.LinearRecurrence;
import lazuli.core.primitive.reduction.Scan;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Scans give the processor's numbers: integers and extremes to the bit, sums and products of floats but for rounding. */
class ScanTest {
    /** Rows and columns, few and many, shorter and longer than a thread, a warp and a group take. */
    private static final List<Shape> SHAPES = List.of(
            Shape.of(1),
            Shape.of(7),
            Shape.of(33),
            Shape.of(0, 3),
            Shape.of(3, 130),
            Shape.of(2, 1025),
            Shape.of(2, 2100, 1),
            Shape.of(2, 65, 3),
            Shape.of(3, 5, 40),
            Shape.of(2, 100, 33));

    static Stream<DType> dtypes() {
        return Samples.dtypes().stream();
    }

    static Stream<DType> floats() {
        return Stream.of(DType.FLOAT16, DType.BFLOAT16, DType.FLOAT32, DType.COMPLEX64);
    }

    static Stream<DType> recurrentDTypes() {
        return Stream.of(DType.FLOAT32, DType.COMPLEX64);
    }

    @ParameterizedTest
    @MethodSource("dtypes")
    void accumulations(DType dtype) {
        Random random = new Random(4);
        for (Shape shape : SHAPES) {
            List<Array> layouts = Samples.layouts(Samples.of(dtype, random, shape, false));
            for (int axis = 0; axis < shape.rank(); axis++) {
                for (Accumulation accumulation : Accumulation.values()) {
                    if (accumulation == Accumulation.LOG_SUM_EXP && !dtype.isDifferentiable()) {
                        continue;
                    }
                    for (int form = 0; form < 4; form++) {
                        Array x = layouts.get(random.nextInt(layouts.size()));
                        check(new Scan(accumulation, axis, form % 2 == 1, form / 2 == 1), x);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("floats")
    void specialNumbers(DType dtype) {
        Random random = new Random(5);
        for (Shape shape : List.of(Shape.of(40), Shape.of(20, 3), Shape.of(2, 70, 3))) {
            for (int axis = 0; axis < shape.rank(); axis++) {
                for (Accumulation accumulation :
                        List.of(Accumulation.SUM, Accumulation.MAXIMUM, Accumulation.MINIMUM)) {
                    for (int form = 0; form < 4; form++) {
                        Array x = Samples.of(dtype, random, shape, true);
                        check(new Scan(accumulation, axis, form % 2 == 1, form / 2 == 1), x);
                    }
                }
            }
        }
    }

    private static void check(Scan scan, Array x) {
        boolean isExact = switch (scan.accumulation()) {
            case SUM, PRODUCT, LOG_SUM_EXP -> !x.dtype().isDifferentiable();
            case MAXIMUM, MINIMUM -> true;
        };
        Array given = scan.accumulation() == Accumulation.PRODUCT && !isExact ? nearOne(x) : x;
        // A logarithm's imaginary part may be pi or -pi.
        boolean hasBranches = scan.accumulation() == Accumulation.LOG_SUM_EXP && x.dtype() == DType.COMPLEX64;
        Supplier<Array> what = () -> hasBranches ? Mx.exp(Nodes.of(scan, given)) : Nodes.of(scan, given);
        Supplier<String> told = () -> "%s reverse %s inclusive %s along %d of %s: %s"
                .formatted(scan.text(), scan.reverse(), scan.inclusive(), scan.axis(), x.shape(), given);
        if (isExact) {
            BothDevices.same(what, told);
        } else {
            BothDevices.close(what, tolerance(x.dtype()), 10 * tolerance(x.dtype()), told);
        }
    }

    /** So that products stay small. */
    private static Array nearOne(Array x) {
        return Samples.onCpu(
                () -> Mx.add(Mx.multiply(x, 1e-2f), 1f).astype(x.dtype()).eval());
    }

    private static double tolerance(DType dtype) {
        return switch (dtype) {
            case FLOAT16 -> 2e-3;
            case BFLOAT16 -> 2e-2;
            default -> 2e-5;
        };
    }

    @ParameterizedTest
    @MethodSource("recurrentDTypes")
    void recurrences(DType dtype) {
        Random random = new Random(6);
        for (Shape shape : SHAPES) {
            Array factors = Samples.onCpu(() -> Mx.multiply(Samples.of(dtype, random, shape, false), 0.2f)
                    .astype(dtype)
                    .eval());
            List<Array> layouts = Samples.layouts(Samples.of(dtype, random, shape, false));
            for (int axis = 0; axis < shape.rank(); axis++) {
                for (boolean reverse : new boolean[] {false, true}) {
                    LinearRecurrence recurrence = new LinearRecurrence(axis, reverse);
                    for (Array terms : layouts) {
                        BothDevices.close(
                                () -> Nodes.of(recurrence, factors, terms),
                                tolerance(dtype),
                                10 * tolerance(dtype),
                                () -> "%s of %s and %s".formatted(recurrence, factors, terms));
                    }
                }
            }
        }
    }
}
