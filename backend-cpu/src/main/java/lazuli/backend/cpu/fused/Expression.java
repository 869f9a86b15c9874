package lazuli.backend.cpu.fused;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A group as text: one assignment for each value that is stored or used several times. */
final class Expression {
    private final Group group;
    private final int[] uses;
    private final String[] texts;
    private final List<String> assignments = new ArrayList<>();

    Expression(Group group) {
        this.group = group;
        this.uses = group.uses();
        this.texts = new String[uses.length];
    }

    String text() {
        int operands = group.operands();
        for (int value = 0; value < operands; value++) {
            texts[value] = stored(group.loaded().get(value), "x" + value);
        }
        int names = 0;
        for (int i = 0; i < group.members().size(); i++) {
            int value = operands + i;
            String text = call(group.members().get(i));
            int output = group.stored().indexOf(new Group.Result(value, Storage.LANE));
            if (output < 0 && uses[value] <= 1) {
                texts[value] = text;
            } else {
                texts[value] = output >= 0 ? "y" + output : "t" + names++;
                assignments.add(texts[value] + " = " + text);
            }
        }
        for (int output = 0; output < group.stored().size(); output++) {
            Group.Result result = group.stored().get(output);
            String name = texts[result.value()];
            if (!name.equals("y" + output)) {
                assignments.add("y" + output + " = " + stored(result.storage(), name));
            }
        }
        return group.lane() + ": " + String.join("; ", assignments);
    }

    /** Halves are read and rounded by functions with the names of their dtypes. */
    private static String stored(Storage storage, String name) {
        return switch (storage) {
            case LANE, MASK -> name;
            case FLOAT16, BFLOAT16 -> storage.name().toLowerCase(Locale.ROOT) + "(" + name + ")";
        };
    }

    private String call(Group.Member member) {
        return Group.arguments(member).stream()
                .map(argument -> texts[argument])
                .collect(Collectors.joining(", ", member.kernel() + "(", ")"));
    }
}
