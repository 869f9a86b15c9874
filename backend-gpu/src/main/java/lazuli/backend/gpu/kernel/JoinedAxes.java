package lazuli.backend.gpu.kernel;

import lazuli.backend.gpu.device.Launch;
import lazuli.core.backend.Tensor;

/**
 * How tensors lie along the same axes, in few of them: axes of length 1 are left out, and neighbours are joined where each tensor passes from one to
 * the other without a gap. Kernels take it as {@code Axes}.
 */
public final class JoinedAxes {
    /** More are more than a kernel takes. */
    private static final int MOST = 8;

    private final int[] lengths;
    private final long[][] strides;
    private int rank;

    private JoinedAxes(int tensors, int axes) {
        lengths = new int[axes];
        strides = new long[tensors][axes];
    }

    /** Of one tensor's axes from one on until before another. */
    public static JoinedAxes of(Tensor tensor, int from, int until) {
        int[] lengths = new int[until - from];
        long[] strides = new long[until - from];
        for (int i = from; i < until; i++) {
            lengths[i - from] = tensor.shape().length(i);
            strides[i - from] = tensor.strides()[i];
        }
        return of(lengths, strides);
    }

    /** Of a tensor's axes but one. */
    public static JoinedAxes without(Tensor tensor, int axis) {
        int[] lengths = tensor.shape().toArray();
        lengths[axis] = 1;
        return of(lengths, tensor.strides());
    }

    /** Of several tensors that have the same lengths. */
    public static JoinedAxes of(int[] lengths, long[]... strides) {
        JoinedAxes joined = new JoinedAxes(strides.length, lengths.length);
        for (int axis = 0; axis < lengths.length; axis++) {
            if (lengths[axis] != 1) {
                joined.add(lengths, strides, axis);
            }
        }
        return joined;
    }

    private void add(int[] given, long[][] givenStrides, int axis) {
        boolean joins = rank > 0 && (long) lengths[rank - 1] * given[axis] <= Integer.MAX_VALUE;
        for (int i = 0; joins && i < strides.length; i++) {
            joins = strides[i][rank - 1] == givenStrides[i][axis] * given[axis];
        }
        int at = joins ? rank - 1 : rank++;
        lengths[at] = joins ? lengths[at] * given[axis] : given[axis];
        for (int i = 0; i < strides.length; i++) {
            strides[i][at] = givenStrides[i][axis];
        }
    }

    /** Whether a kernel can take them. */
    public boolean fit() {
        return rank <= MOST;
    }

    /** Whether the elements of a tensor lie one after the other, without gaps. */
    public boolean areDense(int tensor) {
        return rank == 0 || rank == 1 && strides[tensor][0] == 1;
    }

    /** The greatest number that divides a tensor's strides, and the one given. */
    public long commonDivisor(int tensor, long number) {
        long divisor = number;
        for (int i = 0; i < rank; i++) {
            divisor = gcd(divisor, strides[tensor][i]);
        }
        return divisor;
    }

    private static long gcd(long a, long b) {
        return b == 0 ? Math.abs(a) : gcd(b, a % b);
    }

    /** The structure's next member, an {@code Axes}: how a tensor lies. */
    public void append(Launch launch, int tensor) {
        append(launch, tensor, 1, 1);
    }

    /** The same with strides in other units: multiplied, then divided. */
    public void append(Launch launch, int tensor, int times, int over) {
        for (int i = 0; i < MOST; i++) {
            launch.i64(i < rank ? strides[tensor][i] * times / over : 0);
        }
        for (int i = 0; i < MOST; i++) {
            launch.i32(i < rank ? lengths[i] : 1);
        }
        launch.i32(rank).i32(0);
    }
}
