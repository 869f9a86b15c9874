package lazuli.core.primitive;

import java.util.List;
import lazuli.core.backend.CpuKernels;
import lazuli.core.backend.DeviceException;
import lazuli.core.backend.GpuKernels;
import lazuli.core.backend.GpuRuntime;
import lazuli.core.backend.Kernels;
import lazuli.core.graph.ArrayType;
import lazuli.core.graph.EvalContext;
import lazuli.core.graph.ShortWork;
import lazuli.core.primitive.linalg.Cholesky;
import lazuli.core.primitive.linalg.Eig;
import lazuli.core.primitive.linalg.Eigh;
import lazuli.core.primitive.linalg.LuFactor;
import lazuli.core.primitive.linalg.PseudoInverse;
import lazuli.core.primitive.linalg.Qr;
import lazuli.core.primitive.linalg.Solve;
import lazuli.core.primitive.linalg.SolveTriangular;
import lazuli.core.primitive.linalg.Svd;

/** A factorization or solution of matrices, which only the CPU computes. */
public sealed interface LinearAlgebraPrimitive extends KernelPrimitive
        permits Cholesky, Eig, Eigh, LuFactor, PseudoInverse, Qr, Solve, SolveTriangular, Svd {
    @Override
    default long work(List<ArrayType> inputs, List<ArrayType> outputs) {
        return ShortWork.TOO_LONG;
    }

    @Override
    default void eval(EvalContext at, Kernels kernels) {
        switch (kernels) {
            case CpuKernels cpu -> evalCpu(at, cpu);
            case GpuKernels gpu ->
                throw new DeviceException(
                        "[%s] is computed on the CPU alone, not by %s".formatted(text(), gpu.description()));
        }
    }

    @Override
    void evalCpu(EvalContext at, CpuKernels kernels);

    @Override
    default boolean runsOn(GpuRuntime gpu, List<ArrayType> inputs, List<ArrayType> outputs) {
        return false;
    }
}
