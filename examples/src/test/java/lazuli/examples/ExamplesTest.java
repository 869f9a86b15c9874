package lazuli.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Set;
import lazuli.examples.command.Failures;
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
        assertTrue(out.toString().startsWith("Usage: examples " + name), out::toString);
        assertTrue(out.toString().contains("--seed"), out::toString);
        assertEquals("", err.toString());
    }

    @ParameterizedTest
    @MethodSource("names")
    void whatIsNoOptionIsOneLine(String name) {
        assertMisuse(name, "--nonsense");
    }

    @ParameterizedTest
    @ValueSource(strings = {"linear-regression --steps 0", "linear-regression --lr much", "linear-regression --seed x"})
    void aValueThatIsNotAcceptedIsOneLine(String line) {
        assertMisuse(line.split(" "));
        assertTrue(err.toString().contains("expected"), err::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"linear", "nothing"})
    void aNameThatNoneHasIsOneLine(String name) {
        assertMisuse(name);
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
