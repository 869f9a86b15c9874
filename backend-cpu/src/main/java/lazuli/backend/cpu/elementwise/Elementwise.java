package lazuli.backend.cpu.elementwise;

import lazuli.backend.cpu.parallel.ParallelLoop;
import lazuli.core.backend.ElementwiseProgram;
import lazuli.core.backend.Tensor;

/** The entry to the engine. */
public final class Elementwise {
    /** The least work that another thread is called for, in tenths of nanoseconds. */
    static final long GRAIN_COST = 200_000;

    private Elementwise() {}

    /** As {@link lazuli.core.backend.Kernels#elementwise}. */
    public static void run(ElementwiseProgram program, Tensor[] inputs, Tensor[] outputs) {
        if (outputs[0].shape().size() == 0) {
            return;
        }
        boolean overlapping = program.instructions().size() > 1 && overlap(inputs, outputs);
        run(Plans.of(program, overlapping), inputs, outputs);
    }

    static void run(Plan plan, Tensor[] inputs, Tensor[] outputs) {
        BlockRun run = new BlockRun(plan, inputs, outputs);
        long blocks = run.count();
        if (blocks == 1) {
            run.run(0, 1);
        } else {
            long grain = GRAIN_COST / plan.cost() / plan.blockLength();
            long cold = ColdStart.run(plan, run, blocks);
            ParallelLoop.run(blocks - cold, Math.max(1, grain), (from, to) -> run.run(cold + from, cold + to));
        }
    }

    private static boolean overlap(Tensor[] inputs, Tensor[] outputs) {
        for (Tensor output : outputs) {
            for (Tensor input : inputs) {
                if (input.address() == output.address()) {
                    return true;
                }
            }
        }
        return false;
    }
}
