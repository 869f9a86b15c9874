package lazuli.nn;

import static java.lang.Character.isLowerCase;
import static java.lang.Character.isUpperCase;
import static java.lang.Character.toLowerCase;

/** MLX's names for parameters: {@code runningMean} is {@code running_mean}. */
final class ParameterName {
    private ParameterName() {}

    /** The name in snake case; one that begins with a capital, like {@code Wx}, is left as it is. */
    static String of(String name) {
        if (name.isEmpty() || isUpperCase(name.charAt(0))) {
            return name;
        }
        StringBuilder result = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char letter = name.charAt(i);
            if (isUpperCase(letter)) {
                boolean endsAcronym = i + 1 < name.length() && isLowerCase(name.charAt(i + 1));
                if (!isUpperCase(name.charAt(i - 1)) || endsAcronym) {
                    result.append('_');
                }
            }
            result.append(toLowerCase(letter));
        }
        return result.toString();
    }
}
