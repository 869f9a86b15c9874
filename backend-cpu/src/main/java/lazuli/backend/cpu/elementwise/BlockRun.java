package lazuli.backend.cpu.elementwise;

import lazuli.backend.cpu.parallel.ParallelLoop;
import lazuli.core.backend.Tensor;

/** One run of a plan that stores its outputs; threads compute ranges of its blocks. */
final class BlockRun implements ParallelLoop.Body {
    private final Plan plan;
    private final BoundPlan bound;
    private final Tensor[] outputs;

    BlockRun(Plan plan, Tensor[] inputs, Tensor[] outputs) {
        this.plan = plan;
        this.outputs = outputs;
        this.bound = new BoundPlan(plan, inputs, outputs[0].shape(), Blocks::along);
    }

    long count() {
        return bound.blocks().count();
    }

    /** Computes blocks on the calling thread. */
    @Override
    public void run(long first, long end) {
        Blocks blocks = bound.blocks();
        long[] slots = bound.begin((int) Math.min(blocks.length(), blocks.size()));
        for (long block = first; block < end; block++) {
            long start = blocks.start(block);
            for (int i = 0; i < outputs.length; i++) {
                slots[plan.outputSlot(i)] =
                        outputs[i].address() + start * outputs[i].dtype().size();
            }
            bound.run(slots, start, blocks.length(block));
        }
    }
}
