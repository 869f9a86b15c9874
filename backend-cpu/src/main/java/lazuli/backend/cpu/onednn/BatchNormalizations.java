package lazuli.backend.cpu.onednn;

/**
 * Batch normalization of float32 on raw addresses. Safe for all threads; two calls with the same key and direction run one after
 * the other. Every address must point to as much memory as the {@link BatchNormalizationKey} tells. Scale, shift and their
 * gradients are ignored unless the key is affine, the workspace unless it has relu.
 *
 * <p>A number of channels that does not fill the processor's vectors runs as plain loops, 10 to 20 times slower, which
 * {@link #forwardImplementation} tells.
 */
public final class BatchNormalizations {
    private final PlanCache<BatchNormalizationKey, PrimitivePlan> inference =
            new PlanCache<>(key -> BatchNormalizationPlans.forward(key, Purpose.INFERENCE));
    private final PlanCache<BatchNormalizationKey, PrimitivePlan> training =
            new PlanCache<>(key -> BatchNormalizationPlans.forward(key, Purpose.TRAINING));
    private final PlanCache<BatchNormalizationKey, PrimitivePlan> backward =
            new PlanCache<>(BatchNormalizationPlans::backward);

    BatchNormalizations() {}

    void freePlans() {
        inference.clear();
        training.clear();
        backward.clear();
    }

    /**
     * Normalizes with the statistics given.
     *
     * @throws OneDnnException if the library refuses
     */
    public void forward(
            BatchNormalizationKey key,
            long source,
            Statistics statistics,
            ScaleAndShift affine,
            long destination,
            ScratchAllocator scratch) {
        PrimitivePlan plan = inference.lock(key);
        try {
            plan.reserve(scratch);
            bindForward(plan, source, statistics, affine, destination);
            plan.execute();
        } finally {
            plan.unlock();
        }
    }

    /** Bytes of the workspace that goes from the forward to the backward pass: 0 without relu. */
    public long workspaceBytes(BatchNormalizationKey key) {
        PrimitivePlan plan = training.lock(key);
        try {
            return plan.size(Argument.WORKSPACE);
        } finally {
            plan.unlock();
        }
    }

    /** Computes the statistics of the source and normalizes with them. */
    public void forwardTraining(
            BatchNormalizationKey key,
            long source,
            ScaleAndShift affine,
            long destination,
            Statistics statistics,
            long workspace,
            ScratchAllocator scratch) {
        PrimitivePlan plan = training.lock(key);
        try {
            plan.reserve(scratch);
            bindForward(plan, source, statistics, affine, destination);
            plan.bind(Argument.WORKSPACE, workspace);
            plan.execute();
        } finally {
            plan.unlock();
        }
    }

    /**
     * Computes the gradients of the source, and of scale and shift, from what the forward pass for training has left.
     *
     * @param affineGradient where the gradients of scale and shift go
     */
    public void backward(
            BatchNormalizationKey key,
            long source,
            Statistics statistics,
            ScaleAndShift affine,
            long workspace,
            long destinationGradient,
            long sourceGradient,
            ScaleAndShift affineGradient,
            ScratchAllocator scratch) {
        PrimitivePlan plan = backward.lock(key);
        try {
            plan.reserve(scratch);
            plan.bind(Argument.SOURCE, source);
            plan.bind(Argument.MEAN, statistics.mean());
            plan.bind(Argument.VARIANCE, statistics.variance());
            plan.bind(Argument.SCALE, affine.scale());
            plan.bind(Argument.WORKSPACE, workspace);
            plan.bind(Argument.DESTINATION_GRADIENT, destinationGradient);
            plan.bind(Argument.SOURCE_GRADIENT, sourceGradient);
            plan.bind(Argument.SCALE_GRADIENT, affineGradient.scale());
            plan.bind(Argument.SHIFT_GRADIENT, affineGradient.shift());
            plan.execute();
        } finally {
            plan.unlock();
        }
    }

    /** The library's name of the code of a forward pass for training; see {@link OneDnn#isReference}. */
    public String forwardImplementation(BatchNormalizationKey key) {
        return implementation(training, key);
    }

    /** The library's name of the code of a backward pass; see {@link OneDnn#isReference}. */
    public String backwardImplementation(BatchNormalizationKey key) {
        return implementation(backward, key);
    }

    private static void bindForward(
            PrimitivePlan plan, long source, Statistics statistics, ScaleAndShift affine, long destination) {
        plan.bind(Argument.SOURCE, source);
        plan.bind(Argument.MEAN, statistics.mean());
        plan.bind(Argument.VARIANCE, statistics.variance());
        plan.bind(Argument.SCALE, affine.scale());
        plan.bind(Argument.SHIFT, affine.shift());
        plan.bind(Argument.DESTINATION, destination);
    }

    private static String implementation(
            PlanCache<BatchNormalizationKey, PrimitivePlan> plans, BatchNormalizationKey key) {
        PrimitivePlan plan = plans.lock(key);
        try {
            return plan.implementation();
        } finally {
            plan.unlock();
        }
    }
}
