package lazuli.core.compile;

import java.lang.ref.WeakReference;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import lazuli.core.Array;
import lazuli.core.State;
import lazuli.core.Tree;
import org.jspecify.annotations.Nullable;

/**
 * A compiled function's state from call to call. Its form is looked up once; later calls read its slots, and what they compare is whether the
 * arrays are those that the last call left. An array that an earlier call made is closed when the next one replaces it: its memory is given
 * up without a collection. Arrays that came from elsewhere are left alone.
 */
final class CompiledState {
    private final State state;
    private volatile @Nullable Last last;

    CompiledState(State state) {
        this.state = state;
    }

    /**
     * What the last call left.
     *
     * @param slots null if they have to be found first
     * @param leaves the arrays, of which those that came from elsewhere are not kept alive
     * @param made those of them that this call or one before it made
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Last(
            @Nullable StateSlots slots,
            StateForm form,
            WeakReference<Array[]> leaves,
            @Nullable Array[] made) {}

    /**
     * The state as a call finds it.
     *
     * @param leaves its arrays
     * @param made for each leaf the array there that an earlier call made, unless another one has taken its place
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Present(
            StateSlots slots,
            StateForm form,
            Array[] leaves,
            @Nullable Array[] made) {
        /** What a program takes: the arguments, then each array of the state once. */
        Array[] inputs(List<Array> arguments) {
            int count = arguments.size();
            Array[] inputs = arguments.toArray(new Array[count + form.arrays()]);
            for (int i = 0; i < form.arrays(); i++) {
                inputs[count + i] = leaves[form.firstLeaf(i)];
            }
            return inputs;
        }
    }

    /** Runs {@code body} while nobody else uses the state. */
    <T> T exclusively(Supplier<T> body) {
        return state.exclusively(body);
    }

    /** Reads the state. */
    Present read() {
        Last former = last;
        StateSlots slots = former == null ? null : former.slots;
        if (former != null && slots != null) {
            Array[] leaves = new Array[slots.count()];
            if (slots.read(leaves, 0)) {
                StateForm form = isLeft(former, leaves) ? former.form : former.form.of(leaves);
                return new Present(slots, form, leaves, former.made);
            }
        }
        return look(former);
    }

    private static boolean isLeft(Last former, Array[] leaves) {
        Array[] left = former.leaves.get();
        if (left == null) {
            return false;
        }
        for (int i = 0; i < leaves.length; i++) {
            if (left[i] != leaves[i]) {
                return false;
            }
        }
        return true;
    }

    /** Finds form and slots. */
    private Present look(@Nullable Last former) {
        Tree tree = state.captureState();
        Array[] leaves = tree.leaves().toArray(Array[]::new);
        StateForm form = new StateForm(StateForm.paths(tree), leaves, state.settings());
        return new Present(slots(leaves), form, leaves, made(former, leaves));
    }

    /** The state's own slots, if they give what the state tells. */
    private StateSlots slots(Array[] leaves) {
        StateSlots own = state.slots();
        Array[] read = new Array[leaves.length];
        boolean isRight = own.count() == leaves.length && own.read(read, 0);
        for (int i = 0; isRight && i < leaves.length; i++) {
            isRight = read[i] == leaves[i];
        }
        return isRight ? own : StateSlots.capturing(state);
    }

    private static @Nullable Array[] made(@Nullable Last former, Array[] leaves) {
        @Nullable Array[] made = new @Nullable Array[leaves.length];
        if (former != null) {
            Set<@Nullable Array> known = Collections.newSetFromMap(new IdentityHashMap<>());
            Collections.addAll(known, former.made);
            for (int i = 0; i < leaves.length; i++) {
                made[i] = known.contains(leaves[i]) ? leaves[i] : null;
            }
        }
        return made;
    }

    /** Puts what a call has made in place of what was there. */
    void replace(Present before, CompiledCall call, List<Array> outputs) {
        int[] after = call.after();
        Array[] next = new Array[after.length];
        @Nullable Array[] made = new @Nullable Array[after.length];
        for (int i = 0; i < after.length; i++) {
            if (after[i] >= 0) {
                next[i] = outputs.get(after[i]);
                made[i] = next[i];
            } else {
                int leaf = before.form.firstLeaf(-1 - after[i]);
                next[i] = before.leaves[leaf];
                made[i] = before.made[leaf];
            }
        }
        StateForm form = call.next();
        if (form == null) {
            state.restoreState(call.form().withLeaves(List.of(next)));
            last = new Last(null, before.form, new WeakReference<>(next), made);
        } else {
            before.slots.write(before.leaves, next, 0);
            last = new Last(before.slots, form, new WeakReference<>(next), made);
        }
        close(before, call.survives());
    }

    private static void close(Present before, boolean[] survives) {
        for (int i = 0; i < survives.length; i++) {
            int leaf = before.form.firstLeaf(i);
            Array array = before.leaves[leaf];
            if (!survives[i] && before.made[leaf] == array) {
                array.close();
            }
        }
    }
}
