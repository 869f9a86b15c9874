package lazuli.conformance;

import static lazuli.core.Mx.*;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Linalg;
import lazuli.core.MatrixNorm;
import lazuli.core.Shape;
import lazuli.core.graph.Nodes;
import lazuli.core.primitive.linalg.Svd;

/**
 * Linear algebra of well-conditioned matrices. What is only defined up to a sign, or up to a rotation, is tested by functions that do not
 * depend on it.
 */
final class LinalgCases {
    private static final Shape SQUARE = Shape.of(3, 3);
    private static final Shape BATCH = Shape.of(2, 2, 2);
    private static final Shape TALL = Shape.of(4, 2);
    private static final Shape WIDE = Shape.of(2, 4);

    private final List<Case> cases = new ArrayList<>();

    private LinalgCases() {
        systems();
        triangularFactors();
        spectra();
        norms();
    }

    static List<Case> all() {
        return new LinalgCases().cases;
    }

    private void add(String name, Shape shape, Function<Array, List<Array>> function) {
        cases.add(Case.of(name, -1, 1, List.of(shape), x -> function.apply(x.getFirst())));
    }

    private void one(String name, Shape shape, UnaryOperator<Array> function) {
        add(name, shape, x -> List.of(function.apply(x)));
    }

    private void two(String name, Shape a, Shape b, BinaryOperator<Array> function) {
        cases.add(Case.of(name, -1, 1, List.of(a, b), x -> List.of(function.apply(x.get(0), x.get(1)))));
    }

    /** With 3, 4, 5... added to the diagonal: far from singular, with singular values and eigenvalues far from each other. */
    private static Array dominant(Array x) {
        int rows = x.shape().length(-2);
        int columns = x.shape().length(-1);
        Array diagonal = multiply(eye(rows, columns, 0, DType.FLOAT64), arange(3, 3 + columns, 1, DType.FLOAT64));
        return x.multiply(0.5).add(diagonal);
    }

    private static Array symmetric(Array x) {
        Array dominant = dominant(x);
        return dominant.add(swapaxes(dominant, -1, -2));
    }

    private void systems() {
        one("inv", SQUARE, x -> Linalg.inv(dominant(x)));
        one("det beyond the formula", Shape.of(4, 4), x -> Linalg.det(dominant(x)));
        one("det of a batch beyond the formula", Shape.of(2, 4, 4), x -> Linalg.det(dominant(x)));
        one("inv of a batch", BATCH, x -> Linalg.inv(dominant(x)));
        two("solve", SQUARE, Shape.of(3, 2), (a, b) -> Linalg.solve(dominant(a), b));
        two("solve for a vector", BATCH, Shape.of(2), (a, b) -> Linalg.solve(dominant(a), b));
        two("solve broadcast", Shape.of(2, 1, 2, 2), Shape.of(2, 2, 1), (a, b) -> Linalg.solve(dominant(a), b));
        two("solve_triangular", SQUARE, Shape.of(3, 2), (a, b) -> Linalg.solveTriangular(dominant(a), b));
        two("solve_triangular upper", BATCH, BATCH, (a, b) -> Linalg.solveTriangular(dominant(a), b, true));
        one("tri_inv", SQUARE, x -> Linalg.triInv(dominant(x)));
        one("tri_inv upper", BATCH, x -> Linalg.triInv(dominant(x), true));
        one("pinv", BATCH, x -> Linalg.pinv(dominant(x)));
        one("pinv tall", TALL, x -> Linalg.pinv(dominant(x)));
        one("pinv wide", WIDE, x -> Linalg.pinv(dominant(x)));
        one(
                "pinv of rank two",
                Shape.of(3, 2),
                x -> Linalg.pinv(matmul(dominant(x), dominant(x).T())));
        for (int n = 1; n <= 4; n++) {
            Shape shape = Shape.of(n, n);
            one("det of size " + n, shape, x -> Linalg.det(flip(dominant(x), 0)));
            one(
                    "slogdet of size " + n,
                    shape,
                    x -> Linalg.slogdet(flip(dominant(x), 0)).logAbs());
        }
        one(
                "det of singular matrices",
                Shape.of(3, 2),
                x -> Linalg.det(matmul(dominant(x), dominant(x).T())));
    }

