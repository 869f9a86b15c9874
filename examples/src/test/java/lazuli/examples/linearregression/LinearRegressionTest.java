package lazuli.examples.linearregression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import lazuli.examples.ExampleRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinearRegressionTest {
    @Test
    void findsTheWeights() {
        var fit = ExampleRun.of(LinearRegression.Preconditions.class, "linear-regression", "--steps", "2000");
        assertTrue(fit.correlation() > 0.999, fit::toString);
        assertTrue(fit.distance() < 0.05, fit::toString);
        assertTrue(fit.loss() < 1e-3, fit::toString);
    }

    @Test
    void twoStepsDoNot() {
        var fit = ExampleRun.of(LinearRegression.Preconditions.class, "linear-regression", "--steps", "2");
        assertTrue(fit.correlation() < 0.9, fit::toString);
    }

    @Test
    void goesOnFromTheWeightsThatItLeft(@TempDir Path folder) {
        String file = folder.resolve("weights.safetensors").toString();
        var left = ExampleRun.of(
                LinearRegression.Preconditions.class, "linear-regression", "--steps", "300", "--save", file);
        var found = ExampleRun.of(
                LinearRegression.Preconditions.class, "linear-regression", "--steps", "0", "--load", file);
        assertEquals(left, found);
    }
}
