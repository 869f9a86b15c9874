package lazuli.conformance.hostile;

import static lazuli.core.Mx.*;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import lazuli.core.Array;
import lazuli.core.Complex;
import lazuli.core.DType;
import lazuli.core.Random;
import lazuli.core.Shape;
import lazuli.core.State;
import lazuli.core.Tree;
import org.jspecify.annotations.Nullable;

/** Plain values of any type, small enough that many of them fit each other; drawn until a call takes them. */
final class Samples {
    private static final int DEPTH = 4;
    private static final int[] INTS = {0, 1, 1, 1, 2, 2, 2, 3, 4, 8, -1};
    private static final double[] DOUBLES = {0.5, 0.5, 1, 2, 0.1, 0};
    private static final String[] TEXTS = {"a", "x", "ij,jk->ik", "ij", "l2", "weight"};

    private SplittableRandom random;
    private final Path folder;
    private final Map<Class<?>, List<Supplier<?>>> given = new HashMap<>();
    private Shape usual = Shape.of(2, 2);

    Samples(Path folder) {
        this.random = new SplittableRandom(0);
        this.folder = folder;
    }

    /** Draws from here on what a seed says. */
    void restart(long seed) {
        random = new SplittableRandom(seed);
    }

    /** Where a type's own constructors do not lead, as to an open writer. */
    <T> void give(Class<T> type, Supplier<? extends T> value) {
        given.computeIfAbsent(type, key -> new ArrayList<>()).add(value);
    }

    /** Arguments that may fit each other: arrays have one shape more often than not. */
    @Nullable
    Object[] arguments(PublicCall call) {
        usual = shape();
        return call.types().stream().map(type -> sample(type, DEPTH)).toArray();
    }

    private Shape shape() {
        return switch (random.nextInt(8)) {
            case 0 -> Shape.of(4);
            case 1 -> Shape.of(2, 3, 4);
            case 2 -> Shape.of(1, 4, 4, 2);
            case 3 -> Shape.SCALAR;
            case 4 -> Shape.of(4, 32);
            case 5 -> Shape.of(4, 4);
            default -> Shape.of(2, 2);
        };
    }

    private Array array() {
        Shape shape = random.nextInt(4) == 0 ? shape() : usual;
        return switch (random.nextInt(8)) {
            case 0 -> zeros(shape, DType.INT32);
            case 1 -> ones(shape, DType.UINT32);
            case 2 -> ones(shape, DType.BOOL);
            case 3 ->
                shape.rank() == 2 && shape.length(0) == shape.length(1)
                        ? eye(shape.length(0))
                        : ones(shape, DType.FLOAT32);
            default -> ones(shape, DType.FLOAT32);
        };
    }

    int index(int bound) {
        return random.nextInt(bound);
    }

    /** Null only where nothing is known of the type. */
    @Nullable
    Object sample(Type type, int depth) {
        return switch (type) {
            case Class<?> plain -> ofClass(plain, plain, depth);
            case ParameterizedType generic -> generic(generic, depth);
            case GenericArrayType array -> filled((Class<?>) raw(array), array.getGenericComponentType(), depth);
            case WildcardType wildcard -> sample(wildcard.getUpperBounds()[0], depth);
            case TypeVariable<?> variable -> ofAll(variable.getBounds(), depth);
            default -> null;
        };
    }

    /** Of the first type, and of the others too if the draw is kind. */
    private @Nullable Object ofAll(Type[] bounds, int depth) {
        @Nullable Object value = null;
        for (int draw = 0; draw < 10; draw++) {
            Object drawn = sample(bounds[0], depth);
            value = drawn;
            if (Arrays.stream(bounds).allMatch(bound -> FunctionStub.raw(bound).isInstance(drawn))) {
                break;
            }
        }
        return value;
    }

