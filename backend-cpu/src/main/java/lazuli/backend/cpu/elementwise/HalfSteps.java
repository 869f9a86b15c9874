package lazuli.backend.cpu.elementwise;

import java.util.ArrayList;
import java.util.List;
import lazuli.backend.cpu.kernel.Kernel;
import lazuli.backend.cpu.kernel.Kernels;
import lazuli.backend.cpu.loop.Element;

/**
 * Leaves out steps that halves do not need: a result that is only stored is rounded by that, and halves that only become float32 are
 * read into the output.
 */
final class HalfSteps {
    private final int inputs;
    private final boolean overlapping;
    private final List<Plan.Step> steps;

    private HalfSteps(int inputs, boolean overlapping, List<Plan.Step> steps) {
        this.inputs = inputs;
        this.overlapping = overlapping;
        this.steps = new ArrayList<>(steps);
    }

    /**
     * The steps that are left, which give the same bits.
     *
     * @param inputs places below are the program's inputs
     * @param overlapping whether an output may lie over an input
     */
    static List<Plan.Step> simplified(int inputs, boolean overlapping, List<Plan.Step> steps) {
        HalfSteps simplification = new HalfSteps(inputs, overlapping, steps);
        for (int i = steps.size() - 1; i > 0; i--) {
            simplification.simplify(i);
        }
        return simplification.steps;
    }

    private void simplify(int index) {
        Plan.Step step = steps.get(index);
        int maker = index - 1;
        while (maker >= 0 && steps.get(maker).to() != step.a()) {
            maker--;
        }
        if (maker < 0 || isReadBeside(step.a(), maker, index)) {
            return;
        }
        Plan.Step made = steps.get(maker);
        boolean reorders = overlapping && made.a() < inputs;
        switch (step.kernel().scalarElement()) {
            case Element.Store store
            when made.kernel() == Kernels.round(store.half().dtype()) && !reorders -> {
                steps.set(index, one(step.kernel(), step.to(), made.a()));
                steps.remove(maker);
            }
            case Element.Copy copy
            when made.kernel().scalarElement() instanceof Element.Load && !reorders -> {
                steps.set(index, one(made.kernel(), step.to(), made.a()));
                steps.remove(maker);
            }
            case null, default -> {}
        }
    }

    private static Plan.Step one(Kernel kernel, int to, int operand) {
        return new Plan.Step(kernel, to, operand, operand, operand);
    }

    /** Whether another step than that at {@code reader} reads what that at {@code maker} makes. */
    private boolean isReadBeside(int place, int maker, int reader) {
        for (int i = maker + 1; i < steps.size(); i++) {
            Plan.Step step = steps.get(i);
            if (i != reader && (step.a() == place || step.b() == place || step.c() == place)) {
                return true;
            }
        }
        return false;
    }
}
