package lazuli.core.primitive.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lazuli.core.Shape;
import lazuli.core.backend.Tensor;

/** Parts of the memory that a recurrent layer works on: of one step, of one gate. */
final class StepViews {
    private StepViews() {}

    /** What lies at a place of the first axis. */
    static Tensor at(Tensor x, int index) {
        int rank = x.shape().rank();
        return x.view(
                x.shape().remove(0),
                Arrays.copyOfRange(x.strides(), 1, rank),
                x.offset() + (x.shape().size() == 0 ? 0 : index * x.strides()[0]));
    }

    /** The columns (B, N H) in N parts, (B, H) each. */
    static List<Tensor> columns(Tensor x, int parts) {
        Shape shape = x.shape().with(1, x.shape().length(1) / parts);
        List<Tensor> columns = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            long start = x.shape().size() == 0 ? 0 : (long) i * shape.length(1) * x.strides()[1];
            columns.add(x.view(shape, x.strides(), x.offset() + start));
        }
        return columns;
    }

    /** Some of the columns (B, N H) in N parts: (count, B, H). */
    static Tensor columns(Tensor x, int parts, int from, int count) {
        List<Tensor> all = columns(x, parts);
        Tensor first = all.get(from);
        long[] strides = {first.shape().length(1) * x.strides()[1], x.strides()[0], x.strides()[1]};
        return x.view(first.shape().insert(0, count), strides, first.offset());
    }

    /** Some of what lies along the first axis. */
    static Tensor range(Tensor x, int from, int count) {
        long start = x.shape().size() == 0 ? 0 : from * x.strides()[0];
        return x.view(x.shape().with(0, count), x.strides(), x.offset() + start);
    }

    /** What lies at each place of the first axis. */
    static List<Tensor> all(Tensor x) {
        List<Tensor> all = new ArrayList<>();
        for (int i = 0; i < x.shape().length(0); i++) {
            all.add(at(x, i));
        }
        return all;
    }

    /** A matrix with its axes exchanged. */
    static Tensor transposed(Tensor x) {
        return x.view(
                Shape.of(x.shape().length(1), x.shape().length(0)),
                new long[] {x.strides()[1], x.strides()[0]},
                x.offset());
    }

    /** A vector as each row of a matrix. */
    static Tensor rows(Tensor x, Shape shape) {
        return x.view(shape, new long[] {0, x.strides()[0]}, x.offset());
    }
}
