package lazuli.conformance;

import static lazuli.core.Mx.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import lazuli.core.Array;
import lazuli.core.FnN;
import lazuli.core.ImportedFunction;
import lazuli.core.Mx;
import lazuli.core.ShapeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random programs, compiled as shapeless or exported with some lengths and run with others, 1 among them, give what the plain ones give; only
 * an imported one may refuse, which it seldom does. The property {@code lazuli.shapeless} says how many are tried.
 */
class ShapelessProgramTest {
    private static final int PROGRAMS = Integer.getInteger("lazuli.shapeless", 100);
    private static final double MOST_REFUSED = 0.05;

    @TempDir
    Path directory;

    private final List<String> wrong = new ArrayList<>();

    @Test
    void otherLengthsGiveWhatThePlainFunctionGivesOrAreRefused() {
        Map<String, Integer> refused = new TreeMap<>();
        int calls = 0;
        for (long seed = 0; seed < PROGRAMS; seed++) {
            ShapelessProgram program = new ShapelessProgram(seed);
            List<List<Array>> inputs = program.lengths().stream()
                    .map(choice -> program.inputs(choice, 1))
                    .toList();
            FnN compiled = compileN(program, true);
            Path file = directory.resolve("program");
            try {
                Mx.exportFunction(file, program, inputs.getFirst(), true, "");
                ImportedFunction imported = Mx.importFunction(file);
                for (List<Array> each : inputs) {
                    List<Array> expected = program.apply(each);
                    compare(seed + " compiled " + program, expected, compiled.apply(each));
                    calls++;
                    try {
                        compare(seed + " imported " + program, expected, imported.apply(each));
                    } catch (ShapeException refusal) {
                        refused.merge(cause(String.valueOf(refusal.getMessage())), 1, Integer::sum);
                        if (Boolean.getBoolean("lazuli.shapeless.print")) {
                            System.out.println(seed + " " + program + "\n    " + refusal.getMessage());
                        }
                    }
                }
            } catch (RuntimeException failure) {
                wrong.add(seed + " " + program + ": " + failure);
            }
        }
        int refusals = refused.values().stream().mapToInt(Integer::intValue).sum();
        System.out.printf(
                "shapeless programs: %d in %d calls, of which imported functions refused %d: %s%n",
                PROGRAMS, calls, refusals, refused);
        assertEquals(List.of(), wrong);
        assertTrue(refusals <= MOST_REFUSED * calls, refusals + " refused");
    }

    private void compare(String name, List<Array> expected, List<Array> got) {
        for (int i = 0; i < expected.size(); i++) {
            if (!expected.get(i).type().equals(got.get(i).type())
                    || !Arrays.equals(expected.get(i).toByteArray(), got.get(i).toByteArray())) {
                wrong.add(name + ": " + expected.get(i) + " " + got.get(i));
            }
        }
    }

    private static String cause(String message) {
        if (message.contains("do not follow from")) {
            return "a number follows from lengths in no known way";
        }
        if (message.contains("does something else") || message.contains("where there was")) {
            return "the function does something else for other lengths";
        }
        if (message.contains("too large to be tried")) {
            return "too much to try";
        }
        return message.contains("as long as another") ? "equal lengths differ" : "lengths outside all ranges";
    }
}
