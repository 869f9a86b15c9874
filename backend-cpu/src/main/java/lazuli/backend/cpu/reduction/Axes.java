package lazuli.backend.cpu.reduction;

import java.util.ArrayList;
import java.util.List;
import lazuli.core.backend.Tensor;

/**
 * Some axes of a reduction, outermost first; strides in bytes, in the result zero for reduced axes.
 */
record Axes(List<Axis> list) {
    /** One axis. */
    record Axis(long length, long from, long to) {}

    /** The reduced or the kept axes longer than 1, neighbours joined where they run on evenly. */
    static Axes of(Layout from, Tensor to, boolean[] reduced, boolean wanted) {
        List<Axis> axes = new ArrayList<>();
        for (int i = 0; i < reduced.length; i++) {
            long length = from.shape().length(i);
            if (reduced[i] != wanted || length == 1) {
                continue;
            }
            Axis axis = new Axis(
                    length,
                    from.strides()[i] * from.size(),
                    wanted ? 0 : to.strides()[i] * to.dtype().size());
            if (!axes.isEmpty()) {
                Axis before = axes.getLast();
                if (before.from() == axis.from() * length && before.to() == axis.to() * length) {
                    axes.removeLast();
                    axis = new Axis(before.length() * length, axis.from(), axis.to());
                }
            }
            axes.add(axis);
        }
        return new Axes(axes);
    }

    /** The axis along which elements of {@code size} bytes lie side by side, or -1. */
    int unitAxis(int size) {
        for (int i = list.size() - 1; i >= 0; i--) {
            if (list.get(i).from() == size) {
                return i;
            }
        }
        return -1;
    }

    Axes without(int index) {
        List<Axis> rest = new ArrayList<>(list);
        rest.remove(index);
        return new Axes(rest);
    }

    List<Long> lengths() {
        return list.stream().map(Axis::length).toList();
    }

    long count() {
        long count = 1;
        for (Axis axis : list) {
            count *= axis.length();
        }
        return count;
    }

    long fromOffset(long index) {
        long offset = 0;
        long left = index;
        for (int i = list.size() - 1; i >= 0; i--) {
            Axis axis = list.get(i);
            offset += left % axis.length() * axis.from();
            left /= axis.length();
        }
        return offset;
    }

    long toOffset(long index) {
        long offset = 0;
        long left = index;
        for (int i = list.size() - 1; i >= 0; i--) {
            Axis axis = list.get(i);
            offset += left % axis.length() * axis.to();
            left /= axis.length();
        }
        return offset;
    }
}
