package lazuli.core.graph;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import lazuli.core.Array;
import org.jspecify.annotations.Nullable;

/**
 * The transforms under way that may walk a node's lineage: the outermost one of the thread that made the node, and those of other threads
 * whose arrays it was made from. As long as one of them runs the node remembers what it was computed from, whoever reads it and how often.
 * What was read meanwhile forgets it when the last of them ends. This says nothing about memory, which is up to {@link TraceScope}.
 */
public final class TransformScope {
    private static final ScopedValue<TransformScope> CURRENT = ScopedValue.newInstance();

    private final List<Transform> transforms;

    /** An outermost transform, from its first line to its last. */
    private static final class Transform {
        /** Nodes that are to forget their lineage at the end; null once it has come. Nobody is kept alive by them. */
        private @Nullable List<WeakReference<Node>> evaluated = new ArrayList<>(0);

        synchronized boolean isRunning() {
            return evaluated != null;
        }

        synchronized boolean defer(Node node) {
            if (evaluated == null) {
                return false;
            }
            evaluated.add(new WeakReference<>(node));
            return true;
        }

        void end() {
            List<WeakReference<Node>> waiting;
            synchronized (this) {
                waiting = evaluated == null ? List.of() : evaluated;
                evaluated = null;
            }
            for (WeakReference<Node> reference : waiting) {
                Node node = reference.get();
                if (node != null) {
                    node.forgetLineage();
                }
            }
        }
    }

    private TransformScope(List<Transform> transforms) {
        this.transforms = transforms;
    }

    /** Runs what a transform does, the function that it was given included; what that makes is temporary. */
    public static <T> T run(Supplier<T> transform) {
        if (CURRENT.isBound()) {
            return TraceScope.within(transform);
        }
        Transform outermost = new Transform();
        try {
            return ScopedValue.where(CURRENT, new TransformScope(List.of(outermost)))
                    .call(() -> TraceScope.within(transform));
        } finally {
            outermost.end();
        }
    }

    /** Whether an array was made while the transform that runs on this thread did, and is part of what it walks. */
    public static boolean isOfCurrent(Array array) {
        TransformScope scope = Nodes.of(array).scope();
        return CURRENT.isBound() && scope != null && scope.transforms.containsAll(CURRENT.get().transforms);
    }

    /** The scope of a node that is made now of these arrays; null outside all transforms. */
    static @Nullable TransformScope of(Array[] inputs) {
        TransformScope scope = CURRENT.isBound() ? CURRENT.get() : null;
        for (Array input : inputs) {
            TransformScope other = Nodes.of(input).scope();
            if (other != null && other != scope && other.isOpen()) {
                scope = scope == null ? other : scope.and(other);
            }
        }
        return scope;
    }

    private TransformScope and(TransformScope other) {
        List<Transform> both = new ArrayList<>(transforms);
        other.transforms.stream().filter(transform -> !both.contains(transform)).forEach(both::add);
        return both.size() == transforms.size() ? this : new TransformScope(List.copyOf(both));
    }

    private boolean isOpen() {
        for (Transform transform : transforms) {
            if (transform.isRunning()) {
                return true;
            }
        }
        return false;
    }

    /** Has the node forget its lineage when a transform ends; false if none runs any more. */
    boolean defer(Node node) {
        for (Transform transform : transforms) {
            if (transform.defer(node)) {
                return true;
            }
        }
        return false;
    }
}
