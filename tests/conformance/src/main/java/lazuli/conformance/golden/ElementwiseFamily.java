package lazuli.conformance.golden;

import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Mx;
import lazuli.core.Shape;

/** Elementwise operations. */
final class ElementwiseFamily {
    private interface WithRight {
        Array apply(Array a, Number b);
    }

    private interface WithLeft {
        Array apply(Number a, Array b);
    }

    private final Registry registry;

    private ElementwiseFamily(Registry registry) {
        this.registry = registry;
    }

    static void register(Registry registry) {
        ElementwiseFamily family = new ElementwiseFamily(registry);
        family.unary();
        family.binary();
        registry.single(
                "mx.astype",
                call -> Mx.astype(
                        call.array(0), call.dtype("dtype", call.array(0).dtype())));
        registry.single("mx.stop_gradient", call -> Mx.stopGradient(call.array(0)));
        registry.single("mx.round", call -> Mx.round(call.array(0), call.integer("decimals", 0)));
        registry.single("mx.where", ElementwiseFamily::where);
        registry.single("mx.clip", ElementwiseFamily::clip);
        registry.put("mx.divmod", ElementwiseFamily::divmod);
        registry.single("mx.logical_xor", call -> Mx.logicalXor(call.array(0), call.array(1)));
        registry.single(
                "mx.nan_to_num",
                call -> Mx.nanToNum(
                        call.array(0),
                        call.real("nan", 0),
                        call.has("posinf") ? (Double) call.real("posinf", 0) : null,
                        call.has("neginf") ? (Double) call.real("neginf", 0) : null));
        registry.single(
                "mx.isclose",
                call -> Mx.isclose(
                        call.array(0),
                        call.array(1),
                        call.real("rtol", 1e-5),
                        call.real("atol", 1e-8),
                        call.flag("equal_nan", false)));
        registry.single(
                "mx.allclose",
                call -> Mx.allclose(
                        call.array(0),
                        call.array(1),
                        call.real("rtol", 1e-5),
                        call.real("atol", 1e-8),
                        call.flag("equal_nan", false)));
        registry.single(
                "mx.array_equal", call -> Mx.arrayEqual(call.array(0), call.array(1), call.flag("equal_nan", false)));
        registry.single("mx.view", call -> Mx.view(call.array(0), call.dtype("dtype", DType.FLOAT32)));
        registry.single(
                "mx.can_cast", call -> Mx.array(Mx.canCast(call.array(0).dtype(), call.dtype("to", DType.FLOAT32))));
        registry.single(
                "mx.result_type",
                call -> Mx.zeros(Shape.SCALAR, Mx.resultType(call.arrays().toArray(new Array[0]))));
    }

    private static Array clip(Call call) {
        Array low = call.count() > 1 ? call.array(1) : null;
        Array high = call.count() > 2 ? call.array(2) : null;
        Array clipped = Mx.clip(call.array(0), low, high);
        return Mx.clip(clipped, call.scalar("a_min"), call.scalar("a_max"));
    }

    private static List<Array> divmod(Call call) {
        Number a = call.number(0);
        Number b = call.number(1);
        if (a != null) {
            return Mx.divmod(a, call.array(1));
        }
        return b != null ? Mx.divmod(call.array(0), b) : Mx.divmod(call.array(0), call.array(1));
    }

    private static Array where(Call call) {
        Number a = call.number(1);
        Number b = call.number(2);
        if (a != null) {
            return b == null ? Mx.where(call.array(0), a, call.array(2)) : Mx.where(call.array(0), a, b);
        }
        return b != null
                ? Mx.where(call.array(0), call.array(1), b)
                : Mx.where(call.array(0), call.array(1), call.array(2));
    }

    private void one(String name, UnaryOperator<Array> function) {
        registry.single("mx." + name, call -> function.apply(call.array(0)));
    }

    private void two(String name, BinaryOperator<Array> arrays, WithRight right, WithLeft left) {
        registry.single("mx." + name, call -> {
            Number a = call.number(0);
            Number b = call.number(1);
            if (a != null) {
                return left.apply(a, call.array(1));
            }
            return b != null ? right.apply(call.array(0), b) : arrays.apply(call.array(0), call.array(1));
        });
    }

