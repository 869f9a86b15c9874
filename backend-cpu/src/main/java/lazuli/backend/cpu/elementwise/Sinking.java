package lazuli.backend.cpu.elementwise;

import java.util.ArrayList;
import java.util.List;
import lazuli.backend.cpu.kernel.Kernel;

/**
 * Moves small steps behind large ones, which fill a loop of their own or nearly so, if nothing needs them before. A value made before
 * a large step and read after it is stored and loaded again; one made after it stays in a vector. A step sinks only if that keeps none
 * of its operands for longer. Compilers call it code sinking.
 */
final class Sinking {
    private final int inputs;
    private final int firstRegister;
    private final List<Plan.Step> steps;

    private Sinking(int inputs, int firstRegister, List<Plan.Step> steps) {
        this.inputs = inputs;
        this.firstRegister = firstRegister;
        this.steps = new ArrayList<>(steps);
    }

    /**
     * The steps in a new order, which gives the same values.
     *
     * @param inputs places below are the program's inputs
     * @param firstRegister places below are the program's inputs and outputs
     */
    static List<Plan.Step> sunk(int inputs, int firstRegister, List<Plan.Step> steps) {
        Sinking sinking = new Sinking(inputs, firstRegister, steps);
        for (int i = steps.size() - 1; i >= 0; i--) {
            sinking.sink(i);
        }
        return List.copyOf(sinking.steps);
    }

    private void sink(int from) {
        Plan.Step step = steps.get(from);
        if (!isSmall(step) || step.to() < firstRegister) {
            return;
        }
        int to = from;
        for (int i = from + 1; i < steps.size() && !mustPrecede(step, steps.get(i)); i++) {
            to = isSmall(steps.get(i)) ? to : i;
        }
        if (to > from && isKept(step.a(), to) && isKept(step.b(), to) && isKept(step.c(), to)) {
            steps.add(to, steps.remove(from));
        }
    }

    private static boolean isSmall(Plan.Step step) {
        Kernel kernel = step.kernel();
        return Grouping.isFusible(kernel) && kernel.weight() <= Grouping.LARGEST_WEIGHT / 2;
    }

    /** An output may lie over an input. */
    private boolean mustPrecede(Plan.Step step, Plan.Step later) {
        boolean readsInput = step.a() < inputs || step.b() < inputs || step.c() < inputs;
        return reads(later, step.to())
                || later.to() == step.to()
                || reads(step, later.to())
                || (readsInput && later.to() < firstRegister);
    }

    private static boolean reads(Plan.Step step, int place) {
        return step.a() == place || step.b() == place || step.c() == place;
    }

    /** Whether a place holds its value behind the step at {@code index} whatever is moved. */
    private boolean isKept(int place, int index) {
        return steps.stream().noneMatch(step -> step.to() == place)
                || steps.subList(index + 1, steps.size()).stream().anyMatch(step -> reads(step, place));
    }
}
