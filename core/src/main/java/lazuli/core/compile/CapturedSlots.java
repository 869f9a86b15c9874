package lazuli.core.compile;

import java.util.Arrays;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.State;
import lazuli.core.Tree;

/** A state that tells its arrays and takes new ones, and nothing else. */
final class CapturedSlots implements StateSlots {
    private final State state;
    private final Tree form;
    private final List<String> paths;
    private final List<?> settings;

    CapturedSlots(State state) {
        this.state = state;
        this.form = StateForm.withoutArrays(state.captureState());
        this.paths = StateForm.paths(form);
        this.settings = state.settings();
    }

    @Override
    public int count() {
        return paths.size();
    }

    @Override
    public boolean read(Array[] arrays, int first) {
        Tree present = state.captureState();
        if (!StateForm.paths(present).equals(paths) || !state.settings().equals(settings)) {
            return false;
        }
        int next = first;
        for (Array leaf : present.leaves()) {
            arrays[next++] = leaf;
        }
        return true;
    }

    @Override
    public void write(Array[] before, Array[] after, int first) {
        state.restoreState(form.withLeaves(Arrays.asList(after).subList(first, first + count())));
    }
}
