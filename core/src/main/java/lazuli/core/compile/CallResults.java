package lazuli.core.compile;

import java.util.List;
import lazuli.core.Tree;
import org.jspecify.annotations.Nullable;

/**
 * What a traced function leaves behind: which of its program's outputs are what. Equal for runs that differ in lengths alone.
 *
 * @param outputs how many the function returns; the others are new state
 * @param form of the state afterwards
 * @param paths in that form
 * @param after for each leaf of the state afterwards the output it is; negative if it is the array {@code -1 - n} of before
 */
record CallResults(int outputs, Tree form, List<String> paths, List<Integer> after) {
    static CallResults of(int outputs, Tree state, List<Integer> after) {
        Tree form = StateForm.withoutArrays(state);
        return new CallResults(outputs, form, StateForm.paths(form), after);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CallResults its
                && outputs == its.outputs
                && paths.equals(its.paths)
                && after.equals(its.after);
    }

    @Override
    public int hashCode() {
        return after.hashCode();
    }
}
