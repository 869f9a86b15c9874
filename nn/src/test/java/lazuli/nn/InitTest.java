package lazuli.nn;

import static lazuli.core.Mx.*;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.function.Function;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.DTypeException;
import lazuli.core.Random;
import lazuli.core.Shape;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class InitTest {
    private static final Map<String, Function<DType, Initializer>> INITIALIZERS = Map.of(
            "constant", dtype -> Init.constant(0.1, dtype),
            "normal", dtype -> Init.normal(1, 2, dtype),
            "uniform", dtype -> Init.uniform(-1, 2, dtype),
            "identity", Init::identity,
            "glorot normal", dtype -> Init.glorotNormal(2, dtype),
            "glorot uniform", dtype -> Init.glorotUniform(2, dtype),
            "he normal", dtype -> Init.heNormal(Init.Fan.IN, 2, dtype),
            "he uniform", dtype -> Init.heUniform(Init.Fan.OUT, 2, dtype),
            "sparse", dtype -> Init.sparse(0.3, 1, 2, dtype),
            "orthogonal", dtype -> Init.orthogonal(2, dtype));

    private static Array draw(String name, DType dtype) {
        Random.seed(9);
        return INITIALIZERS.get(name).apply(dtype).of(Shape.of(6, 6));
    }

    /** Of the same random bits, so near each other. */
    @ParameterizedTest
    @EnumSource(names = {"FLOAT64", "FLOAT16", "BFLOAT16"})
    void valuesAreOfTheDtypeAskedFor(DType dtype) {
        double tolerance = dtype == DType.FLOAT64 ? 1e-5 : dtype == DType.FLOAT16 ? 2e-2 : 2e-1;
        for (String name : INITIALIZERS.keySet()) {
            Array values = draw(name, dtype);
            assertEquals(dtype, values.dtype(), name);
            Array expected = draw(name, DType.FLOAT32);
            Array difference = max(abs(values.astype(DType.FLOAT32).subtract(expected)));
            assertTrue(difference.itemFloat() <= tolerance, name + ": " + values + " for " + expected);
        }
    }

    @Test
    void doublePrecisionIsNotRoundedToSingle() {
        assertEquals(0.1, draw("constant", DType.FLOAT64).at(0, 0).itemDouble());
        Array q = draw("orthogonal", DType.FLOAT64).divide(2);
        assertArrayEquals(
                Init.identity(DType.FLOAT64).of(Shape.of(6, 6)).toDoubleArray(),
                matmul(q, q.T()).toDoubleArray(),
                1e-13);
    }

    @ParameterizedTest
    @ValueSource(strings = {"normal", "uniform", "glorot normal", "he uniform", "sparse"})
    void randomNumbersAreFloating(String name) {
        Assertions.assertThrows(DTypeException.class, () -> draw(name, DType.INT32));
    }
}
