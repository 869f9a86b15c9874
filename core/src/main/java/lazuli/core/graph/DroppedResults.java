package lazuli.core.graph;

import java.lang.ref.WeakReference;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import lazuli.core.Array;
import lazuli.core.memory.Allocator;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which results of a large plan nobody can read any more, so that they need not stay beyond their last use: in {@code y = f(y)} twenty times
 * over, the handles of all but the last result are garbage that no collection has seen yet. A young collection shows it, and takes less
 * time than to write what is at stake. Only what computes them may refer to their handles meanwhile, and does so by handles of its own. Where
 * somebody does hold one that was not known here, it is computed again. Used by one plan at a time.
 */
final class DroppedResults {
    /** It takes longer to write so much than to collect what is young. */
    private static final long WORTH_A_COLLECTION = 48L << 20;

    private static final int LONGEST_PAUSE = 16;

    /** How many of the next large plans are left alone, because results of the last one were still held. */
    private static int skipped;

    private static int pause;

    /** Those at stake: of a node whose outputs die one by one these, of another one the node. */
    private final IdentityHashMap<Node, Result[]> results = new IdentityHashMap<>();

    /** What stands in for a handle where a computation referred to it. */
    private final IdentityHashMap<Array, WeakReference<Array>> replaced = new IdentityHashMap<>();

    private long bytes;

    /** What somebody may hold. */
    private static final class Result {
        final long bytes;

        /** How many handles it has at least, if anybody can read it. */
        final int outputs;

        /** How many are known. */
        int handles;

        boolean isHeld;

        Result(long bytes, int outputs) {
            this.bytes = bytes;
            this.outputs = outputs;
        }
    }

    private DroppedResults() {}

    /** Makes temporaries of those results that nobody holds; false if there are none. */
    static boolean giveUp(List<Node> order, List<Step> steps, boolean[] requested) {
        if (atMost(order, requested) < WORTH_A_COLLECTION) {
            return false;
        }
        DroppedResults results = new DroppedResults();
        steps.forEach(step -> results.add(step, requested));
        if (results.bytes < WORTH_A_COLLECTION || skipped-- > 0) {
            return false;
        }
        order.forEach(consumer -> consumer.replaceInputs(results::replace));
        boolean collected = Allocator.host().collectFor(results.bytes);
        order.forEach(consumer -> consumer.replaceInputs(results::putBack));
        return collected && results.giveUp();
    }

    /** How much can be at stake, by a look at each node: most plans are small. */
    private static long atMost(List<Node> order, boolean[] requested) {
        long bytes = 0;
        for (int i = 0; i < requested.length; i++) {
            Node node = order.get(i);
            bytes += !requested[i] && node.isKeptForHandles() ? node.byteSize() : 0;
        }
        return bytes;
    }

    private void add(Step step, boolean[] requested) {
        List<Node> interior = step.interior();
        for (Node node : step.nodes()) {
            if (!requested[node.position] && node.isKeptForHandles()) {
                results.put(node, resultsOf(node));
                if (!interior.contains(node) || keepsOthers(node, step)) {
                    bytes += node.byteSize();
                }
            }
        }
    }

    private static Result[] resultsOf(Node node) {
        return node.hasSeparateOutputs()
                ? node.types().stream()
                        .map(type -> new Result(type.byteSize(), 1))
                        .toArray(Result[]::new)
                : new Result[] {new Result(node.byteSize(), node.types().size())};
    }

    private @Nullable Result resultOf(Array array) {
        Result[] all = results.get(Nodes.of(array));
        return all == null ? null : all[Nodes.of(array).hasSeparateOutputs() ? Nodes.index(array) : 0];
    }

    /** Whether a node whose value is not stored would keep what other steps compute. */
    private static boolean keepsOthers(Node interior, Step step) {
        for (Array input : interior.inputArray()) {
            if (Nodes.of(input).position >= 0 && !step.nodes().contains(Nodes.of(input))) {
                return true;
            }
        }
        return false;
    }

    private Array replace(Array input) {
        Result result = resultOf(input);
        if (result == null) {
            return input;
        }
        Array substitute = Nodes.output(Nodes.of(input), Nodes.index(input));
        replaced.put(substitute, new WeakReference<>(input));
        result.handles++;
        return substitute;
    }

    /** A handle that somebody holds, so that another evaluation will look for it again if this one fails. */
    private Array putBack(Array input) {
        WeakReference<Array> handle = replaced.get(input);
        Array held = handle == null ? null : handle.get();
        if (held == null) {
            return input;
        }
        Result result = resultOf(held);
        if (result != null) {
            result.isHeld = true;
        }
        return held;
    }

    private boolean giveUp() {
        long given = 0;
        for (Map.Entry<Node, Result[]> known : results.entrySet()) {
            Result[] of = known.getValue();
            for (int i = 0; i < of.length; i++) {
                // One with several outputs may have handles that no computation refers to.
                if (!of[i].isHeld && of[i].handles >= of[i].outputs) {
                    known.getKey().giveUp(i);
                    given += of[i].bytes;
                }
            }
        }
        pause = 2 * given > bytes ? 0 : Math.min(2 * pause + 1, LONGEST_PAUSE);
        skipped = pause;
        return given > 0;
    }
}
