package lazuli.conformance;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import lazuli.core.DType;
import lazuli.core.Shape;
import lazuli.core.graph.ArrayType;

/** Changes of what graphs consist of: numbers, shapes, lists, records. What comes out need not fit anything. */
final class Mutations {
    private static final int[] INTS = {-1, 0, 1, 2, 3, 4, 5, 7, 8, 16, 32, 64, Integer.MAX_VALUE, Integer.MIN_VALUE};
    private static final long[] LONGS = {-1, 0, 1, 2, 3, 5, 1L << 31, 1L << 60, Long.MAX_VALUE, Long.MIN_VALUE};
    private static final double[] DOUBLES = {0, -0.0, 1, -1, 0.5, 1e-300, 1e300, Double.NaN, Double.POSITIVE_INFINITY};
    private static final int MOST_AXES = 6;

    private final SplittableRandom random;

    Mutations(SplittableRandom random) {
        this.random = random;
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    <T> T oneOf(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /** Another value of the same class. */
    Object changed(Object value) throws ReflectiveOperationException {
        return switch (value) {
            case Integer number -> number(number);
            case Long number ->
                switch (random.nextInt(3)) {
                    case 0 -> number + random.nextInt(-2, 3);
                    case 1 -> -number;
                    default -> LONGS[random.nextInt(LONGS.length)];
                };
            case Double number -> chance(0.3) ? -number : DOUBLES[random.nextInt(DOUBLES.length)];
            case Boolean flag -> !flag;
            case Enum<?> constant -> oneOf(List.of(constant.getDeclaringClass().getEnumConstants()));
            case Shape shape -> shape(shape);
            case List<?> list -> list(list);
            case Record whole -> record(whole);
            default -> value;
        };
    }

    private int number(int number) {
        return switch (random.nextInt(5)) {
            case 0 -> number + 1;
            case 1 -> number - 1;
            case 2 -> number * 2;
            case 3 -> -number;
            default -> INTS[random.nextInt(INTS.length)];
        };
    }

    private List<Object> list(List<?> list) throws ReflectiveOperationException {
        List<Object> changed = new ArrayList<>(list);
        int at = list.isEmpty() ? 0 : random.nextInt(list.size());
        if (list.isEmpty()) {
            return changed;
        }
        switch (random.nextInt(6)) {
            case 0 -> changed.remove(at);
            case 1 -> changed.add(at, list.get(at));
            default -> changed.set(at, changed(list.get(at)));
        }
        return List.copyOf(changed);
    }

    /** With one component changed. */
    Object record(Record whole) throws ReflectiveOperationException {
        RecordComponent[] components = whole.getClass().getRecordComponents();
        if (components.length == 0) {
            return whole;
        }
        Object[] values = new Object[components.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = components[i].getAccessor().invoke(whole);
        }
        int at = random.nextInt(values.length);
        values[at] = changed(values[at]);
        Constructor<?> constructor = whole.getClass()
                .getDeclaredConstructor(
                        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
        try {
            return constructor.newInstance(values);
        } catch (InvocationTargetException refused) {
            if (refused.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw refused;
        }
    }

    private Shape shape(Shape shape) {
        int[] lengths = shape.toArray();
        if (lengths.length == 0) {
            return Shape.of(random.nextInt(4));
        }
        int axis = random.nextInt(lengths.length);
        return switch (random.nextInt(8)) {
            case 0 -> shape.remove(axis);
            case 1 -> lengths.length < MOST_AXES ? shape.insert(axis, random.nextInt(4)) : shape;
            case 2 -> shape.with(axis, 1);
            case 3 -> shape.with(axis, 0);
            case 4 -> Shape.of(Arrays.stream(lengths).skip(axis).toArray());
            default -> shape.with(axis, Math.min(1 << 12, Math.max(0, lengths[axis] + random.nextInt(-3, 4))));
        };
    }

    /** Other inputs: other dtypes, shapes, places, numbers of them. */
    List<ArrayType> inputs(List<ArrayType> types) {
        List<ArrayType> changed = new ArrayList<>(types);
        DType dtype = oneOf(List.of(DType.values()));
        if (types.isEmpty()) {
            changed.add(new ArrayType(Shape.of(random.nextInt(4)), dtype));
            return changed;
        }
        int at = random.nextInt(types.size());
        switch (random.nextInt(10)) {
            case 0 -> changed.remove(at);
            case 1 -> changed.add(at, types.get(random.nextInt(types.size())));
            case 2 -> changed.set(at, types.get(at).with(dtype));
            case 3, 4, 5 -> {
                DType former = types.get(at).dtype();
                changed.replaceAll(type -> type.dtype() == former ? type.with(dtype) : type);
            }
            case 6 -> {
                Shape former = types.get(at).shape();
                Shape shape = shape(former);
                changed.replaceAll(type -> type.shape().equals(former) ? type.with(shape) : type);
            }
            default -> changed.set(at, types.get(at).with(shape(types.get(at).shape())));
        }
        return changed;
    }
}
