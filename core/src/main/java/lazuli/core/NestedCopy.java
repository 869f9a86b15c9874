package lazuli.core;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** Copies of arrays' elements in nested Java lists and arrays, one level for each axis. */
final class NestedCopy {
    /** A list with the array behind it; a boxed number with its reference; the header of a Java array with its reference. */
    private static final int LIST_BYTES = 48;

    private static final int BOXED_BYTES = 20;
    private static final int ROW_BYTES = 20;

    private NestedCopy() {}

    /** Lists of boxed elements. */
    static List<?> list(Array array) {
        if (array.ndim() == 0) {
            throw new ShapeException("to_list", "an array of shape () has no axis, only an item");
        }
        HostCopy.requireHeap("to_list", bytes(array.shape(), LIST_BYTES, BOXED_BYTES), array.shape());
        return level(array.shape(), 0, 0, elements(array));
    }

    /** What the copy of a shape takes of the heap: the elements, and a list or Java array for each row of each level. */
    private static double bytes(Shape shape, double perRow, double perElement) {
        double rows = 1;
        double bytes = 0;
        for (int axis = 0; axis < shape.rank(); axis++) {
            bytes += rows * perRow;
            rows *= shape.length(axis);
        }
        return bytes + rows * perElement;
    }

    private static List<?> level(Shape shape, int axis, int start, IntFunction<?> elements) {
        List<Object> values = new ArrayList<>(shape.length(axis));
        int step = step(shape, axis);
        for (int i = 0; i < shape.length(axis); i++) {
            int at = start + i * step;
            values.add(axis == shape.rank() - 1 ? elements.apply(at) : level(shape, axis + 1, at, elements));
        }
        return values;
    }

    /** How far neighbours along an axis are apart; among no elements they all are at the start. */
    private static int step(Shape shape, int axis) {
        return shape.size() == 0 ? 0 : Math.toIntExact(shape.strides()[axis]);
    }

    private static IntFunction<?> elements(Array array) {
        return switch (array.dtype()) {
            case BOOL -> boxed(array.toBooleanArray());
            case UINT8, UINT16, INT8, INT16, INT32 -> boxed(array.toIntArray());
            case UINT32, UINT64, INT64 -> boxed(array.toLongArray());
            case FLOAT16, BFLOAT16, FLOAT32 -> boxed(array.toFloatArray());
            case FLOAT64 -> boxed(array.toDoubleArray());
            case COMPLEX64 -> {
                float[] parts = HostCopy.floats(array);
                yield i -> Complex.of(parts[2 * i], parts[2 * i + 1]);
            }
        };
    }

    private static IntFunction<?> boxed(Object elements) {
        return i -> java.lang.reflect.Array.get(elements, i);
    }

    /** Java arrays of {@code type}, whose elements the array's are converted to. */
    static <T> T array(Array array, Class<T> type) {
        Class<?> element = type;
        int depth = 0;
        while (element.isArray()) {
            element = element.getComponentType();
            depth++;
        }
        if (depth == 0 || depth != array.ndim()) {
            throw new ShapeException("to_nested_array", "no %s has shape %s", type.getTypeName(), array.shape());
        }
        HostCopy.requireHeap("to_nested_array", bytes(array.shape(), ROW_BYTES, Double.BYTES), array.shape());
        return type.cast(level(array.shape(), 0, 0, flat(array, element), type));
    }

    private static Object level(Shape shape, int axis, int start, Object elements, Class<?> type) {
        int length = shape.length(axis);
        Class<?> component = type.getComponentType();
        Object level = java.lang.reflect.Array.newInstance(component, length);
        if (axis == shape.rank() - 1) {
            System.arraycopy(elements, start, level, 0, length);
            return level;
        }
        int step = step(shape, axis);
        for (int i = 0; i < length; i++) {
            java.lang.reflect.Array.set(level, i, level(shape, axis + 1, start + i * step, elements, component));
        }
        return level;
    }

    private static Object flat(Array array, Class<?> element) {
        if (element == boolean.class) {
            return array.toBooleanArray();
        } else if (element == int.class) {
            return array.toIntArray();
        } else if (element == long.class) {
            return array.toLongArray();
        } else if (element == float.class) {
            return array.toFloatArray();
        } else if (element == double.class) {
            return array.toDoubleArray();
        }
        throw new DTypeException("to_nested_array", "elements cannot be read as %s", element.getTypeName());
    }
}
