package lazuli.conformance;

import java.util.Arrays;
import java.util.SplittableRandom;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Mx;
import lazuli.core.Shape;
import lazuli.core.Slice;
import lazuli.core.graph.ArrayType;

/** Arrays of given types with any contents, in memory of their own or as views of it. */
final class HostileInputs {
    private final SplittableRandom random;

    HostileInputs(SplittableRandom random) {
        this.random = random;
    }

    Array of(ArrayType type) {
        Array array = view(type);
        return random.nextBoolean() ? array : array.eval();
    }

    private Array view(ArrayType type) {
        Shape shape = type.shape();
        int rank = shape.rank();
        int axis = rank == 0 ? 0 : random.nextInt(rank);
        return switch (rank == 0 ? 3 : random.nextInt(6)) {
            case 0 -> Mx.transpose(contents(reversed(shape), type.dtype()));
            case 1 -> {
                Slice[] slices = new Slice[rank];
                Arrays.fill(slices, Slice.all());
                slices[axis] =
                        random.nextBoolean() ? Slice.all().step(2) : Slice.all().step(-2);
                int length = shape.length(axis);
                yield contents(shape.with(axis, length == 0 ? 0 : 2 * length - 1), type.dtype())
                        .at(slices);
            }
            case 2 ->
                shape.length(axis) == 0
                        ? contents(shape, type.dtype())
                        : Mx.broadcastTo(contents(shape.with(axis, 1), type.dtype()), shape.toArray());
            default -> contents(shape, type.dtype());
        };
    }

    private static Shape reversed(Shape shape) {
        int[] lengths = shape.toArray();
        int[] reversed = new int[lengths.length];
        for (int i = 0; i < lengths.length; i++) {
            reversed[i] = lengths[lengths.length - 1 - i];
        }
        return Shape.of(reversed);
    }

    private Array contents(Shape shape, DType dtype) {
        double[] values = new double[Math.toIntExact(shape.size())];
        int kind = random.nextInt(5);
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (kind) {
                case 0 -> random.nextInt(3);
                case 1 -> random.nextInt(-4, 9);
                case 2 -> random.nextInt();
                case 3 -> random.nextInt(20) == 0 ? Double.NaN : random.nextDouble(-1e30, 1e30);
                default -> random.nextDouble(-2, 2);
            };
        }
        return Mx.array(values, shape).astype(dtype);
    }
}
