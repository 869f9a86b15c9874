package lazuli.core.primitive;

import lazuli.core.backend.GpuKernels;
import lazuli.core.backend.Kernels;
import lazuli.core.graph.EvalContext;

/** Which classes of custom primitives compute on which devices. */
final class Implementations {
    private Implementations() {}

    /** Those that say how a GPU computes them, by {@code eval} or {@code evalGpu}. */
    static final ClassValue<Boolean> OF_GPU = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            return isWritten(type, "eval", Kernels.class) || isWritten(type, "evalGpu", GpuKernels.class);
        }
    };

    private static boolean isWritten(Class<?> type, String method, Class<? extends Kernels> kernels) {
        try {
            Class<?> declaring =
                    type.getMethod(method, EvalContext.class, kernels).getDeclaringClass();
            return declaring != CustomPrimitive.class && declaring != Primitive.class;
        } catch (NoSuchMethodException absent) {
            throw new IllegalStateException(absent);
        }
    }
}
