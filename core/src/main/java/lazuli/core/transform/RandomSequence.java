package lazuli.core.transform;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Shape;
import lazuli.core.State;
import lazuli.core.Tree;
import lazuli.core.compile.ArrayKeeper;
import lazuli.core.compile.ArrayKeepers;
import lazuli.core.compile.StateSlots;
import lazuli.core.graph.Nodes;
import lazuli.core.graph.Required;
import lazuli.core.graph.TraceScope;
import lazuli.core.operation.Creation;
import lazuli.core.primitive.creation.RandomBits;
import org.jspecify.annotations.Nullable;

/** The global sequence of random keys, which all threads share: it begins anywhere unless it was seeded. */
public enum RandomSequence implements State {
    /** The one there is. */
    GLOBAL;

    private static final ReentrantLock LOCK = new ReentrantLock();
    private static volatile @Nullable Array state;

    /** The place of the key, for those who use the sequence exclusively. */
    private static final StateSlots KEY = new StateSlots() {
        @Override
        public int count() {
            return 1;
        }

        @Override
        public boolean read(Array[] arrays, int first) {
            arrays[first] = present();
            return true;
        }

        @Override
        public void write(Array[] before, Array[] after, int first) {
            state = after[first];
        }
    };

    static {
        ArrayKeepers.register(GLOBAL, new SequenceKey());
    }

    /** The key as a trace sees it, without the lock: a trace may hold others. */
    private static final class SequenceKey implements ArrayKeeper<RandomSequence> {
        @Override
        public Map<String, Array> arrays(RandomSequence owner) {
            Array key = state;
            return key == null ? Map.of() : Map.of("", key);
        }

        @Override
        public void putBack(RandomSequence owner, String path, @Nullable Array former) {
            state = former;
        }

        @Override
        public String name(RandomSequence owner, String path, List<Object> others) {
            return "the key of the global Random, from which it draws";
        }
    }

    /** A key for a seed: uint32 (2,). */
    public static Array key(long seed) {
        int[] words = {(int) (seed >>> 32), (int) seed};
        return Creation.copyOf(MemorySegment.ofArray(words), DType.UINT32, Shape.of(2));
    }

    /** {@code count} new keys from one: uint32 (count, 2). */
    public static Array split(Array key, int count) {
        return Nodes.of(new RandomBits(Shape.of(count, 2)), key);
    }

    /** Restarts the sequence. */
    public void seed(long seed) {
        replace(key(seed));
    }

    private static void replace(Array key) {
        LOCK.lock();
        try {
            state = key;
        } finally {
            LOCK.unlock();
        }
    }

    /** The next key. */
    public Array nextKey() {
        LOCK.lock();
        try {
            return TraceScope.outside(() -> {
                Array pair = split(present(), 2);
                state = pair.at(0);
                return pair.at(1);
            });
        } finally {
            LOCK.unlock();
        }
    }

    /** Under the lock. */
    private static Array present() {
        Array key = state == null ? key(System.nanoTime()) : state;
        state = key;
        return key;
    }

    @Override
    public Tree captureState() {
        LOCK.lock();
        try {
            return new Tree.Leaf(present());
        } finally {
            LOCK.unlock();
        }
    }

    @Override
    public void restoreState(Tree tree) {
        if (!(tree instanceof Tree.Leaf leaf)) {
            throw new IllegalArgumentException("[random] the state is one key, not " + tree);
        }
        replace(leaf.array());
    }

    @Override
    public StateSlots slots() {
        return KEY;
    }

    @Override
    public <T> T exclusively(Supplier<T> body) {
        Required.argument("exclusively", "body", body);
        LOCK.lock();
        try {
            return body.get();
        } finally {
            LOCK.unlock();
        }
    }
}
