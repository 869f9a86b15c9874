package lazuli.backend.cpu.onednn;

/** A plan of one primitive. */
final class PrimitivePlan extends Plan {
    private final Primitive primitive;

    PrimitivePlan(Primitive primitive) {
        this.primitive = primitive;
    }

    void bind(Argument argument, long address) {
        primitive.bind(argument, address);
    }

    long size(Argument argument) {
        return primitive.size(argument);
    }

    /** Borrows the memory for {@link #execute}. */
    void reserve(ScratchAllocator scratch) {
        long bytes = primitive.size(Argument.SCRATCHPAD);
        if (bytes > 0) {
            primitive.bind(Argument.SCRATCHPAD, scratch.allocate(bytes));
        }
    }

    void execute() {
        primitive.execute();
    }

    @Override
    String implementation() {
        return primitive.implementation();
    }

    @Override
    void destroy() {
        primitive.close();
    }
}
