package lazuli.examples.linearregression;

import static org.junit.jupiter.api.Assertions.assertTrue;

import lazuli.examples.ExampleRun;
import org.junit.jupiter.api.Test;

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
}
