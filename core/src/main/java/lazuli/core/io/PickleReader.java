package lazuli.core.io;

import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads pickles as data. It is the stack machine that Python's own reader is, except that an instruction to call something only notes
 * what would be called. Protocols 0 to 5, as far as PyTorch writes them; text instructions of protocol 0 are refused.
 */
final class PickleReader {
    /** What an object costs here, at the least, in bytes. */
    private static final int OBJECT_SIZE = 32;

    private static final int LONGEST_LINE = 1000;

    private final ByteCursor input;
    private final List<Pickled> stack = new ArrayList<>();
    private final List<Integer> marks = new ArrayList<>();
    private final Map<Long, Pickled> memo = new HashMap<>();
    private final List<Pickled.Persistent> persistents = new ArrayList<>();
    private long objectsLeft;

    /** A reader that makes objects of {@code memory} bytes at the most: instructions of one byte could make very many. */
    PickleReader(byte[] bytes, long memory) {
        this(new ByteCursor(new FileRegion(MemorySegment.ofArray(bytes))), memory);
    }

    /** A reader of pickles that lie one behind the other, with the same bound for all of them together. */
    PickleReader(ByteCursor input, long memory) {
        this.input = input;
        this.objectsLeft = memory / OBJECT_SIZE;
    }

    /** The objects outside of the pickle read last that it refers to. */
    List<Pickled.Persistent> persistents() {
        return persistents;
    }

    /** The next pickle. */
    Pickled read() throws FormatException {
        stack.clear();
        marks.clear();
        memo.clear();
        persistents.clear();
        for (int code = input.unsignedByte(); code != '.'; code = input.unsignedByte()) {
            if (--objectsLeft < 0) {
                throw new FormatException("the pickle describes too many objects for the file's size");
            }
            execute(code);
        }
        return pop();
    }

    private void execute(int code) throws FormatException {
        switch (code) {
            case 0x80 -> input.take(1); // PROTO
            case 0x95 -> input.take(Long.BYTES); // FRAME
            case '(' -> marks.add(stack.size()); // MARK
            case '0' -> pop(); // POP
            case 'N', 0x88, 0x89 -> stack.add(Pickled.Other.VALUE); // NONE, NEWTRUE, NEWFALSE
            case 'G' -> opaque(Double.BYTES); // BINFLOAT
            case 'C' -> opaque(input.unsignedByte()); // SHORT_BINBYTES
            case 'B' -> opaque(input.unsignedInt()); // BINBYTES
            case 0x8e, 0x96 -> opaque(input.number()); // BINBYTES8, BYTEARRAY8
            case 'K' -> stack.add(new Pickled.Whole(input.unsignedByte())); // BININT1
            case 'M' -> stack.add(new Pickled.Whole(input.unsignedShort())); // BININT2
            case 'J' -> stack.add(new Pickled.Whole((int) input.unsignedInt())); // BININT
            case 0x8a -> whole(input.unsignedByte()); // LONG1
            case 'U', 0x8c -> text(input.unsignedByte()); // SHORT_BINSTRING, SHORT_BINUNICODE
            case 'T', 'X' -> text(input.unsignedInt()); // BINSTRING, BINUNICODE
            case 0x8d -> text(input.number()); // BINUNICODE8
            case ')', ']', 0x8f -> stack.add(new Pickled.Sequence()); // EMPTY_TUPLE, EMPTY_LIST, EMPTY_SET
            case 't', 'l', 0x91 ->
                stack.add(new Pickled.Sequence(new ArrayList<>(popMarked()))); // TUPLE, LIST, FROZENSET
            case 0x85, 0x86, 0x87 -> tuple(code - 0x84); // TUPLE1, TUPLE2, TUPLE3
            case '}' -> stack.add(new Pickled.Mapping()); // EMPTY_DICT
            case 'd' -> { // DICT
                List<Pickled> items = popMarked();
                stack.add(new Pickled.Mapping());
                putAll(items);
            }
            case 'a' -> addAll(List.of(pop())); // APPEND
            case 'e', 0x90 -> addAll(popMarked()); // APPENDS, ADDITEMS
            case 's' -> { // SETITEM
                Pickled value = pop();
                putAll(List.of(pop(), value));
            }
            case 'u' -> putAll(popMarked()); // SETITEMS
            case 'c' -> global(line(), line()); // GLOBAL
            case 0x93 -> stackGlobal(); // STACK_GLOBAL
            case 'R', 0x81 -> made(); // REDUCE, NEWOBJ
            case 'b' -> built(); // BUILD
            case 'Q' -> persistent(pop()); // BINPERSID
            case 'q' -> memo.put((long) input.unsignedByte(), top()); // BINPUT
            case 'r' -> memo.put(input.unsignedInt(), top()); // LONG_BINPUT
            case 0x94 -> memo.put((long) memo.size(), top()); // MEMOIZE
            case 'h' -> remembered(input.unsignedByte()); // BINGET
            case 'j' -> remembered(input.unsignedInt()); // LONG_BINGET
            default ->
                throw new FormatException(
                        "the pickle's instruction %d at %d is not one that PyTorch writes", code, input.position() - 1);
        }
    }

