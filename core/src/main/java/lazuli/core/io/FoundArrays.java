package lazuli.core.io;

import java.util.LinkedHashMap;
import java.util.Map;
import lazuli.core.Array;
import lazuli.core.ArrayFile;

/** What a file turns out to hold, by name: arrays, and what has to be left out, with the reason. */
final class FoundArrays {
    private final Map<String, Array> arrays = new LinkedHashMap<>();
    private final Map<String, String> skipped = new LinkedHashMap<>();

    /** What makes an array of a part of the file. */
    interface Part {
        Array read() throws FormatException;
    }

    /** Adds an array, or the reason why there is none; damage is an error with the name. */
    void add(String name, Part part) throws FormatException {
        Array array;
        try {
            array = part.read();
        } catch (UnsupportedException problem) {
            skip(name, problem);
            return;
        } catch (FormatException problem) {
            throw problem.in(name);
        }
        put(name, array);
    }

    void put(String name, Array array) throws FormatException {
        if (arrays.put(name, array) != null) {
            throw new FormatException("the array '%s' is there twice", name);
        }
    }

    void skip(String name, UnsupportedException problem) {
        skipped.put(name, String.valueOf(problem.getMessage()));
    }

    Map<String, Array> arrays() {
        return arrays;
    }

    Map<String, String> skipped() {
        return skipped;
    }

    ArrayFile toArrayFile() {
        return new ArrayFile(arrays, skipped);
    }
}
