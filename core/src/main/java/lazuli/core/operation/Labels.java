package lazuli.core.operation;

import java.util.List;
import java.util.function.IntPredicate;

/** Sets of einsum labels as strings, which keep their order. */
final class Labels {
    private Labels() {}

    /** a's labels, then those of b that a lacks, each once. */
    static String union(String a, String b) {
        return filtered(a + b, label -> true);
    }

    /** a's labels that b has. */
    static String intersection(String a, String b) {
        return filtered(a, label -> b.indexOf(label) >= 0);
    }

    /** a's labels that b lacks. */
    static String difference(String a, String b) {
        return filtered(a, label -> b.indexOf(label) < 0);
    }

    private static String filtered(String labels, IntPredicate wanted) {
        return labels.chars()
                .distinct()
                .filter(wanted)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** The labels that matter once two operands have been contracted: the result's and those of the others. */
    static String needed(List<String> operands, String output, int first, int second) {
        StringBuilder needed = new StringBuilder(output);
        for (int i = 0; i < operands.size(); i++) {
            if (i != first && i != second) {
                needed.append(operands.get(i));
            }
        }
        return needed.toString();
    }
}