    private void opaque(long length) throws FormatException {
        input.take(length);
        stack.add(Pickled.Other.VALUE);
    }

    private void text(long length) throws FormatException {
        stack.add(new Pickled.Text(input.text(length)));
    }

    /** A signed little-endian integer of so many bytes. */
    private void whole(int length) throws FormatException {
        byte[] digits = new byte[length + 1];
        for (int i = length; i > 0; i--) {
            digits[i] = (byte) input.unsignedByte();
        }
        digits[0] = (byte) (length > 0 && digits[1] < 0 ? -1 : 0);
        BigInteger value = new BigInteger(digits);
        stack.add(value.bitLength() < Long.SIZE ? new Pickled.Whole(value.longValue()) : Pickled.Other.VALUE);
    }

    /** The text up to the next line feed, which is passed over. */
    private String line() throws FormatException {
        StringBuilder text = new StringBuilder();
        for (int next = input.unsignedByte(); next != '\n'; next = input.unsignedByte()) {
            if (text.length() == LONGEST_LINE) {
                throw new FormatException("the pickle has a line of more than %d bytes", LONGEST_LINE);
            }
            text.append((char) next);
        }
        return text.toString();
    }

    private void tuple(int count) throws FormatException {
        Pickled[] items = new Pickled[count];
        for (int i = count - 1; i >= 0; i--) {
            items[i] = pop();
        }
        stack.add(new Pickled.Sequence(new ArrayList<>(List.of(items))));
    }

    private void global(String module, String name) {
        stack.add(new Pickled.Global(module + "." + name));
    }

    private void stackGlobal() throws FormatException {
        if (pop() instanceof Pickled.Text name && pop() instanceof Pickled.Text module) {
            global(module.value(), name.value());
        } else {
            throw malformed();
        }
    }

    private void made() throws FormatException {
        Pickled arguments = pop();
        stack.add(new Pickled.Made(pop(), arguments));
    }

    private void built() throws FormatException {
        Pickled state = pop();
        if (top() instanceof Pickled.Made made) {
            made.parts().items().add(state);
        }
    }

    /** Old files name a class together with its source text: {@code ('module', class, file, source)}. */
    private void persistent(Pickled identifier) {
        if (identifier instanceof Pickled.Sequence(var parts)
                && parts.size() > 1
                && parts.getFirst() instanceof Pickled.Text(var kind)
                && kind.equals("module")) {
            stack.add(parts.get(1));
            return;
        }
        Pickled.Persistent persistent = new Pickled.Persistent(identifier);
        persistents.add(persistent);
        stack.add(persistent);
    }

    private void addAll(List<Pickled> items) throws FormatException {
        switch (top()) {
            case Pickled.Sequence sequence -> sequence.items().addAll(items);
            case Pickled.Made made -> made.parts().items().addAll(items);
            case Pickled other -> throw malformed();
        }
    }

    private void putAll(List<Pickled> items) throws FormatException {
        Pickled.Mapping target = switch (top()) {
            case Pickled.Mapping mapping -> mapping;
            case Pickled.Made made -> made.entries();
            case Pickled other -> throw malformed();
        };
        if (items.size() % 2 != 0) {
            throw malformed();
        }
        for (int i = 0; i < items.size(); i += 2) {
            target.entries().add(new Pickled.Entry(items.get(i), items.get(i + 1)));
        }
    }

    private void remembered(long index) throws FormatException {
        Pickled value = memo.get(index);
        if (value == null) {
            throw malformed();
        }
        stack.add(value);
    }

    private Pickled top() throws FormatException {
        requireObject();
        return stack.getLast();
    }

    private Pickled pop() throws FormatException {
        requireObject();
        return stack.removeLast();
    }

    /** Nothing may reach below the last mark. */
    private void requireObject() throws FormatException {
        if (stack.size() <= (marks.isEmpty() ? 0 : marks.getLast())) {
            throw malformed();
        }
    }

    /** What lies above the last mark, which goes with it. */
    private List<Pickled> popMarked() throws FormatException {
        if (marks.isEmpty()) {
            throw malformed();
        }
        List<Pickled> above = stack.subList(marks.removeLast(), stack.size());
        List<Pickled> items = List.copyOf(above);
        above.clear();
        return items;
    }

    private FormatException malformed() {
        return new FormatException("the pickle is malformed at byte %d", input.position());
    }
}
