package lazuli.core.io;

import java.util.ArrayList;
import java.util.List;

/** What a Python pickle describes, as data: functions and classes in it are names, calls of them are notes, and nothing is run. */
sealed interface Pickled {
    /** A string. */
    record Text(String value) implements Pickled {}

    /** An integer. */
    record Whole(long value) implements Pickled {}

    /** Something that arrays are not made of: None, a truth value, a float, bytes, an integer beyond 64 bits. */
    enum Other implements Pickled {
        VALUE
    }

    /** A list, tuple or set. */
    record Sequence(List<Pickled> items) implements Pickled {
        Sequence() {
            this(new ArrayList<>());
        }
    }

    /** A dict, its entries in the order they were put. */
    record Mapping(List<Entry> entries) implements Pickled {
        Mapping() {
            this(new ArrayList<>());
        }
    }

    /** A key and its value. */
    record Entry(Pickled key, Pickled value) {}

    /** A function or class by its name, with its module. */
    record Global(String name) implements Pickled {}

    /** An object outside the pickle by its identifier. */
    record Persistent(Pickled identifier) implements Pickled {}

    /**
     * What calling {@code maker} would return.
     *
     * @param entries what would then be put into it
     * @param parts what it would be extended by: list items, states
     */
    record Made(Pickled maker, Pickled arguments, Mapping entries, Sequence parts) implements Pickled {
        Made(Pickled maker, Pickled arguments) {
            this(maker, arguments, new Mapping(), new Sequence());
        }
    }
}
