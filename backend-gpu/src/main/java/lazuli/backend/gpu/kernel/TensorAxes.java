package lazuli.backend.gpu.kernel;

import lazuli.backend.gpu.device.Launch;
import lazuli.core.backend.Tensor;

/**
 * How tensors lie along some axes, joined where they can be, as an argument of kernels: {@code Axes} in their text.
 *
 * @param joined the axes that are left
 */
public record TensorAxes(JoinedAxes joined) {
    /** More are more than a kernel takes. */
    private static final int MOST = 8;

    /** Of several tensors that have the same lengths. */
    public static TensorAxes of(int[] lengths, long[]... strides) {
        long[] wide = new long[lengths.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = lengths[i];
        }
        return new TensorAxes(JoinedAxes.of(wide, strides));
    }

    /** Of one tensor's axes from one on until before another. */
    public static TensorAxes of(Tensor tensor, int from, int until) {
        int[] lengths = new int[until - from];
        long[] strides = new long[until - from];
        for (int i = from; i < until; i++) {
            lengths[i - from] = tensor.shape().length(i);
            strides[i - from] = tensor.strides()[i];
        }
        return of(lengths, strides);
    }

    /** Of a tensor's axes but one. */
    public static TensorAxes without(Tensor tensor, int axis) {
        int[] lengths = tensor.shape().toArray();
        lengths[axis] = 1;
        return of(lengths, tensor.strides());
    }

    /** Whether a kernel can take them. */
    public boolean fit() {
        return joined.rank() <= MOST;
    }

    /** The greatest number that divides a tensor's strides, and the one given. */
    public long commonDivisor(int tensor, long number) {
        long divisor = number;
        for (long stride : joined.strides()[tensor]) {
            divisor = commonDivisor(divisor, stride);
        }
        return divisor;
    }

    private static long commonDivisor(long a, long b) {
        return b == 0 ? Math.abs(a) : commonDivisor(b, a % b);
    }

    /** The structure's next member, an {@code Axes}: how a tensor lies. */
    public void append(Launch launch, int tensor) {
        append(launch, tensor, 1, 1);
    }

    /** The same with strides in other units: multiplied, then divided. */
    public void append(Launch launch, int tensor, int times, int over) {
        for (int i = 0; i < MOST; i++) {
            launch.i64(i < joined.rank() ? joined.strides()[tensor][i] * times / over : 0);
        }
        for (int i = 0; i < MOST; i++) {
            launch.i32(i < joined.rank() ? joined.lengths()[i] : 1);
        }
        launch.i32(joined.rank()).i32(0);
    }
}
