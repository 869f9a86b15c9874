package lazuli.backend.metal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import lazuli.core.Array;
import lazuli.core.Complex;
import lazuli.core.DType;
import lazuli.core.Device;
import lazuli.core.Index;
import lazuli.core.Mx;
import lazuli.core.Shape;
import lazuli.core.Slice;
import lazuli.core.Stream;

/** Arrays to compute with on both devices: of every dtype, with many equal elements and the special ones, in every layout. */
public final class Samples {
    private static final double[] SPECIAL = {
        Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0.0, -0.0, 1e-40, 65504
    };

    static {
        // So that all memory is the device's, as in a program whose default device it is.
        Device.GPU.isAvailable();
    }

    private Samples() {}

    /** The dtypes that a GPU computes with. */
    public static List<DType> dtypes() {
        List<DType> dtypes = new ArrayList<>(List.of(DType.values()));
        dtypes.remove(DType.FLOAT64);
        return dtypes;
    }

    /** Small whole numbers, negative ones where there are any, and now and then a special number. */
    public static Array of(DType dtype, Random random, Shape shape, boolean withSpecial) {
        return onCpu(() -> {
            Array real = part(dtype, random, shape, withSpecial);
            return dtype == DType.COMPLEX64
                    ? Mx.add(real, Mx.multiply(part(DType.FLOAT32, random, shape, withSpecial), Complex.I))
                            .eval()
                    : real;
        });
    }

    private static Array part(DType dtype, Random random, Shape shape, boolean withSpecial) {
        double[] values = new double[(int) shape.size()];
        boolean isSigned = dtype.kind() != DType.Kind.UNSIGNED && dtype != DType.BOOL;
        boolean isInteger = dtype.isInteger() || dtype == DType.BOOL;
        for (int i = 0; i < values.length; i++) {
            values[i] = withSpecial && !isInteger && random.nextInt(9) == 0
                    ? SPECIAL[random.nextInt(SPECIAL.length)]
                    : random.nextInt(isSigned ? -20 : 0, dtype == DType.BOOL ? 2 : 21) / (isInteger ? 1.0 : 4.0);
        }
        DType made = dtype == DType.COMPLEX64 ? DType.FLOAT32 : dtype;
        Array array = Mx.array(values, shape).astype(made);
        if (dtype.size() == Long.BYTES && isInteger) {
            // Beyond what 32 bits hold.
            array = Mx.multiply(array, Mx.full(Shape.SCALAR, 1L << 33, dtype)).astype(dtype);
        }
        return array.eval();
    }

    /** An array's elements in other layouts: transposed, backwards, with gaps, and repeated without copies. */
    public static List<Array> layouts(Array x) {
        return onCpu(() -> {
            List<Array> all = new ArrayList<>(List.of(x));
            int rank = x.shape().rank();
            if (rank > 0 && x.shape().size() > 0) {
                Array doubled = Mx.repeat(x, 2, rank - 1).eval();
                Index[] everySecond = new Index[rank];
                Arrays.fill(everySecond, Slice.all());
                everySecond[rank - 1] = Slice.of(0, 2 * x.shape().length(rank - 1), 2);
                all.add(doubled.at(everySecond).eval());
                all.add(Mx.flip(Mx.contiguous(Mx.flip(x)).eval()).eval());
                all.add(Mx.contiguous(Mx.transpose(x)).eval().transpose().eval());
                Index[] first = new Index[rank];
                Arrays.fill(first, Slice.all());
                first[0] = Slice.of(0, 1);
                all.add(Mx.broadcastTo(x.at(first), x.shape().toArray()).eval());
            }
            return all;
        });
    }

    /** Computes on the processor. */
    public static <T> T onCpu(Supplier<T> what) {
        try (Stream.Scope _ = Stream.on(Device.CPU)) {
            return what.get();
        }
    }

    /** Computes on the GPU. */
    public static <T> T onGpu(Supplier<T> what) {
        try (Stream.Scope _ = Stream.on(Device.GPU)) {
            return what.get();
        }
    }
}
