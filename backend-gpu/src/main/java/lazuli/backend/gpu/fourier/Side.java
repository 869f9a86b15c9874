package lazuli.backend.gpu.fourier;

import lazuli.backend.gpu.device.Launch;
import lazuli.backend.gpu.kernel.TensorAxes;
import lazuli.core.backend.Tensor;

/**
 * What a transform reads or writes: the structure of the same name in {@code fourier.h}.
 *
 * @param lines where the first elements of lines lie
 * @param stride from an element of a line to the next
 * @param isConjugate whether numbers are conjugated as they are read or written
 */
record Side(Tensor tensor, TensorAxes lines, long stride, Kind kind, boolean isConjugate) {
    /** What lies along a line. */
    enum Kind {
        COMPLEX(0),
        REAL(1),
        HALF_SPECTRUM(2);

        /** What the text knows it by. */
        private final int number;

        Kind(int number) {
            this.number = number;
        }
    }

    /** An axis of a tensor. */
    static Side of(Tensor tensor, int axis, Kind kind, boolean isConjugate) {
        return new Side(tensor, TensorAxes.without(tensor, axis), tensor.strides()[axis], kind, isConjugate);
    }

    /** The rows of a row-major matrix of complex numbers. */
    static Side rows(Tensor matrix, int lines, int length) {
        return new Side(matrix, TensorAxes.of(new int[] {lines}, new long[] {length}), 1, Kind.COMPLEX, false);
    }

    /** Whether neighbouring lines lie nearer to each other than elements of a line. */
    boolean isAcross() {
        int rank = lines.joined().rank();
        return rank > 0 && Math.abs(lines.joined().strides()[0][rank - 1]) < Math.abs(stride);
    }

    void append(Launch launch) {
        lines.append(launch, 0);
        launch.i64(stride).i32(kind.number).i32(isConjugate ? 1 : 0);
    }
}
