package lazuli.core.operation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Shape;
import lazuli.core.ShapeException;
import lazuli.core.graph.Nodes;
import lazuli.core.primitive.elementwise.Full;
import lazuli.core.primitive.indexing.Concatenate;
import lazuli.core.primitive.view.Broadcast;
import lazuli.core.primitive.view.Reshape;
import lazuli.core.primitive.view.Transpose;

/** Operations on shapes and the order of axes. */
public final class Shapes {
    private Shapes() {}

    /** The array repeated to a shape. */
    public static Array broadcastTo(Array x, int... shape) {
        return broadcast(x, Shape.of(shape));
    }

    /** All elements in a row. */
    public static Array flatten(Array x) {
        return flatten(x, 0, -1);
    }

    /** The array repeated to a shape; itself if it has that shape. */
    public static Array broadcast(Array x, Shape shape) {
        if (x.shape().equals(shape)) {
            return x;
        }
        return Nodes.of(x).primitive() instanceof Full full && x.shape().rank() == 0
                ? Nodes.of(new Full(full.bits(), full.dtype(), shape))
                : Nodes.of(new Broadcast(shape), x);
    }

    /** Arrays repeated to the shape that all of them can be. */
    public static List<Array> broadcast(List<Array> arrays) {
        if (arrays.isEmpty()) {
            return List.of();
        }
        Shape shape = broadcastShape(arrays.stream().map(Array::shape).toList());
        return arrays.stream().map(array -> broadcast(array, shape)).toList();
    }

    /** The shape that arrays of these shapes are broadcast to. */
    public static Shape broadcastShape(List<Shape> shapes) {
        if (shapes.isEmpty()) {
            throw new ShapeException("broadcast_shapes", "no shapes");
        }
        Shape common = Shape.SCALAR;
        for (Shape shape : shapes) {
            common = Shape.broadcast("broadcast", common, shape);
        }
        return common;
    }

    /** One axis as several; one length may be -1, which is then what is left. */
    public static Array unflatten(Array x, int axis, int... lengths) {
        int at = x.shape().axis("unflatten", axis);
        int[] resolved = inferred("unflatten", Shape.of(x.shape().length(at)), lengths);
        if (Shape.of(resolved).size() != x.shape().length(at)) {
            throw new ShapeException(
                    "unflatten", "axis %d of shape %s cannot become %s", axis, x.shape(), Arrays.toString(lengths));
        }
        int[] before = x.shape().toArray();
        int[] after = new int[before.length - 1 + resolved.length];
        System.arraycopy(before, 0, after, 0, at);
        System.arraycopy(resolved, 0, after, at, resolved.length);
        System.arraycopy(before, at + 1, after, at + resolved.length, before.length - at - 1);
        return reshape(x, after);
    }

    /** At least one axis. */
    public static Array atLeast1d(Array x) {
        return x.shape().rank() == 0 ? reshape(x, 1) : x;
    }

    /** At least two axes; a vector becomes a row. */
    public static Array atLeast2d(Array x) {
        return x.shape().rank() < 2 ? expandDims(atLeast1d(x), 0) : x;
    }

    /** At least three axes; a vector becomes the row of a single matrix with one layer, a matrix gets one layer. */
    public static Array atLeast3d(Array x) {
        return x.shape().rank() < 3 ? expandDims(atLeast2d(x), 2) : x;
    }

    /** The array with another shape; one length may be -1, which is then what is left. */
    public static Array reshape(Array x, int... lengths) {
        Shape shape = Shape.of(inferred("reshape", x.shape(), lengths));
        return shape.equals(x.shape()) ? x : Nodes.of(new Reshape(shape), x);
    }

    private static int[] inferred(String operation, Shape shape, int[] lengths) {
        int unknown = -1;
        long known = 1;
        for (int i = 0; i < lengths.length; i++) {
            if (lengths[i] == -1) {
                if (unknown >= 0) {
                    throw new ShapeException(operation, "more than one -1 in %s", Arrays.toString(lengths));
                }
                unknown = i;
            } else {
                known *= lengths[i];
            }
        }
        if (unknown < 0) {
            return lengths;
        }
        if (known == 0 || shape.size() % known != 0) {
            throw new ShapeException(operation, "%s cannot become %s", shape, Arrays.toString(lengths));
        }
        int[] result = lengths.clone();
        result[unknown] = Shape.axisLength(operation, shape.size() / known);
        return result;
    }

    /** Axes in a new order; none means reversed. */
    public static Array transpose(Array x, int... axes) {
        int rank = x.shape().rank();
        int[] order = new int[rank];
        if (axes.length == 0) {
            Arrays.setAll(order, i -> rank - 1 - i);
        } else {
            order = x.shape().axes("transpose", axes);
        }
        if (order.length != rank) {
            throw new ShapeException(
                    "transpose", "%d axes for shape %s: %s", axes.length, x.shape(), Arrays.toString(axes));
        }
        if (Arrays.equals(order, x.shape().allAxes())) {
            return x;
        }
        return Nodes.of(new Transpose(Arrays.stream(order).boxed().toList()), x);
    }

