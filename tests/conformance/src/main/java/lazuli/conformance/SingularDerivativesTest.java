package lazuli.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import lazuli.core.Array;
import lazuli.core.FnN;
import lazuli.core.Linalg;
import lazuli.core.Mx;
import lazuli.core.Shape;
import org.junit.jupiter.api.Test;

/** Derivatives of products and determinants, which are polynomials, where factors are zero and matrices singular. */
class SingularDerivativesTest {
    private static final long SEED = 71;

    /** A function of a vector as a sum of products of its elements, each with a factor: its derivatives are exact. */
    private record Polynomial(List<int[]> products, List<Double> factors) {
        double derivative(double[] x, int... by) {
            double sum = 0;
            for (int t = 0; t < products.size(); t++) {
                sum += factors.get(t) * derivative(products.get(t), x, by);
            }
            return sum;
        }

        /** Of a product of different elements: that of the elements left, or 0. */
        private static double derivative(int[] product, double[] x, int... by) {
            double result = 1;
            int met = 0;
            for (int element : product) {
                boolean isDerived = Arrays.stream(by).anyMatch(each -> each == element);
                met += isDerived ? 1 : 0;
                result *= isDerived ? 1 : x[element];
            }
            boolean isTwice = by.length == 2 && by[0] == by[1];
            return met == by.length && !isTwice ? result : 0;
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record PolynomialCase(String name, double[] at, Polynomial reference, FnN function) {
        /** Read from a file. */
        PolynomialCase imported() {
            Array example = Mx.array(at, Shape.of(at.length));
            return new PolynomialCase(name + ", imported", at, reference, ImportedForms.of(function, List.of(example)));
        }
    }

    @Test
    void derivativesOfProductsAndDeterminantsHoldAtZeros() {
        List<PolynomialCase> cases = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(SEED);
        for (int zeros = 0; zeros <= 4; zeros++) {
            cases.addAll(products(random, zeros));
            for (int size = 2; size <= 5; size++) {
                cases.add(determinant(random, size, Math.max(0, size - zeros)));
            }
        }
        // Equal singular values, of which several are zero.
        for (int size = 4; size <= 5; size++) {
            for (int rank = 0; rank <= size; rank++) {
                double[] diagonal = new double[size * size];
                for (int i = 0; i < rank; i++) {
                    diagonal[i * size + i] = 2;
                }
                cases.add(determinant(diagonal, size, "diagonal of rank " + rank));
            }
        }
        long compared = 0;
        List<String> failures = new ArrayList<>();
        for (PolynomialCase each : cases) {
            compared += check(each, failures);
            compared += check(each.imported(), failures);
        }
        System.out.printf(
                "derivatives of polynomials at zeros: %d functions, %d numbers, seed %d%n",
                cases.size(), compared, SEED);
        assertEquals("", String.join("\n", failures));
    }

    private static List<PolynomialCase> products(SplittableRandom random, int zeros) {
        double[] x = new double[6];
        Arrays.setAll(x, i -> random.nextDouble(0.5, 2));
        for (int i = 0; i < zeros; i++) {
            x[random.nextInt(6)] = i % 2 == 0 ? 0 : -0.0;
        }
        int[] whole = {0, 1, 2, 3, 4, 5};
        List<int[]> leading = new ArrayList<>();
        for (int i = 1; i <= 6; i++) {
            leading.add(Arrays.copyOf(whole, i));
        }
        Array weights = weights(6);
        Array places = Mx.array(new int[] {2, 0, -1, 2, 0, 2}, Shape.of(6));
        Array base = Mx.array(new double[] {3, 5, 7}, Shape.of(3));
        // Elements 0, 2, 3 and 5 meet at place 2, elements 1 and 4 at place 0.
        Polynomial updated =
                new Polynomial(List.of(new int[] {0, 2, 3, 5}, new int[] {1, 4}), List.of(7 * 1.5, 3 * 0.5));
        Array three = Mx.array(new double[] {0.5, 1, 1.5}, Shape.of(3));
        return List.of(
                new PolynomialCase(
                        "prod, %d zeros".formatted(zeros),
                        x,
                        new Polynomial(List.of(whole), List.of(1.0)),
                        v -> List.of(Mx.prod(v.getFirst()))),
                new PolynomialCase(
                        "prod over axes, %d zeros".formatted(zeros),
                        x,
                        new Polynomial(List.of(whole), List.of(1.0)),
                        v -> List.of(Mx.prod(v.getFirst().reshape(3, 1, 2), new int[] {2, 0}, false)
                                .reshape())),
                new PolynomialCase(
                        "cumprod, %d zeros".formatted(zeros),
                        x,
                        new Polynomial(leading, List.of(0.5, 1.0, 1.5, 2.0, 2.5, 3.0)),
                        v -> List.of(Mx.sum(Mx.cumprod(v.getFirst(), 0).multiply(weights)))),
                new PolynomialCase(
                        "multiplied update, %d zeros".formatted(zeros),
                        x,
                        updated,
                        v -> List.of(Mx.sum(
                                base.update(places).multiply(v.getFirst()).multiply(three)))));
    }

    private static Array weights(int count) {
        double[] weights = new double[count];
        Arrays.setAll(weights, i -> 0.5 * (i + 1));
        return Mx.array(weights, Shape.of(count));
    }

    /** Of a matrix whose last rows are sums of its first ones. */
    private static PolynomialCase determinant(SplittableRandom random, int size, int rank) {
        double[] matrix = new double[size * size];
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++) {
                int at = row * size + column;
                matrix[at] = row < rank ? random.nextInt(-3, 4) : rank == 0 ? 0 : matrix[(row % rank) * size + column];
            }
        }
        return determinant(matrix, size, "rank at most " + rank);
    }