    private void triangularFactors() {
        one("cholesky", SQUARE, x -> Linalg.cholesky(symmetric(x)));
        one("cholesky upper", BATCH, x -> Linalg.cholesky(symmetric(x), true));
        one("cholesky_inv", SQUARE, x -> Linalg.choleskyInv(dominant(x)));
        one("cholesky_inv upper", BATCH, x -> Linalg.choleskyInv(dominant(x), true));
        add("lu", SQUARE, LinalgCases::lu);
        add("lu of a batch", BATCH, LinalgCases::lu);
        add("lu tall", TALL, LinalgCases::lu);
        add("lu wide", WIDE, LinalgCases::lu);
        one("lu_factor", SQUARE, x -> Linalg.luFactor(flip(dominant(x), 0)).lu());
        add("qr", SQUARE, LinalgCases::qr);
        add("qr of a batch", BATCH, LinalgCases::qr);
        add("qr tall", TALL, LinalgCases::qr);
        add("qr wide", WIDE, LinalgCases::qr);
    }

    private static List<Array> lu(Array x) {
        Linalg.LU factors = Linalg.lu(flip(dominant(x), 0));
        return List.of(factors.l(), factors.u());
    }

    private static List<Array> qr(Array x) {
        Linalg.QR factors = Linalg.qr(dominant(x));
        return List.of(factors.q(), factors.r());
    }

    private void spectra() {
        for (boolean upper : new boolean[] {false, true}) {
            String form = upper ? " upper" : "";
            add("eigh" + form, upper ? BATCH : SQUARE, x -> {
                Linalg.Eigen parts = Linalg.eigh(symmetric(x), upper);
                return List.of(parts.values(), square(parts.vectors()));
            });
            one("eigvalsh" + form, upper ? BATCH : SQUARE, x -> Linalg.eigvalsh(symmetric(x), upper));
        }
        for (Shape shape : List.of(SQUARE, BATCH, TALL, WIDE)) {
            add("svd " + shape, shape, LinalgCases::svd);
            one("svdvals " + shape, shape, x -> Linalg.svdvals(dominant(x)));
        }
        add("svd reduced", TALL, x -> {
            List<Array> parts = Nodes.all(new Svd(Svd.Form.REDUCED), List.of(dominant(x)));
            return List.of(square(parts.get(0)), parts.get(1), square(parts.get(2)));
        });
    }

    /** The squares of vectors, products of left and right ones, and the spaces that belong to no singular value. */
    private static List<Array> svd(Array x) {
        Linalg.SVD parts = Linalg.svd(dominant(x));
        int rank = parts.s().shape().length(-1);
        List<Array> u = split(parts.u(), new int[] {rank}, -1);
        List<Array> vt = split(parts.vt(), new int[] {rank}, -2);
        Array weighted = multiply(u.getFirst(), expandDims(square(parts.s()), -2));
        return List.of(
                square(u.getFirst()),
                parts.s(),
                square(vt.getFirst()),
                matmul(weighted, vt.getFirst()),
                matmul(u.get(1), swapaxes(u.get(1), -1, -2)),
                matmul(swapaxes(vt.get(1), -1, -2), vt.get(1)));
    }

    private void norms() {
        int[] last = {-1};
        int[] both = {0, 2};
        one("norm", Shape.of(2, 3, 2), x -> Linalg.norm(x));
        one("norm along an axis", Shape.of(2, 3), x -> Linalg.norm(x, new int[] {0}, true));
        for (double order : new double[] {1, 2, 3, 0.5, -1, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            one("norm of order " + order, Shape.of(2, 3), x -> Linalg.norm(x, order, last, false));
        }
        for (double order : new double[] {1, -1, 2, -2, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            one("matrix norm of order " + order, Shape.of(2, 2, 3), x -> Linalg.norm(x, order, both, true));
        }
        for (MatrixNorm norm : MatrixNorm.values()) {
            one("norm " + norm, Shape.of(3, 2, 2), x -> Linalg.norm(x, norm, new int[] {2, 0}, false));
        }
        two("cross", Shape.of(2, 3), Shape.of(3), (a, b) -> Linalg.cross(a, b));
        two("cross of two and three", Shape.of(2, 2), Shape.of(3, 2), (a, b) -> Linalg.cross(a, b, 0));
    }
}