    private @Nullable Object generic(ParameterizedType type, int depth) {
        Class<?> raw = (Class<?>) type.getRawType();
        Type[] parameters = type.getActualTypeArguments();
        if (raw == List.class || raw == Iterable.class) {
            List<@Nullable Object> list = new ArrayList<>();
            for (int i = random.nextInt(1, 3); i > 0; i--) {
                list.add(sample(parameters[0], depth));
            }
            return list;
        } else if (raw == Map.class) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            map.put("a", sample(parameters[1], depth));
            return map;
        } else if (raw == Class.class) {
            return random.nextBoolean() ? float[].class : int[][].class;
        }
        return ofClass(raw, type, depth);
    }

    private @Nullable Object ofClass(Class<?> type, Type generic, int depth) {
        List<Supplier<?>> suppliers = given.get(type);
        if (suppliers != null) {
            return suppliers.get(random.nextInt(suppliers.size())).get();
        }
        Object simple = simple(type);
        if (simple != null) {
            return simple;
        } else if (type.isEnum()) {
            return type.getEnumConstants()[random.nextInt(type.getEnumConstants().length)];
        } else if (type.isArray()) {
            return filled(type, type.getComponentType(), depth);
        } else if (type.isSealed() && type.isInterface()) {
            Class<?>[] permitted = type.getPermittedSubclasses();
            return sample(permitted[random.nextInt(permitted.length)], depth);
        } else if (FunctionStub.isFunction(type)) {
            return FunctionStub.of(generic, this);
        }
        return depth == 0 ? null : made(type, depth);
    }

    private @Nullable Object simple(Class<?> type) {
        if (type == Array.class) {
            return array();
        } else if (type == int.class || type == Integer.class) {
            return INTS[random.nextInt(INTS.length)];
        } else if (type == long.class || type == Long.class) {
            return (long) INTS[random.nextInt(INTS.length)];
        } else if (type == double.class || type == Double.class) {
            return DOUBLES[random.nextInt(DOUBLES.length)];
        } else if (type == float.class || type == Float.class) {
            return (float) DOUBLES[random.nextInt(DOUBLES.length)];
        } else if (type == Number.class || type == Object.class) {
            return random.nextBoolean() ? (Number) 1 : (Number) 0.5;
        } else if (type == boolean.class || type == Boolean.class) {
            return random.nextBoolean();
        } else if (type == byte.class) {
            return (byte) 1;
        } else if (type == short.class) {
            return (short) 1;
        } else if (type == Shape.class) {
            return usual;
        } else if (type == Complex.class) {
            return Complex.of(1, 2);
        } else if (type == String.class) {
            return TEXTS[random.nextInt(TEXTS.length)];
        } else if (type == Path.class) {
            return folder.resolve("file" + random.nextInt(4) + (random.nextBoolean() ? ".safetensors" : ".npz"));
        } else if (type == Tree.class) {
            return Tree.unflatten(Map.of("weight", array(), "layers.0", array()));
        } else if (type == State.class) {
            return Random.state();
        } else if (type == java.lang.foreign.MemorySegment.class) {
            return java.lang.foreign.MemorySegment.ofArray(new float[4]);
        }
        return null;
    }

    private Object filled(Class<?> type, Type component, int depth) {
        int length = component == int.class ? random.nextInt(1, 4) : random.nextInt(1, 3);
        Object array = java.lang.reflect.Array.newInstance(type.getComponentType(), length);
        for (int i = 0; i < length; i++) {
            java.lang.reflect.Array.set(array, i, sample(component, depth));
        }
        return array;
    }

    /** By a public constructor or a static method of the type itself. */
    private @Nullable Object made(Class<?> type, int depth) {
        List<Executable> makers = new ArrayList<>();
        if (!Modifier.isAbstract(type.getModifiers())) {
            makers.addAll(Arrays.asList(type.getConstructors()));
        }
        for (Method method : type.getDeclaredMethods()) {
            if (Modifier.isStatic(method.getModifiers())
                    && Modifier.isPublic(method.getModifiers())
                    && method.getReturnType() == type) {
                makers.add(method);
            }
        }
        if (makers.isEmpty()) {
            return null;
        }
        makers.sort(java.util.Comparator.comparing(Executable::toGenericString));
        for (int attempt = 0; attempt < 5; attempt++) {
            Executable maker = makers.get(random.nextInt(makers.size()));
            Object[] arguments = Arrays.stream(maker.getGenericParameterTypes())
                    .map(parameter -> sample(parameter, depth - 1))
                    .toArray();
            try {
                return maker instanceof Constructor<?> constructor
                        ? constructor.newInstance(arguments)
                        : ((Method) maker).invoke(null, arguments);
            } catch (ReflectiveOperationException | IllegalArgumentException refused) {
                // the next draw may fit
            }
        }
        return null;
    }

    private static Type raw(GenericArrayType array) {
        Type component = array.getGenericComponentType();
        Class<?> element =
                component instanceof ParameterizedType generic ? (Class<?>) generic.getRawType() : Object.class;
        return element.arrayType();
    }
}
