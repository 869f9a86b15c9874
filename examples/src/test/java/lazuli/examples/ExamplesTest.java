package lazuli.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Set;
import lazuli.examples.command.Failures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExamplesTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    static Set<String> names() {
        return Examples.commandLine(new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter()))
                .getSubcommands()
                .keySet();
    }

    @ParameterizedTest
    @MethodSource("names")
    void eachTellsItsOptions(String name) {
        assertEquals(Failures.DONE, execute(name, "--help"));
        assertTrue(out.toString().startsWith("Usage: " + name + " [OPTIONS]"), out::toString);
        assertTrue(out.toString().contains("--seed"), out::toString);
        assertEquals("", err.toString());
    }

    @ParameterizedTest
    @MethodSource("names")
    void whatIsNoOptionIsOneLine(String name) {
        assertMisuse(name, "--nonsense");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"linear-regression --steps -1", "linear-regression --lr much", "linear-regression --seed x"})
    void aValueThatIsNotAcceptedIsOneLine(String line) {
        assertMisuse(line.split(" "));
        assertTrue(err.toString().contains("expected"), err::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"linear", "nothing"})
    void aNameThatNoneHasIsOneLineWithAllThatThereAre(String name) {
        assertMisuse(name);
        assertTrue(
                err.toString().contains("no example '%s', there are %s".formatted(name, String.join(", ", names()))),
                err::toString);
        assertTrue(names().containsAll(List.of("cifar", "mnist", "doctor")), names()::toString);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cifar",
                "linear-regression",
                "microgpt",
                "mnist",
                "lora",
                "quantize",
                "lstm-classifier",
                "transformer-lm"
            })
    void everyTrainingTakesWeightsAndLeavesThem(String name) {
        execute(name, "--help");
        assertTrue(out.toString().contains("--load FILE "), out::toString);
        assertTrue(out.toString().contains("--save FILE "), out::toString);
        assertTrue(out.toString().contains("weights to begin with"), out::toString);
        assertEquals(Failures.MISUSED, execute(name, "--save", "weights.txt"));
        assertTrue(err.toString().contains(".npz or .safetensors"), err::toString);
    }

    /** Before anything else is looked at: the data's folder is not there either. */
    @ParameterizedTest
    @ValueSource(strings = {"cifar", "mnist", "quantize", "lstm-classifier"})
    void weightsThatAreNotThereAreTheFirstThingThatIsTold(String name) {
        assertEquals(Failures.FAILED, execute(name, "--load", "none.npz", "--data-dir", "nowhere"));
        assertTrue(err.toString().contains("--load: ") && err.toString().contains("none.npz"), err::toString);
        assertFalse(err.toString().contains("nowhere"), err::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"microgpt", "lora"})
    void weightsThatAreNotThereAreToldBeforeNamesAreRead(String name) {
        assertEquals(Failures.FAILED, execute(name, "--load", "none.npz", "--names", "nowhere"));
        assertTrue(err.toString().contains("none.npz") && !err.toString().contains("nowhere"), err::toString);
    }

    @Test
    void noHelpHasColours() {
        names().forEach(name -> execute(name, "--help"));
        assertFalse(out.toString().contains("\u001B"));
        assertTrue(out.toString().lines().allMatch(line -> line.length() <= 100), out::toString);
    }

    private void assertMisuse(String... arguments) {
        assertEquals(Failures.MISUSED, execute(arguments));
        assertEquals(1, err.toString().lines().count(), err::toString);
        assertFalse(err.toString().contains("\tat "), err::toString);
        assertEquals("", out.toString());
    }

    private int execute(String... arguments) {
        return Examples.commandLine(new PrintWriter(out), new PrintWriter(err)).execute(arguments);
    }
}
