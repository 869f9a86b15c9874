package lazuli.backend.cpu.elementwise;

import java.util.Arrays;
import java.util.List;
import lazuli.backend.cpu.fused.FusedKernel;

/** Several steps that one loop can compute. */
final class FusedStage implements Plan.Stage {
    private final FusedKernel kernel;
    private final int[] places;
    private final List<Plan.Step> steps;

    /**
     * @param places what the loop loads, and then what it stores
     * @param steps what does the same while there is no loop
     */
    FusedStage(FusedKernel kernel, int[] places, List<Plan.Step> steps) {
        this.kernel = kernel;
        this.places = places;
        this.steps = steps;
    }

    @Override
    public void run(long[] slots, int n) {
        if (!kernel.run(slots, places, n)) {
            for (int i = 0; i < steps.size(); i++) {
                steps.get(i).run(slots, n);
            }
        }
    }

    @Override
    public FusedStage placed(int[] slotOf) {
        int[] slots = Arrays.stream(places).map(place -> slotOf[place]).toArray();
        return new FusedStage(
                kernel, slots, steps.stream().map(step -> step.placed(slotOf)).toList());
    }

    @Override
    public boolean isCold() {
        for (Plan.Step step : steps) {
            if (step.isCold()) {
                return true;
            }
        }
        return false;
    }

    FusedKernel kernel() {
        return kernel;
    }

    @Override
    public String toString() {
        return kernel.toString();
    }
}
