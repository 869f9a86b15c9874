package lazuli.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lazuli.core.operation.Creation;

/** Arrays as text, in the manner of NumPy and MLX. */
final class ArrayFormat {
    /** Two edges of so many are longer than any axis that is shortened. */
    private static final int MOST_AT_AN_EDGE = Integer.MAX_VALUE / 2;

    private ArrayFormat() {}

    static String format(Array array, PrintOptions options) {
        boolean isShortened = options.threshold() == 0
                || array.size() > options.threshold()
                || Arrays.stream(array.shape().toArray()).anyMatch(length -> length > options.threshold());
        int edge = isShortened ? Math.min(options.edgeItems(), MOST_AT_AN_EDGE) : MOST_AT_AN_EDGE;
        Array shown = edges(array.eval(), edge);
        Text text =
                new Text(new StringBuilder("array("), Elements.of(shown, options), array.shape(), shown.shape(), edge);
        text.append(0, 0);
        return text.to().append(", dtype=").append(array.dtype()).append(')').toString();
    }

    /** Both ends of long axes, so that no more is read than is printed. */
    private static Array edges(Array array, int edge) {
        Array shown = array;
        for (int axis = 0; axis < array.ndim(); axis++) {
            int length = array.shape().length(axis);
            if (length > 2 * edge) {
                int[] places = new int[2 * edge];
                Arrays.setAll(places, i -> i < edge ? i : length - 2 * edge + i);
                shown = shown.take(Creation.array(places, Shape.of(places.length)), axis);
            }
        }
        return shown;
    }

    private interface Elements {
        String text(int index);

        static Elements of(Array array, PrintOptions options) {
            NumberFormat format = NumberFormat.of(options);
            int precision = options.precision();
            return switch (array.dtype()) {
                case BOOL -> {
                    boolean[] values = array.toBooleanArray();
                    yield i -> values[i] ? "True" : "False";
                }
                case UINT8, UINT16, UINT32, INT8, INT16, INT32, INT64 -> {
                    long[] values = array.toLongArray();
                    yield i -> Long.toString(values[i]);
                }
                case UINT64 -> {
                    long[] values = array.toLongArray();
                    yield i -> Long.toUnsignedString(values[i]);
                }
                case FLOAT16, BFLOAT16, FLOAT32, FLOAT64 -> {
                    double[] values = array.toDoubleArray();
                    yield i -> format.text(values[i], precision);
                }
                case COMPLEX64 -> {
                    float[] values = HostCopy.floats(array);
                    yield i -> format.text(values[2 * i], precision)
                            + (values[2 * i + 1] < 0 ? "-" : "+")
                            + format.text(Math.abs(values[2 * i + 1]), precision) + "j";
                }
            };
        }
    }

    /**
     * An array as it is written.
     *
     * @param whole the array's shape
     * @param shape that of what is shown of it
     * @param edge how many elements are shown at each end of an axis that is shortened
     */
    private record Text(StringBuilder to, Elements elements, Shape whole, Shape shape, int edge) {
        void append(int axis, int start) {
            if (axis == shape.rank()) {
                to.append(elements.text(start));
                return;
            }
            int length = shape.length(axis);
            int stride = shape.size() == 0 ? 0 : Math.toIntExact(shape.strides()[axis]);
            String separator = axis == shape.rank() - 1 ? ", " : ",\n" + " ".repeat("array(".length() + axis + 1);
            List<Runnable> items = new ArrayList<>();
            for (int i = 0; i < length; i++) {
                int place = start + i * stride;
                items.add(() -> append(axis + 1, place));
            }
            if (whole.length(axis) > length) {
                items.add(edge, () -> to.append("..."));
            }
            to.append('[');
            for (int i = 0; i < items.size(); i++) {
                to.append(i == 0 ? "" : separator);
                items.get(i).run();
            }
            to.append(']');
        }
    }
}
