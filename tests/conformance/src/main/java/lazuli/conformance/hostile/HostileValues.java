package lazuli.conformance.hostile;

import static lazuli.core.Mx.*;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lazuli.core.Array;
import lazuli.core.Complex;
import lazuli.core.DType;
import lazuli.core.Shape;
import org.jspecify.annotations.Nullable;

/** What nobody should give for an argument of a type: nothing, empty, huge, negative, no number, of another dtype. */
final class HostileValues {
    private static final int MAX = Integer.MAX_VALUE;
    private static final int MIN = Integer.MIN_VALUE;

    private HostileValues() {}

    /** A value and what to call it in a message. */
    record Hostile(String text, @Nullable Object value) {}

    static List<Hostile> of(Type type, Path folder) {
        Class<?> raw = type instanceof Class<?> plain
                ? plain
                : type instanceof ParameterizedType generic ? (Class<?>) generic.getRawType() : Object.class;
        List<Hostile> values = new ArrayList<>();
        if (!raw.isPrimitive()) {
            values.add(new Hostile("null", null));
        }
        if (raw == Array.class) {
            arrays(values);
        } else if (raw == int.class || raw == Integer.class) {
            add(values, MAX, MIN, -1, 0, 1 << 30, -3);
        } else if (raw == long.class || raw == Long.class) {
            add(values, Long.MAX_VALUE, Long.MIN_VALUE, -1L, 0L, 1L << 40);
        } else if (raw == double.class || raw == Double.class) {
            add(values, Double.NaN, Double.POSITIVE_INFINITY, 1e308, -1e308, -1.0, 0.0);
        } else if (raw == float.class || raw == Float.class) {
            add(values, Float.NaN, Float.POSITIVE_INFINITY, Float.MAX_VALUE, -1f, 0f);
        } else if (raw == Number.class) {
            add(values, Double.NaN, 1e308, Long.MAX_VALUE, MIN, Complex.of(1, Double.NaN), (byte) 1);
        } else if (raw == int[].class) {
            add(
                    values,
                    new int[0],
                    new int[] {MAX},
                    new int[] {MIN, MAX},
                    new int[] {-1, -1},
                    new int[] {0, 0, 0},
                    new int[] {MAX, MAX, MAX},
                    new int[3000]);
        } else if (raw == long[].class) {
            add(values, new long[0], new long[] {Long.MAX_VALUE}, new long[] {Long.MIN_VALUE, Long.MAX_VALUE});
        } else if (raw == double[].class) {
            add(values, new double[0], new double[] {Double.NaN}, new double[] {1e308, 1e308}, new double[] {-1, 0});
        } else if (raw == int[][].class) {
            add(values, new int[0][], new int[][] {{}}, new int[][] {{MAX, MAX}}, new int[][] {{MIN, 1}}, new int[][] {
                null
            });
        } else if (raw == Shape.class) {
            add(
                    values,
                    Shape.SCALAR,
                    Shape.of(0),
                    Shape.of(0, MAX),
                    Shape.of(MAX),
                    Shape.of(1 << 29, 1 << 30),
                    Shape.of(new int[1000]));
        } else if (raw == String.class) {
            add(values, "", "\0", "nonsense", "%s %d %", "((((".repeat(20_000), "->,->,...", "\ud800");
        } else if (raw == Class.class) {
            add(
                    values,
                    String.class,
                    int.class,
                    void.class,
                    Object[].class,
                    Integer[][][].class,
                    float[][][][][].class);
        } else if (raw == Path.class) {
            add(
                    values,
                    folder,
                    Path.of(""),
                    folder.resolve("missing/missing.npz"),
                    folder.resolve("file"),
                    folder.resolve("a".repeat(300)));
        } else if (raw == Object.class) {
            objects(values);
        } else if (raw == List.class || raw == Iterable.class) {
            lists(values, type, folder);
        } else if (raw == Map.class) {
            maps(values, type);
        } else if (raw.isArray() && !raw.getComponentType().isPrimitive()) {
            values.add(new Hostile("empty", java.lang.reflect.Array.newInstance(raw.getComponentType(), 0)));
            values.add(new Hostile("one null", java.lang.reflect.Array.newInstance(raw.getComponentType(), 1)));
        } else if (raw == DType.class) {
            add(values, (Object[]) DType.values());
        } else if (FunctionStub.isFunction(raw) && !raw.isSealed()) {
            if (FunctionStub.mayReturnNull(raw)) {
                values.add(new Hostile("returns null", FunctionStub.returningNull(raw)));
            }
            values.add(new Hostile("throws", FunctionStub.throwing(raw)));
        }
        return values;
    }