    private static PolynomialCase determinant(double[] matrix, int size, String what) {
        List<int[]> products = new ArrayList<>();
        List<Double> signs = new ArrayList<>();
        permute(new int[size], 0, 1, products, signs);
        return new PolynomialCase(
                "det %d x %d, %s".formatted(size, size, what),
                matrix,
                new Polynomial(products, signs),
                v -> List.of(Linalg.det(v.getFirst().reshape(size, size))));
    }

    /** Leibniz's formula: a product for each permutation. */
    private static void permute(int[] columns, int row, double sign, List<int[]> products, List<Double> signs) {
        int size = columns.length;
        if (row == size) {
            int[] places = new int[size];
            Arrays.setAll(places, i -> i * size + columns[i]);
            products.add(places);
            signs.add(sign);
            return;
        }
        for (int column = 0; column < size; column++) {
            int larger = 0;
            boolean isTaken = false;
            for (int i = 0; i < row; i++) {
                isTaken |= columns[i] == column;
                larger += columns[i] > column ? 1 : 0;
            }
            if (!isTaken) {
                columns[row] = column;
                permute(columns, row + 1, larger % 2 == 0 ? sign : -sign, products, signs);
            }
        }
    }

    private static long check(PolynomialCase each, List<String> failures) {
        int n = each.at().length;
        List<Array> at = List.of(Mx.array(each.at(), Shape.of(n)));
        FnN gradient = x -> Derivatives.gradients(each.function(), x);
        double[] first = gradient.apply(at).getFirst().toDoubleArray();
        for (int i = 0; i < n; i++) {
            compare(each.name() + " by " + i, each.reference().derivative(each.at(), i), first[i], failures);
            int row = i;
            FnN slope = x -> List.of(gradient.apply(x).getFirst().at(row));
            double[] backward = Derivatives.gradients(slope, at).getFirst().toDoubleArray();
            double[] direction = new double[n];
            direction[i] = 1;
            double[] forward = Derivatives.tangents(gradient, at, List.of(Mx.array(direction, Shape.of(n))))
                    .getFirst()
                    .toDoubleArray();
            for (int j = 0; j < n; j++) {
                double expected = each.reference().derivative(each.at(), i, j);
                compare(each.name() + " by %d, %d".formatted(i, j), expected, backward[j], failures);
                compare(each.name() + " by %d, %d forward".formatted(i, j), expected, forward[j], failures);
            }
        }
        return n + 2L * n * n;
    }

    private static void compare(String what, double expected, double got, List<String> failures) {
        if (!(Math.abs(got - expected) <= 1e-11 * (1 + Math.abs(expected)))) {
            failures.add("%s: %s for %s".formatted(what, got, expected));
        }
    }
}
