package lazuli.examples.microgpt;

import static lazuli.core.Mx.array;

import java.util.List;
import lazuli.core.Array;
import lazuli.core.Shape;

/** Names as numbers: 0 for the boundary between names, 1 to 26 for the letters. */
public final class Letters {
    /** How many different numbers there are. */
    public static final int COUNT = 27;

    /** Letters of the longest name. */
    public static final int LONGEST = 15;

    /** Numbers that a model looks at: a boundary, then letters. */
    public static final int CONTEXT = LONGEST + 1;

    private Letters() {}

    static boolean canSpell(String name) {
        return !name.isEmpty()
                && name.length() <= LONGEST
                && name.chars().allMatch(letter -> letter >= 'a' && letter <= 'z');
    }

    /** Names as rows (names, {@link #CONTEXT} + 1) of int32: a boundary, the letters, boundaries to the end. */
    public static Array rows(List<String> names) {
        int width = CONTEXT + 1;
        int[] numbers = new int[names.size() * width];
        for (int row = 0; row < names.size(); row++) {
            String name = names.get(row);
            for (int i = 0; i < name.length(); i++) {
                numbers[row * width + 1 + i] = name.charAt(i) - 'a' + 1;
            }
        }
        return array(numbers, Shape.of(names.size(), width));
    }

    /** The name that numbers spell up to the first boundary. */
    static String spell(int[] numbers) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < numbers.length && numbers[i] != 0; i++) {
            name.append((char) ('a' + numbers[i] - 1));
        }
        return name.toString();
    }
}
