package lazuli.backend.cpu.onednn;

import java.util.EnumSet;
import java.util.Set;

/**
 * A convolution in one direction, and the reorder between the caller's layout of the weights and the packed layout the
 * convolution works on. Reordering costs 1 to 3 percent of the convolution at a batch of 64.
 */
final class ConvolutionPlan extends Plan {
    private static final long ALIGNMENT = 64;

    private final Primitive convolution;
    private final Primitive reorder;
    private final Argument weights;

    private ConvolutionPlan(Primitive convolution, Primitive reorder, Argument weights) {
        this.convolution = convolution;
        this.reorder = reorder;
        this.weights = weights;
    }

    static ConvolutionPlan create(ConvolutionKey key, ConvolutionDirection direction) {
        if (!key.isTrusted()) {
            throw new OneDnnException("[convolution] not asked of the library, which gets it wrong: " + key);
        }
        try (ConvolutionDescriptors shapes = new ConvolutionDescriptors(key);
                PrimitiveDescription description = ConvolutionDescriptions.create(key, shapes, direction)) {
            long plain = shapes.plainWeights.handle();
            Primitive convolution = new Primitive(key, description, taken(direction));
            return switch (direction) {
                case FORWARD, BACKWARD_DATA ->
                    new ConvolutionPlan(
                            convolution,
                            Reorder.create(key, plain, description.memory(Argument.WEIGHTS)),
                            Argument.WEIGHTS);
                case BACKWARD_WEIGHTS ->
                    new ConvolutionPlan(
                            convolution,
                            Reorder.create(key, description.memory(Argument.WEIGHTS_GRADIENT), plain),
                            Argument.WEIGHTS_GRADIENT);
            };
        }
    }

    private static Set<Argument> taken(ConvolutionDirection direction) {
        return switch (direction) {
            case FORWARD ->
                EnumSet.of(Argument.SOURCE, Argument.WEIGHTS, Argument.BIAS, Argument.DESTINATION, Argument.SCRATCHPAD);
            case BACKWARD_DATA ->
                EnumSet.of(
                        Argument.SOURCE_GRADIENT, Argument.WEIGHTS, Argument.DESTINATION_GRADIENT, Argument.SCRATCHPAD);
            case BACKWARD_WEIGHTS ->
                EnumSet.of(
                        Argument.SOURCE,
                        Argument.WEIGHTS_GRADIENT,
                        Argument.BIAS_GRADIENT,
                        Argument.DESTINATION_GRADIENT,
                        Argument.SCRATCHPAD);
        };
    }

    /** Bytes of the packed weights, or of their packed gradient. */
    long packedBytes() {
        return convolution.size(weights);
    }

    /** Borrows the memory for {@link #execute} and for packed weights; returns the address of the latter. */
    long reservePacked(ScratchAllocator scratch) {
        long packed = (packedBytes() + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        long address = scratch.allocate(packed + scratchpadBytes());
        bindScratchpad(address + packed);
        return address;
    }

    /** Borrows the memory for {@link #execute} or {@link #reorder}. */
    void reserve(ScratchAllocator scratch) {
        if (scratchpadBytes() > 0) {
            bindScratchpad(scratch.allocate(scratchpadBytes()));
        }
    }

    void reorder(long from, long to) {
        reorder.bind(Argument.SOURCE, from);
        reorder.bind(Argument.DESTINATION, to);
        reorder.execute();
    }

    void bind(Argument argument, long address) {
        convolution.bind(argument, address);
    }

    void execute() {
        convolution.execute();
    }

    @Override
    String implementation() {
        return convolution.implementation();
    }

    @Override
    void destroy() {
        convolution.close();
        reorder.close();
    }

    private long scratchpadBytes() {
        return Math.max(convolution.size(Argument.SCRATCHPAD), reorder.size(Argument.SCRATCHPAD));
    }

    private void bindScratchpad(long address) {
        convolution.bind(Argument.SCRATCHPAD, address);
        reorder.bind(Argument.SCRATCHPAD, address);
    }
}
