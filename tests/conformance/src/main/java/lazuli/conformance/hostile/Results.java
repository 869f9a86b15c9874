package lazuli.conformance.hostile;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lazuli.core.Array;
import lazuli.core.Mx;
import lazuli.core.State;
import lazuli.core.Tree;
import org.jspecify.annotations.Nullable;

/** Computes whatever a call has returned. */
final class Results {
    private static final int DEPTH = 4;
    private static final int MOST = 1000;

    private Results() {}

    /** Evaluates all arrays in it. */
    static void evaluate(@Nullable Object result) throws Throwable {
        List<Array> arrays = new ArrayList<>();
        collect(result, arrays, DEPTH);
        Mx.eval(arrays.toArray(new Array[0]));
    }

    private static void collect(@Nullable Object result, List<Array> arrays, int depth) throws Throwable {
        if (depth == 0 || result == null || arrays.size() > MOST) {
            return;
        }
        switch (result) {
            case Array array -> arrays.add(array);
            case Tree tree -> arrays.addAll(tree.leaves());
            case Map<?, ?> map -> collect(map.values(), arrays, depth);
            case Iterable<?> iterable -> collect(iterable.iterator(), arrays, depth);
            case Iterator<?> iterator -> {
                for (int i = 0; i < MOST && iterator.hasNext(); i++) {
                    collect(iterator.next(), arrays, depth - 1);
                }
            }
            case Optional<?> optional -> collect(optional.orElse(null), arrays, depth);
            case Record record -> {
                for (var component : record.getClass().getRecordComponents()) {
                    if (Modifier.isPublic(record.getClass().getModifiers())) {
                        collect(component.getAccessor().invoke(record), arrays, depth - 1);
                    }
                }
            }
            case State state -> arrays.addAll(state.captureState().leaves());
            case AutoCloseable open -> open.close();
            default -> {
                // a number, a text, a function, which somebody else calls
            }
        }
    }

    /** The method of the functional interface of ours that a result is, if it is one. */
    static @Nullable PublicCall function(@Nullable Object result) {
        if (result == null || result instanceof State) {
            return null;
        }
        for (Class<?> type : result.getClass().getInterfaces()) {
            Method method = FunctionStub.method(type);
            if (type.getName().startsWith("lazuli.") && !type.isSealed() && method != null) {
                return new PublicCall(type, method, List.of());
            }
        }
        return null;
    }
}
