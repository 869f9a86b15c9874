package lazuli.backend.cpu;

import java.util.ArrayList;
import java.util.List;
import lazuli.backend.cpu.copy.StridedCopy;
import lazuli.backend.cpu.elementwise.Elementwise;
import lazuli.core.DType;
import lazuli.core.Shape;
import lazuli.core.backend.ElementwiseProgram;
import lazuli.core.backend.Tensor;
import lazuli.core.memory.Allocator;
import lazuli.core.memory.Buffer;

/**
 * The operands of one call in the form that its kernel takes: row-major where it must be, float32 for the halves, which are
 * rounded once when the call is done. Copies live until this is closed.
 */
final class Operands implements AutoCloseable {
    private final List<Buffer> scratch = new ArrayList<>();
    private final List<Result> results = new ArrayList<>();

    private record Result(Tensor wide, Tensor to) {}

    /** A computation with two operands. */
    @FunctionalInterface
    interface Computation {
        void run(Tensor first, Tensor second, Tensor to);
    }

    /** Runs a computation on half dtypes in float32. */
    static void inFloat32(Tensor first, Tensor second, Tensor to, Computation computation) {
        try (Operands operands = new Operands()) {
            computation.run(operands.wide(first), operands.wide(second), operands.result(to));
            operands.finish();
        }
    }

    /** The tensor, in float32 if it is of a half dtype. */
    Tensor wide(Tensor tensor) {
        if (!isHalf(tensor.dtype())) {
            return tensor;
        }
        Tensor wide = scratch(DType.FLOAT32, tensor.shape());
        convert(tensor, wide);
        return wide;
    }

    /** The tensor row-major in the dtype that its lane is stored in. */
    Tensor lane(Tensor tensor) {
        DType lane = laneOf(tensor.dtype());
        if (lane == tensor.dtype()) {
            return rowMajor(tensor);
        }
        Tensor copy = scratch(lane, tensor.shape());
        convert(tensor, copy);
        return copy;
    }

    private static DType laneOf(DType dtype) {
        return switch (dtype) {
            case INT8, INT16, UINT8, UINT16 -> DType.INT32;
            case FLOAT16, BFLOAT16 -> DType.FLOAT32;
            case BOOL, INT32, INT64, UINT32, UINT64, FLOAT32, FLOAT64, COMPLEX64 -> dtype;
        };
    }

    /** Where the kernel writes what belongs to {@code to}, in the dtype that its lane is stored in. */
    Tensor laneResult(Tensor to) {
        DType lane = laneOf(to.dtype());
        if (lane == to.dtype()) {
            return to;
        }
        Tensor wide = scratch(lane, to.shape());
        results.add(new Result(wide, to));
        return wide;
    }

    /** The tensor row-major. */
    Tensor rowMajor(Tensor tensor) {
        if (tensor.isRowMajor()) {
            return tensor;
        }
        Tensor copy = scratch(tensor.dtype(), tensor.shape());
        StridedCopy.copy(tensor, copy);
        return copy;
    }

    /** The tensor row-major and, if it is of a half dtype, in float32. */
    Tensor dense(Tensor tensor) {
        return rowMajor(wide(tensor));
    }

    /** The tensor in float32 if it is of a half dtype, its last axis without gaps. */
    Tensor lastAxisDense(Tensor tensor) {
        Tensor wide = wide(tensor);
        int last = wide.shape().rank() - 1;
        return wide.strides()[last] == 1 || wide.shape().length(last) == 1 ? wide : rowMajor(wide);
    }

    /** Where the kernel writes what belongs to {@code to}. */
    Tensor result(Tensor to) {
        if (!isHalf(to.dtype())) {
            return to;
        }
        Tensor wide = scratch(DType.FLOAT32, to.shape());
        results.add(new Result(wide, to));
        return wide;
    }

    /** Rounds the results of half dtypes; to be called when the kernel is done. */
    void finish() {
        results.forEach(result -> convert(result.wide(), result.to()));
    }

    /** Row-major memory that lives until this is closed. */
    Tensor scratch(DType dtype, Shape shape) {
        Buffer buffer = Allocator.host().allocate(dtype.byteSize(shape.size()));
        scratch.add(buffer);
        return Tensor.rowMajor(buffer, dtype, shape);
    }

    /** Whether it is one of the two dtypes of 16 bits that most kernels compute in float32. */
    static boolean isHalf(DType dtype) {
        return dtype == DType.FLOAT16 || dtype == DType.BFLOAT16;
    }

    /** Converts elements; {@code to} is row-major. */
    static void convert(Tensor from, Tensor to) {
        ElementwiseProgram program = new ElementwiseProgram(
                List.of(from.dtype()), List.of(new ElementwiseProgram.Convert(0, to.dtype())), List.of(1));
        Elementwise.run(program, new Tensor[] {from}, new Tensor[] {to});
    }

    @Override
    public void close() {
        scratch.forEach(Buffer::release);
    }
}
