package lazuli.backend.cpu.elementwise;

import lazuli.backend.cpu.kernel.Kernel;

/**
 * A program made ready to run: kernels in order, and for each the slots that hold the addresses of its result and its operands. The
 * first slots belong to the program's inputs as they are stored, the next to its outputs, the rest to registers: memory for one
 * block of a value.
 */
final class Plan {
    /** Blocks of this many elements keep a few registers in the first level cache. */
    private static final int REGISTER_BYTES = 40 << 10;

    private static final int LONGEST_BLOCK = 4096;
    private static final int SHORTEST_BLOCK = 512;

    /** Of reading or writing an element of an array, beside the costs of kernels. */
    private static final int MEMORY_COST = 1;

    /** A value that is the same everywhere, kept in a register. */
    record Constant(long bits, int size, int slot) {}

    /** What is run for each block. */
    sealed interface Stage permits Step, FusedStage {
        /** Computes a block of {@code n} elements whose addresses the slots hold. */
        void run(long[] slots, int n);

        /** The same with the places of values replaced by the slots that they were given. */
        Stage placed(int[] slotOf);

        /** Whether a kernel of it has hardly run. */
        boolean isCold();
    }

    /** One kernel with the slots of its result and operands. */
    record Step(Kernel kernel, int to, int a, int b, int c) implements Stage {
        @Override
        public void run(long[] slots, int n) {
            kernel.run(slots[to], slots[a], slots[b], slots[c], n);
        }

        @Override
        public boolean isCold() {
            return kernel.isCold();
        }

        @Override
        public Step placed(int[] slotOf) {
            return new Step(kernel, slotOf[to], slotOf[a], slotOf[b], slotOf[c]);
        }
    }

    private final int inputs;
    private final int outputs;
    private final Constant[] constants;
    private final Stage[] stages;
    private final int[] registerSizes;
    private final int[] staging;
    private final int cost;
    private final int blockLength;

    /**
     * @param stepCost what an element costs beside reading and writing arrays
     * @param registerSizes bytes per element of each register
     * @param staging for each input the slot of a register that it can be gathered into
     */
    Plan(
            int inputs,
            int outputs,
            Constant[] constants,
            int stepCost,
            Stage[] stages,
            int[] registerSizes,
            int[] staging) {
        this.inputs = inputs;
        this.outputs = outputs;
        this.constants = constants;
        this.stages = stages;
        this.registerSizes = registerSizes;
        this.staging = staging;
        this.cost = (inputs + outputs) * MEMORY_COST + stepCost;
        this.blockLength = chooseBlockLength(registerSizes);
    }

    private static int chooseBlockLength(int[] registerSizes) {
        int bytes = 0;
        for (int size : registerSizes) {
            bytes += size;
        }
        int fitting = Integer.highestOneBit(REGISTER_BYTES / Math.max(1, bytes));
        return Math.clamp(fitting, SHORTEST_BLOCK, LONGEST_BLOCK);
    }

    /** Whether a kernel has hardly run. */
    boolean isCold() {
        for (Stage stage : stages) {
            if (stage.isCold()) {
                return true;
            }
        }
        return false;
    }

    Stage[] stages() {
        return stages;
    }

    int blockLength() {
        return blockLength;
    }

    int slots() {
        return inputs + outputs + registerSizes.length;
    }

    int outputSlot(int output) {
        return inputs + output;
    }

    int stagingSlot(int input) {
        return staging[input];
    }

    Constant[] constants() {
        return constants;
    }

    /** What one element costs, in tenths of a nanosecond, to an order of magnitude. */
    int cost() {
        return cost;
    }

    /** Stores the addresses of registers for blocks of {@code length} elements. */
    void placeRegisters(long[] slots, int length) {
        long aligned = Math.ceilDiv(length, 64) * 64L;
        long bytes = 0;
        for (int size : registerSizes) {
            bytes += size * aligned;
        }
        long address = Scratch.memory(bytes);
        for (int i = 0; i < registerSizes.length; i++) {
            slots[inputs + outputs + i] = address;
            address += registerSizes[i] * aligned;
        }
    }

    /** Computes a block of {@code n} elements whose addresses the slots hold. */
    void run(long[] slots, int n) {
        for (Stage stage : stages) {
            stage.run(slots, n);
        }
    }
}
