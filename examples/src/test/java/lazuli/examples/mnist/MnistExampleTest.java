package lazuli.examples.mnist;

import static org.junit.jupiter.api.Assertions.assertTrue;

import lazuli.examples.DataFolder;
import lazuli.examples.ExampleRun;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MnistExampleTest {
    @ParameterizedTest
    @CsvSource({"cnn, 17000, 0.95", "mlp, 8000, 0.88"})
    void oneEpochTeachesItToRead(String model, String limit, double atLeast) {
        var outcome = ExampleRun.of(
                MnistExample.Outcome.class,
                "mnist",
                "--model",
                model,
                "--epochs",
                "1",
                "--limit",
                limit,
                "--data-dir",
                DataFolder.path("mnist"));
        assertTrue(outcome.accuracy() >= atLeast, outcome::toString);
    }
}
