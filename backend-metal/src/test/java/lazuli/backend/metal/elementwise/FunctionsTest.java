package lazuli.backend.metal.elementwise;

import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import lazuli.backend.metal.BothDevices;
import lazuli.backend.metal.Samples;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Mx;
import lazuli.core.Shape;
import lazuli.core.primitive.elementwise.BinaryFunction;
import lazuli.core.primitive.elementwise.UnaryFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of the tables of elementwise functions, of every dtype: integers have the CPU's bits, and floats the same numbers but for rounding. */
class FunctionsTest {
    private static final Pattern WORDS = Pattern.compile("_");
    private static final Shape SHAPE = Shape.of(5, 61);

    static Stream<DType> dtypes() {
        return Samples.dtypes().stream();
    }

    private static Array call(String text, Array... operands) {
        StringBuilder name = new StringBuilder();
        for (String word : WORDS.splitAsStream(text).toList()) {
            name.append(name.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        Class<?>[] types = new Class<?>[operands.length];
        java.util.Arrays.fill(types, Array.class);
        try {
            return (Array) Mx.class.getMethod(name.toString(), types).invoke(null, (Object[]) operands);
        } catch (InvocationTargetException thrown) {
            throw new AssertionError(name + " of " + operands[0].dtype(), thrown.getCause());
        } catch (ReflectiveOperationException missing) {
            throw new LinkageError(text, missing);
        }
    }

    private static Array numbers(DType dtype, int seed) {
        return Samples.of(dtype, new Random(seed), SHAPE, dtype != DType.COMPLEX64);
    }

    @ParameterizedTest
    @EnumSource
    void unary(UnaryFunction function) {
        for (DType dtype : Samples.dtypes()) {
            if (function.takes(dtype)) {
                Array x = numbers(dtype, 1);
                compare(dtype, () -> call(function.text(), x), function + " of " + dtype);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void binary(BinaryFunction function) {
        for (DType dtype : Samples.dtypes()) {
            if (function.takes(dtype)) {
                Array a = numbers(dtype, 2);
                Array b = numbers(dtype, 3);
                compare(dtype, () -> call(function.text(), a, b), function + " of " + dtype);
                compare(dtype, () -> call(function.text(), a, a), function + " of one " + dtype);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dtypes")
    void conversions(DType from) {
        Array x = numbers(from, 4);
        Array large =
                Samples.onCpu(() -> Mx.multiply(x, x).multiply(x).astype(from).eval());
        for (DType to : Samples.dtypes()) {
            for (Array each : List.of(x, large)) {
                BothDevices.same(() -> each.astype(to), () -> from + " to " + to);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dtypes")
    void selectsBetweenAnyLayouts(DType dtype) {
        Array condition = Samples.of(DType.BOOL, new Random(5), SHAPE, false);
        for (Array a : Samples.layouts(numbers(dtype, 6))) {
            for (Array b : Samples.layouts(numbers(dtype, 7))) {
                BothDevices.same(() -> Mx.where(condition, a, b), () -> "where of " + dtype);
            }
        }
    }

    private static void compare(DType dtype, Supplier<Array> what, String message) {
        double tolerance = tolerance(dtype);
        if (tolerance == 0) {
            BothDevices.same(what, () -> message);
        } else {
            BothDevices.close(what, tolerance, tolerance, () -> message);
        }
    }

    /** Functions into the reals give float32 for integers. */
    private static double tolerance(DType dtype) {
        return switch (dtype) {
            case FLOAT16 -> 1e-3;
            case BFLOAT16 -> 8e-3;
            case BOOL, UINT8, UINT16, UINT32, UINT64, INT8, INT16, INT32, INT64, FLOAT32, COMPLEX64, FLOAT64 -> 2e-6;
        };
    }
}