    private static void add(List<Hostile> values, Object... all) {
        for (Object value : all) {
            String text = switch (value) {
                case int[] ints -> ints.length > 9 ? "int[" + ints.length + "]" : Arrays.toString(ints);
                case long[] longs -> Arrays.toString(longs);
                case double[] doubles -> Arrays.toString(doubles);
                case int[][] nested -> Arrays.deepToString(nested);
                case String string -> '"' + string.substring(0, Math.min(20, string.length())) + '"';
                case Shape shape -> shape.rank() > 9 ? "shape of " + shape.rank() + " axes" : shape.toString();
                default -> value.toString();
            };
            values.add(new Hostile(text, value));
        }
    }

    private static void arrays(List<Hostile> values) {
        values.add(new Hostile("shape (0,)", zeros(0)));
        values.add(new Hostile("shape (0, 4)", zeros(0, 4)));
        values.add(new Hostile("shape (2, 0, 3)", zeros(2, 0, 3)));
        values.add(new Hostile("no axes", array(1f)));
        values.add(new Hostile("10 axes", ones(1, 1, 1, 1, 1, 2, 1, 1, 1, 1)));
        values.add(new Hostile("NaN", full(Shape.of(2, 2), Double.NaN)));
        values.add(new Hostile("infinity", full(Shape.of(4), Double.NEGATIVE_INFINITY)));
        values.add(new Hostile("-1", full(Shape.of(2, 2), -1)));
        values.add(new Hostile("indices beyond 32 bits", full(Shape.of(2, 2), Long.MIN_VALUE, DType.INT64)));
        for (DType dtype : List.of(
                DType.BOOL, DType.COMPLEX64, DType.INT8, DType.FLOAT16, DType.BFLOAT16, DType.UINT64, DType.FLOAT64)) {
            values.add(new Hostile(dtype.toString(), ones(Shape.of(2, 2), dtype)));
            values.add(new Hostile(dtype + " (4,)", ones(Shape.of(4), dtype)));
        }
        values.add(new Hostile(HUGE, broadcastTo(array(1f), MAX, 1 << 24)));
    }

    /** Its elements are one in memory and 2^55 to whoever reads them: nothing that looks at each may begin. */
    static final String HUGE = "shape (2^31 - 1, 2^24)";

    private static void objects(List<Hostile> values) {
        List<Object> itself = new ArrayList<>();
        itself.add(itself);
        List<Object> deep = List.of(1);
        for (int i = 0; i < 20_000; i++) {
            deep = List.of(deep);
        }
        values.add(new Hostile("a list that contains itself", itself));
        values.add(new Hostile("a deep list", deep));
        values.add(new Hostile("a ragged list", List.of(List.of(1, 2), List.of(3))));
        values.add(new Hostile("a list with null", Arrays.asList(1, null)));
        add(
                values,
                "text",
                'c',
                List.of(),
                new int[0][0],
                new Object[] {null},
                Map.of(),
                Double.NaN,
                new java.math.BigInteger("9".repeat(400)));
    }

    private static void lists(List<Hostile> values, Type type, Path folder) {
        values.add(new Hostile("empty", List.of()));
        values.add(new Hostile("a list of null", Collections.singletonList(null)));
        if (type instanceof ParameterizedType generic
                && generic.getActualTypeArguments()[0] instanceof Class<?> element) {
            if (element == List.class) {
                return;
            }
            for (Hostile inner : of(element, folder)) {
                if (inner.value() != null) {
                    values.add(new Hostile("a list of " + inner.text(), List.of(inner.value())));
                }
            }
        }
    }

    private static void maps(List<Hostile> values, Type type) {
        Map<@Nullable String, @Nullable Object> noKey = new LinkedHashMap<>();
        noKey.put(null, ones(2));
        Map<String, @Nullable Object> noValue = new LinkedHashMap<>();
        noValue.put("a", null);
        values.add(new Hostile("empty", Map.of()));
        values.add(new Hostile("a map with the key null", noKey));
        values.add(new Hostile("a map with the value null", noValue));
        if (type instanceof ParameterizedType generic && generic.getActualTypeArguments()[1] == Array.class) {
            values.add(new Hostile("a map with the key ''", Map.of("", ones(2))));
        }
    }
}