    /** The last two axes exchanged. */
    public static Array transposeLast(Array x) {
        return swapaxes(x, -1, -2);
    }

    /** Two axes exchanged. */
    public static Array swapaxes(Array x, int first, int second) {
        int[] order = x.shape().allAxes();
        int a = x.shape().axis("swapaxes", first);
        int b = x.shape().axis("swapaxes", second);
        order[a] = b;
        order[b] = a;
        return transpose(x, order);
    }

    /** One axis moved to another place, the others keeping their order. */
    public static Array moveaxis(Array x, int source, int destination) {
        List<Integer> order =
                new ArrayList<>(Arrays.stream(x.shape().allAxes()).boxed().toList());
        int moved = x.shape().axis("moveaxis", source);
        order.remove(Integer.valueOf(moved));
        order.add(x.shape().axis("moveaxis", destination), moved);
        return transpose(x, order.stream().mapToInt(Integer::intValue).toArray());
    }

    /** New axes of length 1 at these places of the result. */
    public static Array expandDims(Array x, int... axes) {
        int rank = x.shape().rank() + axes.length;
        boolean[] isNew = new boolean[rank];
        for (int axis : axes) {
            int at = axis < 0 ? axis + rank : axis;
            if (at < 0 || at >= rank || isNew[at]) {
                throw new ShapeException("expand_dims", "axes %s for shape %s", Arrays.toString(axes), x.shape());
            }
            isNew[at] = true;
        }
        int[] lengths = new int[rank];
        int next = 0;
        for (int i = 0; i < rank; i++) {
            lengths[i] = isNew[i] ? 1 : x.shape().length(next++);
        }
        return reshape(x, lengths);
    }

    /** Without axes of length 1: those given, or all of them. */
    public static Array squeeze(Array x, int... axes) {
        boolean[] drop = new boolean[x.shape().rank()];
        if (axes.length == 0) {
            for (int i = 0; i < drop.length; i++) {
                drop[i] = x.shape().length(i) == 1;
            }
        }
        for (int axis : x.shape().axes("squeeze", axes)) {
            if (x.shape().length(axis) != 1) {
                throw new ShapeException("squeeze", "axis %d of shape %s has not length 1", axis, x.shape());
            }
            drop[axis] = true;
        }
        int[] lengths = new int[drop.length];
        int left = 0;
        for (int i = 0; i < drop.length; i++) {
            if (!drop[i]) {
                lengths[left++] = x.shape().length(i);
            }
        }
        return reshape(x, Arrays.copyOf(lengths, left));
    }

    /** The axes from {@code start} to {@code end} (inclusive) as one. */
    public static Array flatten(Array x, int start, int end) {
        if (x.shape().rank() == 0) {
            return reshape(x, 1);
        }
        int first = x.shape().axis("flatten", start);
        int last = x.shape().axis("flatten", end);
        if (last < first) {
            throw new ShapeException("flatten", "axis %d comes after axis %d", start, end);
        }
        List<Integer> lengths = new ArrayList<>();
        long product = 1;
        for (int i = 0; i < x.shape().rank(); i++) {
            product = i > first && i <= last
                    ? Shape.axisLength("flatten", product * x.shape().length(i))
                    : x.shape().length(i);
            if (i < first || i >= last) {
                lengths.add(Shape.axisLength("flatten", product));
            }
        }
        return reshape(x, lengths.stream().mapToInt(Integer::intValue).toArray());
    }

    /** Arrays one after the other along an axis. */
    public static Array concatenate(List<Array> arrays, int axis) {
        if (arrays.isEmpty()) {
            throw new ShapeException("concatenate", "no arrays");
        }
        DType dtype = arrays.getFirst().dtype();
        for (Array array : arrays) {
            dtype = DType.promote(dtype, array.dtype());
        }
        DType common = dtype;
        int at = arrays.getFirst().shape().axis("concatenate", axis);
        if (arrays.size() == 1) {
            return arrays.getFirst();
        }
        return Nodes.all(
                        new Concatenate(at),
                        arrays.stream()
                                .map(array -> Elementwise.astype(array, common))
                                .toList())
                .getFirst();
    }

    /** Arrays of one shape along a new axis. */
    public static Array stack(List<Array> arrays, int axis) {
        if (arrays.isEmpty()) {
            throw new ShapeException("stack", "no arrays");
        }
        Shape shape = arrays.getFirst().shape();
        for (Array array : arrays) {
            if (!array.shape().equals(shape)) {
                throw new ShapeException("stack", "shapes %s and %s differ", shape, array.shape());
            }
        }
        int at = shape.insert(0, 1).axis("stack", axis);
        boolean hasNext = at < shape.rank() && (long) shape.length(at) * arrays.size() <= Integer.MAX_VALUE;
        // Joined along the next axis they take one node more, not one for each array.
        return hasNext
                ? reshape(
                        concatenate(arrays, at), shape.insert(at, arrays.size()).toArray())
                : concatenate(
                        arrays.stream().map(array -> expandDims(array, at)).toList(), at);
    }
}