    private void unary() {
        one("trunc", Mx::trunc);
        one("positive", Mx::positive);
        one("isnan", Mx::isnan);
        one("isinf", Mx::isinf);
        one("isfinite", Mx::isfinite);
        one("isposinf", Mx::isposinf);
        one("isneginf", Mx::isneginf);
        one("conj", Mx::conj);
        one("conjugate", Mx::conjugate);
        one("real", Mx::real);
        one("imag", Mx::imag);
        one("degrees", Mx::degrees);
        one("radians", Mx::radians);
        one("abs", Mx::abs);
        one("negative", Mx::negative);
        one("sign", Mx::sign);
        one("square", Mx::square);
        one("sqrt", Mx::sqrt);
        one("rsqrt", Mx::rsqrt);
        one("reciprocal", Mx::reciprocal);
        one("exp", Mx::exp);
        one("expm1", Mx::expm1);
        one("log", Mx::log);
        one("log2", Mx::log2);
        one("log10", Mx::log10);
        one("log1p", Mx::log1p);
        one("sin", Mx::sin);
        one("cos", Mx::cos);
        one("tan", Mx::tan);
        one("arcsin", Mx::arcsin);
        one("arccos", Mx::arccos);
        one("arctan", Mx::arctan);
        one("sinh", Mx::sinh);
        one("cosh", Mx::cosh);
        one("tanh", Mx::tanh);
        one("arcsinh", Mx::arcsinh);
        one("arccosh", Mx::arccosh);
        one("arctanh", Mx::arctanh);
        one("sigmoid", Mx::sigmoid);
        one("erf", Mx::erf);
        one("erfinv", Mx::erfinv);
        one("floor", Mx::floor);
        one("ceil", Mx::ceil);
        one("logical_not", Mx::logicalNot);
        one("bitwise_invert", Mx::bitwiseInvert);
    }

    private void binary() {
        two("add", Mx::add, Mx::add, Mx::add);
        two("subtract", Mx::subtract, Mx::subtract, Mx::subtract);
        two("multiply", Mx::multiply, Mx::multiply, Mx::multiply);
        two("divide", Mx::divide, Mx::divide, Mx::divide);
        two("remainder", Mx::remainder, Mx::remainder, Mx::remainder);
        two("floor_divide", Mx::floorDivide, Mx::floorDivide, Mx::floorDivide);
        two("power", Mx::power, Mx::power, Mx::power);
        two("maximum", Mx::maximum, Mx::maximum, Mx::maximum);
        two("minimum", Mx::minimum, Mx::minimum, Mx::minimum);
        two("logaddexp", Mx::logaddexp, Mx::logaddexp, Mx::logaddexp);
        two("arctan2", Mx::arctan2, Mx::arctan2, Mx::arctan2);
        two("equal", Mx::equal, Mx::equal, Mx::equal);
        two("not_equal", Mx::notEqual, Mx::notEqual, Mx::notEqual);
        two("less", Mx::less, Mx::less, Mx::less);
        two("less_equal", Mx::lessEqual, Mx::lessEqual, Mx::lessEqual);
        two("greater", Mx::greater, Mx::greater, Mx::greater);
        two("greater_equal", Mx::greaterEqual, Mx::greaterEqual, Mx::greaterEqual);
        two("logical_and", Mx::logicalAnd, Mx::logicalAnd, Mx::logicalAnd);
        two("logical_or", Mx::logicalOr, Mx::logicalOr, Mx::logicalOr);
        two("bitwise_and", Mx::bitwiseAnd, Mx::bitwiseAnd, Mx::bitwiseAnd);
        two("bitwise_or", Mx::bitwiseOr, Mx::bitwiseOr, Mx::bitwiseOr);
        two("bitwise_xor", Mx::bitwiseXor, Mx::bitwiseXor, Mx::bitwiseXor);
        two("left_shift", Mx::leftShift, Mx::leftShift, Mx::leftShift);
        two("right_shift", Mx::rightShift, Mx::rightShift, Mx::rightShift);
    }
}
