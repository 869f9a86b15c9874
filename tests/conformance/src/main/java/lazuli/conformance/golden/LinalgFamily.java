package lazuli.conformance.golden;

import java.util.List;
import lazuli.core.Array;
import lazuli.core.Linalg;
import lazuli.core.MatrixNorm;

/** Linear algebra. */
final class LinalgFamily {
    private LinalgFamily() {}

    static void register(Registry registry) {
        registry.single("mx.linalg.norm", LinalgFamily::norm);
        registry.single(
                "mx.linalg.cross", call -> Linalg.cross(call.array(0), call.array(1), call.integer("axis", -1)));
        registry.single("mx.linalg.inv", call -> Linalg.inv(call.array(0)));
        registry.single("mx.linalg.tri_inv", call -> Linalg.triInv(call.array(0), upper(call)));
        registry.single("mx.linalg.cholesky", call -> Linalg.cholesky(call.array(0), upper(call)));
        registry.single("mx.linalg.cholesky_inv", call -> Linalg.choleskyInv(call.array(0), upper(call)));
        registry.single("mx.linalg.pinv", call -> Linalg.pinv(call.array(0)));
        registry.single("mx.linalg.solve", call -> Linalg.solve(call.array(0), call.array(1)));
        registry.single(
                "mx.linalg.solve_triangular",
                call -> Linalg.solveTriangular(call.array(0), call.array(1), upper(call)));
        registry.single("mx.linalg.det", call -> Linalg.det(call.array(0)));
        registry.single("mx.linalg.eigvals", call -> Linalg.eigvals(call.array(0)));
        registry.single("mx.linalg.eigvalsh", call -> Linalg.eigvalsh(call.array(0), readsUpper(call)));
        registry.put("mx.linalg.slogdet", call -> {
            Linalg.SignAndLog result = Linalg.slogdet(call.array(0));
            return List.of(result.sign(), result.logAbs());
        });
        registerFactorizations(registry);
    }

    private static void registerFactorizations(Registry registry) {
        registry.put("mx.linalg.qr", call -> {
            Linalg.QR result = Linalg.qr(call.array(0));
            return List.of(result.q(), result.r());
        });
        registry.put("mx.linalg.svd", LinalgFamily::svd);
        registry.put("mx.linalg.lu", call -> {
            Linalg.LU result = Linalg.lu(call.array(0));
            return List.of(result.permutation(), result.l(), result.u());
        });
        registry.put("mx.linalg.lu_factor", call -> {
            Linalg.LUFactors result = Linalg.luFactor(call.array(0));
            return List.of(result.lu(), result.pivots());
        });
        registry.put("mx.linalg.eig", call -> {
            Linalg.Eigen result = Linalg.eig(call.array(0));
            return List.of(result.values(), result.vectors());
        });
        registry.put("mx.linalg.eigh", call -> {
            Linalg.Eigen result = Linalg.eigh(call.array(0), readsUpper(call));
            return List.of(result.values(), result.vectors());
        });
    }

    private static boolean upper(Call call) {
        return call.flag("upper", false);
    }

    private static boolean readsUpper(Call call) {
        return call.text("UPLO", "L").equals("U");
    }

    private static List<Array> svd(Call call) {
        if (!call.flag("compute_uv", true)) {
            return List.of(Linalg.svdvals(call.array(0)));
        }
        Linalg.SVD result = Linalg.svd(call.array(0));
        return List.of(result.u(), result.s(), result.vt());
    }

    private static Array norm(Call call) {
        Array x = call.array(0);
        int[] axes = call.axes(x);
        boolean keepDims = call.flag("keepdims", false);
        return switch (call.text("ord", "none")) {
            case "none" -> Linalg.norm(x, axes, keepDims);
            case "fro" -> Linalg.norm(x, MatrixNorm.FROBENIUS, axes, keepDims);
            case "nuc" -> Linalg.norm(x, MatrixNorm.NUCLEAR, axes, keepDims);
            default -> Linalg.norm(x, call.real("ord", 2), axes, keepDims);
        };
    }
}
