package lazuli.backend.cpu.onednn;

/**
 * Pooling of float32 on raw addresses. Safe for all threads; two calls with the same key and direction run one after the other.
 * Every address must point to as much memory as the {@link PoolingKey} tells. The
 * library's maxima differ from those of a comparison of all elements: NaN is passed over, and no maximum is less than the lowest
 * finite number, so that a window of nothing but NaN or negative infinity gives that number.
 */
public final class Poolings {
    private final PlanCache<PoolingKey, PrimitivePlan> inference =
            new PlanCache<>(key -> PoolingPlans.forward(key, Purpose.INFERENCE));
    private final PlanCache<PoolingKey, PrimitivePlan> training =
            new PlanCache<>(key -> PoolingPlans.forward(key, Purpose.TRAINING));
    private final PlanCache<PoolingKey, PrimitivePlan> backward = new PlanCache<>(PoolingPlans::backward);

    Poolings() {}

    /**
     * Computes the destination when no gradient will be asked for.
     *
     * @throws OneDnnException if the library refuses
     */
    public void forward(PoolingKey key, long source, long destination, ScratchAllocator scratch) {
        PrimitivePlan plan = inference.lock(key);
        try {
            plan.reserve(scratch);
            plan.bind(Argument.SOURCE, source);
            plan.bind(Argument.DESTINATION, destination);
            plan.execute();
        } finally {
            plan.unlock();
        }
    }

    /** Bytes of the workspace that goes from the forward to the backward pass: 0 for averages. */
    public long workspaceBytes(PoolingKey key) {
        PrimitivePlan plan = training.lock(key);
        try {
            return plan.size(Argument.WORKSPACE);
        } finally {
            plan.unlock();
        }
    }

    /** Computes the destination, and what the backward pass needs into the workspace. */
    public void forwardTraining(
            PoolingKey key, long source, long destination, long workspace, ScratchAllocator scratch) {
        PrimitivePlan plan = training.lock(key);
        try {
            plan.reserve(scratch);
            plan.bind(Argument.SOURCE, source);
            plan.bind(Argument.DESTINATION, destination);
            plan.bind(Argument.WORKSPACE, workspace);
            plan.execute();
        } finally {
            plan.unlock();
        }
    }

    /** Computes the gradient of the source. Of equal maxima in a window the first gets the gradient. */
    public void backward(
            PoolingKey key, long destinationGradient, long workspace, long sourceGradient, ScratchAllocator scratch) {
        PrimitivePlan plan = backward.lock(key);
        try {
            plan.reserve(scratch);
            plan.bind(Argument.DESTINATION_GRADIENT, destinationGradient);
            plan.bind(Argument.WORKSPACE, workspace);
            plan.bind(Argument.SOURCE_GRADIENT, sourceGradient);
            plan.execute();
        } finally {
            plan.unlock();
        }
    }

    /** The library's name of the code of a forward pass for training; see {@link OneDnn#isReference}. */
    public String forwardImplementation(PoolingKey key) {
        return implementation(training, key);
    }

    /** The library's name of the code of a backward pass; see {@link OneDnn#isReference}. */
    public String backwardImplementation(PoolingKey key) {
        return implementation(backward, key);
    }

    private static String implementation(PlanCache<PoolingKey, PrimitivePlan> plans, PoolingKey key) {
        PrimitivePlan plan = plans.lock(key);
        try {
            return plan.implementation();
        } finally {
            plan.unlock();
        }
    }
}
