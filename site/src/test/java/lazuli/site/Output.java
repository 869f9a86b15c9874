package lazuli.site;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** What the programs of a page print. They are in packages of their own and call it. */
public final class Output {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    private final Map<Integer, String> printed = new TreeMap<>();

    /** A program begins. */
    public void begin() {
        bytes.reset();
    }

    /** The program with this number has ended. */
    public void end(int number) {
        printed.put(number, bytes.toString(StandardCharsets.UTF_8));
    }

    PrintStream stream() {
        return stream;
    }

    /** By the programs' numbers. */
    Map<Integer, String> printed() {
        return printed;
    }
}
