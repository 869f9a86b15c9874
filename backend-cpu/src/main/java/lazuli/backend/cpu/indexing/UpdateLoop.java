package lazuli.backend.cpu.indexing;

import java.lang.invoke.MethodHandles;
import lazuli.backend.cpu.loop.Template;
import lazuli.backend.cpu.memory.NativeMemory;

/**
 * Combines updates with the places that positions name, element by element in the order of the updates. Each operation has a copy of this
 * class, in which the JIT inlines it: a call for each element would take ten times as long as an addition.
 */
final class UpdateLoop implements ElementUpdates {
    private static final Update UPDATE = Template.constant(MethodHandles.lookup(), Update.class);

    /** Combines the element at {@code from} with the one at {@code to}, in place. */
    @FunctionalInterface
    interface Operation {
        void apply(long to, long from);
    }

    /**
     * What is done to each element.
     *
     * @param size bytes of an element
     */
    record Update(Operation operation, int size) {}

    /** A loop compiled around {@code update}. */
    static ElementUpdates of(Update update) {
        return Template.fill(MethodHandles.lookup(), ElementUpdates.class, update);
    }

    @Override
    public void run(Block block) {
        if (block.count() == 1) {
            runColumn(block);
        } else if (block.isShared()) {
            runRows(block);
        } else {
            runElements(block);
        }
    }

    private static void runElements(Block block) {
        long toStep = block.toStep();
        int count = block.count();
        for (long row = 0; row < block.rows(); row++) {
            long from = block.from() + row * block.fromStep();
            long positions = block.positions() + row * block.positionRowStep();
            long to = block.to();
            for (int i = 0; i < count; i++) {
                long position = NativeMemory.getInt(positions + (long) i * Integer.BYTES);
                UPDATE.operation().apply(to + position * toStep, from);
                from += UPDATE.size();
                to += UPDATE.size();
            }
        }
    }

    private static void runRows(Block block) {
        long position = block.positions();
        int bytes = block.count() * UPDATE.size();
        for (long row = 0; row < block.rows(); row++) {
            long to = block.to() + NativeMemory.getInt(position) * block.toStep();
            long from = block.from() + row * block.fromStep();
            for (int i = 0; i < bytes; i += UPDATE.size()) {
                UPDATE.operation().apply(to + i, from + i);
            }
            position += block.positionRowStep();
        }
    }

    private static void runColumn(Block block) {
        long to = block.to();
        long toStep = block.toStep();
        long position = block.positions();
        long positionStep = block.positionRowStep();
        long from = block.from();
        long fromStep = block.fromStep();
        for (long row = 0; row < block.rows(); row++) {
            UPDATE.operation().apply(to + NativeMemory.getInt(position) * toStep, from);
            position += positionStep;
            from += fromStep;
        }
    }
}
