package lazuli.backend.cpu.onednn;

/**
 * Convolutions on raw addresses. Safe for all threads; two calls with the same key and direction run one after the
 * other. Every address must point to as much memory as the {@link ConvolutionKey} tells, aligned to an element, better to 64 bytes.
 *
 * <p>The library computes on weights in a packed layout of its own choice. Weights that are used many times unchanged may be
 * packed once, for one key and one direction.
 */
public final class Convolutions {
    private final PlanCache<ConvolutionKey, ConvolutionPlan> forward = cache(ConvolutionDirection.FORWARD);
    private final PlanCache<ConvolutionKey, ConvolutionPlan> backwardData = cache(ConvolutionDirection.BACKWARD_DATA);
    private final PlanCache<ConvolutionKey, ConvolutionPlan> backwardWeights =
            cache(ConvolutionDirection.BACKWARD_WEIGHTS);

    Convolutions() {}

    void freePlans() {
        forward.clear();
        backwardData.clear();
        backwardWeights.clear();
    }

    /**
     * Computes the destination.
     *
     * @param bias ignored unless the key has one
     * @throws OneDnnException if the library refuses
     */
    public void forward(
            ConvolutionKey key, long source, long weights, long bias, long destination, ScratchAllocator scratch) {
        ConvolutionPlan plan = lock(key, ConvolutionDirection.FORWARD);
        try {
            long packed = plan.reservePacked(scratch);
            plan.reorder(weights, packed);
            forward(plan, source, packed, bias, destination);
        } finally {
            plan.unlock();
        }
    }

    /** As {@link #forward}, with weights from {@link #packWeights} for {@link ConvolutionDirection#FORWARD}. */
    public void forwardPacked(
            ConvolutionKey key, long source, long packed, long bias, long destination, ScratchAllocator scratch) {
        ConvolutionPlan plan = lock(key, ConvolutionDirection.FORWARD);
        try {
            plan.reserve(scratch);
            forward(plan, source, packed, bias, destination);
        } finally {
            plan.unlock();
        }
    }

    /** Computes the gradient of the source. */
    public void backwardData(
            ConvolutionKey key, long destinationGradient, long weights, long sourceGradient, ScratchAllocator scratch) {
        ConvolutionPlan plan = lock(key, ConvolutionDirection.BACKWARD_DATA);
        try {
            long packed = plan.reservePacked(scratch);
            plan.reorder(weights, packed);
            backwardData(plan, destinationGradient, packed, sourceGradient);
        } finally {
            plan.unlock();
        }
    }

    /** As {@link #backwardData}, with weights from {@link #packWeights} for {@link ConvolutionDirection#BACKWARD_DATA}. */
    public void backwardDataPacked(
            ConvolutionKey key, long destinationGradient, long packed, long sourceGradient, ScratchAllocator scratch) {
        ConvolutionPlan plan = lock(key, ConvolutionDirection.BACKWARD_DATA);
        try {
            plan.reserve(scratch);
            backwardData(plan, destinationGradient, packed, sourceGradient);
        } finally {
            plan.unlock();
        }
    }

    /**
     * Computes the gradient of the weights, in the layout of the weights, and that of the bias.
     *
     * @param biasGradient ignored unless the key has a bias
     */
    public void backwardWeights(
            ConvolutionKey key,
            long source,
            long destinationGradient,
            long weightsGradient,
            long biasGradient,
            ScratchAllocator scratch) {
        ConvolutionPlan plan = lock(key, ConvolutionDirection.BACKWARD_WEIGHTS);
        try {
            long packed = plan.reservePacked(scratch);
            plan.bind(Argument.SOURCE, source);
            plan.bind(Argument.DESTINATION_GRADIENT, destinationGradient);
            plan.bind(Argument.WEIGHTS_GRADIENT, packed);
            plan.bind(Argument.BIAS_GRADIENT, biasGradient);
            plan.execute();
            plan.reorder(packed, weightsGradient);
        } finally {
            plan.unlock();
        }
    }

    /** Bytes that {@link #packWeights} writes. */
    public long packedBytes(ConvolutionKey key, ConvolutionDirection direction) {
        ConvolutionPlan plan = lock(key, direction);
        try {
            return plan.packedBytes();
        } finally {
            plan.unlock();
        }
    }

    /**
     * Copies weights into the layout that the packed calls of this key and direction take.
     *
     * @throws IllegalArgumentException for {@link ConvolutionDirection#BACKWARD_WEIGHTS}, which takes no weights
     */
    public void packWeights(
            ConvolutionKey key, ConvolutionDirection direction, long weights, long packed, ScratchAllocator scratch) {
        if (direction == ConvolutionDirection.BACKWARD_WEIGHTS) {
            throw new IllegalArgumentException("[convolution] " + direction + " takes no weights: " + key);
        }
        ConvolutionPlan plan = lock(key, direction);
        try {
            plan.reserve(scratch);
            plan.reorder(weights, packed);
        } finally {
            plan.unlock();
        }
    }

    /** The library's name of the code that would run; see {@link OneDnn#isReference}. */
    public String implementation(ConvolutionKey key, ConvolutionDirection direction) {
        ConvolutionPlan plan = lock(key, direction);
        try {
            return plan.implementation();
        } finally {
            plan.unlock();
        }
    }

    private ConvolutionPlan lock(ConvolutionKey key, ConvolutionDirection direction) {
        return switch (direction) {
            case FORWARD -> forward.lock(key);
            case BACKWARD_DATA -> backwardData.lock(key);
            case BACKWARD_WEIGHTS -> backwardWeights.lock(key);
        };
    }

    private static PlanCache<ConvolutionKey, ConvolutionPlan> cache(ConvolutionDirection direction) {
        return new PlanCache<>(key -> ConvolutionPlan.create(key, direction));
    }

    private static void forward(ConvolutionPlan plan, long source, long packed, long bias, long destination) {
        plan.bind(Argument.SOURCE, source);
        plan.bind(Argument.WEIGHTS, packed);
        plan.bind(Argument.BIAS, bias);
        plan.bind(Argument.DESTINATION, destination);
        plan.execute();
    }

    private static void backwardData(ConvolutionPlan plan, long destinationGradient, long packed, long sourceGradient) {
        plan.bind(Argument.DESTINATION_GRADIENT, destinationGradient);
        plan.bind(Argument.WEIGHTS, packed);
        plan.bind(Argument.SOURCE_GRADIENT, sourceGradient);
        plan.execute();
    }
}
