package lazuli.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import lazuli.core.Array;
import lazuli.core.Complex;
import lazuli.core.DType;
import lazuli.core.FnN;
import lazuli.core.Mx;
import lazuli.core.OperationException;
import lazuli.core.Shape;
import lazuli.core.transform.ForwardMode;
import lazuli.core.transform.ReverseMode;
import org.junit.jupiter.api.Test;

/**
 * Derivatives of every operation and case that takes complex64, in two opposite quadrants of the plane: backward is the adjoint of forward in the real
 * inner product, {@code Re(sum conj(jvp t) c) = Re(sum conj(t) vjp c)}, and forward matches differences. What refuses complex64, and what has no
 * derivative, is counted and printed.
 */
class ComplexAdjointTest {
    private static final double TOLERANCE = 2e-4;
    private static final double DIFFERENCE_TOLERANCE = 4e-3;
    private static final double STEP = 0x1p-9;

    /**
     * Derivatives that are zero by definition or between steps, that take a matrix as Hermitian, which those drawn are not, or of vectors that are known but for a
     * phase.
     */
    private static final Pattern BY_CONVENTION = Pattern.compile("Mx\\.stopGradient|.*(round|eigh|eigvalsh|svd\\b).*");

    private final Set<String> refused = new TreeSet<>();
    private final Set<String> flat = new TreeSet<>();
    private final List<String> failures = new ArrayList<>();
    private int checked;

    @Test
    void jvpAndVjpAreAdjointInComplexNumbers() {
        Map<String, FnN> functions = new LinkedHashMap<>();
        Map<String, List<Shape>> shapes = new LinkedHashMap<>();
        Stream.concat(Operations.all().stream().map(Case::of), Cases.all()).forEach(each -> {
            functions.put(each.name(), each.function());
            shapes.put(each.name(), each.shapes());
        });
        functions.forEach((name, function) -> attempt(name, shapes.getOrDefault(name, List.of()), function));
        System.out.printf(
                "complex adjoints: %d of %d functions; %d refuse complex64: %s; %d without derivative: %s%n",
                checked - failures.size(), checked, refused.size(), refused, flat.size(), flat);
        assertEquals("", String.join("\n", failures));
        assertTrue(checked > 150, () -> checked + " functions take complex64");
    }

    private void attempt(String name, List<Shape> shapes, FnN function) {
        if (!takesComplex(shapes, function)) {
            refused.add(name);
            return;
        }
        FnN differentiable = x -> function.apply(x).stream()
                .filter(y -> y.dtype().isDifferentiable())
                .toList();
        if (differentiable.apply(draw(shapes, 0)).isEmpty()) {
            flat.add(name);
            return;
        }
        checked++;
        try {
            check(name, differentiable, shapes, 1);
            check(name, differentiable, shapes, 3);
        } catch (RuntimeException | AssertionError e) {
            failures.add(name + ": " + e);
        }
    }

    private static boolean takesComplex(List<Shape> shapes, FnN function) {
        try {
            function.apply(draw(shapes, 0)).forEach(Array::eval);
            return true;
        } catch (OperationException refusal) {
            return false;
        }
    }

    private static void check(String name, FnN function, List<Shape> shapes, int quadrant) {
        List<Array> inputs = draw(shapes, quadrant);
        List<Array> outputs = function.apply(inputs);
        SplittableRandom random = new SplittableRandom(quadrant + 7);
        List<Array> tangents = like(inputs, random);
        List<Array> cotangents = like(outputs, random);
        List<Array> forward = ForwardMode.jvp(function, inputs, tangents).tangents();
        List<Array> backward = ReverseMode.vjp(function, inputs, cotangents).gradients();
        double scale = 1 + size(forward) * size(cotangents) + size(tangents) * size(backward);
        assertEquals(inner(forward, cotangents), inner(tangents, backward), TOLERANCE * scale, "quadrant " + quadrant);
        if (!BY_CONVENTION.matcher(name).matches()) {
            double bound = DIFFERENCE_TOLERANCE * (1 + size(forward));
            List<double[]> differences = differences(function, inputs, tangents);
            for (int i = 0; i < forward.size(); i++) {
                double[] got = parts(forward.get(i));
                for (int j = 0; j < got.length; j++) {
                    assertEquals(differences.get(i)[j], got[j], bound, "difference at " + j + ", quadrant " + quadrant);
                }
            }
        }
    }

    private static List<double[]> differences(FnN function, List<Array> inputs, List<Array> tangents) {
        List<Array> up = function.apply(moved(inputs, tangents, STEP));
        List<Array> down = function.apply(moved(inputs, tangents, -STEP));
        List<double[]> result = new ArrayList<>();
        for (int i = 0; i < up.size(); i++) {
            double[] high = parts(up.get(i));
            double[] low = parts(down.get(i));
            Arrays.setAll(high, j -> (high[j] - low[j]) / (2 * STEP));
            result.add(high);
        }
        return result;
    }

    private static List<Array> moved(List<Array> inputs, List<Array> tangents, double step) {
        List<Array> moved = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            moved.add(Mx.add(inputs.get(i), Mx.multiply(tangents.get(i), step)));
        }
        return moved;
    }

    /** Real parts are far from each other, so that maxima and sorts have one answer nearby. */
    private static List<Array> draw(List<Shape> shapes, int quadrant) {
        double re = quadrant == 1 || quadrant == 2 ? -1 : 1;
        double im = quadrant > 1 ? -1 : 1;
        SplittableRandom random = new SplittableRandom(quadrant + 1);
        return Case.of("", 0.2, 0.8, shapes, x -> x).inputs(quadrant).stream()
                .map(x -> complex(x.astype(DType.FLOAT32), numbers(random, x.shape(), 0.2, 0.8), re, im))
                .toList();
    }

    private static Array complex(Array re, Array im, double reSign, double imSign) {
        return Mx.add(Mx.multiply(re, reSign), Mx.multiply(im, Complex.of(0, imSign)));
    }

    private static Array numbers(SplittableRandom random, Shape shape, double low, double high) {
        double[] values = random.doubles(shape.size(), low, high).toArray();
        return Mx.array(values, shape).astype(DType.FLOAT32);
    }

    private static List<Array> like(List<Array> arrays, SplittableRandom random) {
        return arrays.stream()
                .map(array -> {
                    Array real = numbers(random, array.shape(), -1, 1);
                    return array.dtype() == DType.COMPLEX64
                            ? complex(real, numbers(random, array.shape(), -1, 1), 1, 1)
                            : real.astype(array.dtype());
                })
                .toList();
    }

    private static double[] parts(Array array) {
        return Mx.stack(List.of(Mx.real(array), Mx.imag(array)), -1)
                .astype(DType.FLOAT64)
                .toDoubleArray();
    }

    private static double inner(List<Array> a, List<Array> b) {
        double sum = 0;
        for (int i = 0; i < a.size(); i++) {
            double[] x = parts(a.get(i));
            double[] y = parts(b.get(i));
            for (int j = 0; j < x.length; j++) {
                sum += x[j] * y[j];
            }
        }
        return sum;
    }

    private static double size(List<Array> arrays) {
        return Math.sqrt(inner(arrays, arrays));
    }
}
