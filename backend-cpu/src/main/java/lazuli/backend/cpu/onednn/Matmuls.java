package lazuli.backend.cpu.onednn;

/**
 * Matrix products on raw addresses. Safe for all threads; two calls with the same key run one after the other. Every
 * address must point to as much memory as the {@link MatmulKey} tells.
 */
public final class Matmuls {
    private final PlanCache<MatmulKey, PrimitivePlan> plans = new PlanCache<>(MatmulPlans::create);

    Matmuls() {}

    void freePlans() {
        plans.clear();
    }

    /**
     * Computes the destination.
     *
     * @param bias ignored unless the key has one
     * @throws OneDnnException if the library refuses
     */
    public void multiply(MatmulKey key, long left, long right, long bias, long destination, ScratchAllocator scratch) {
        if (left == 0 || right == 0 || destination == 0) {
            throw new IllegalArgumentException("[matmul] no memory is given for an argument of " + key);
        }
        if (VectorProduct.canCompute(key)) {
            VectorProduct.compute(key, left, right, destination);
            return;
        }
        long size = key.type().bytes();
        int calls = key.mustBeSplit() ? key.batch() : 1;
        PrimitivePlan plan = lock(key);
        try {
            plan.reserve(scratch);
            plan.bind(Argument.BIAS, bias);
            for (int i = 0; i < calls; i++) {
                plan.bind(Argument.SOURCE, left + i * key.left().batchStride() * size);
                plan.bind(Argument.WEIGHTS, right + i * key.right().batchStride() * size);
                plan.bind(
                        Argument.DESTINATION,
                        destination + i * key.destination().batchStride() * size);
                plan.execute();
            }
        } finally {
            plan.unlock();
        }
    }

    /** The library's name of the code that would run; see {@link OneDnn#isReference}. */
    public String implementation(MatmulKey key) {
        if (VectorProduct.canCompute(key)) {
            return "sgemm";
        }
        PrimitivePlan plan = lock(key);
        try {
            return plan.implementation();
        } finally {
            plan.unlock();
        }
    }

    private PrimitivePlan lock(MatmulKey key) {
        return plans.lock(key.mustBeSplit() ? key.single() : key);
    }
}
