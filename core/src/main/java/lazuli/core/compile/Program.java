package lazuli.core.compile;

import java.util.List;
import java.util.stream.IntStream;
import lazuli.core.backend.Tensor;
import lazuli.core.device.Target;
import lazuli.core.graph.EvalContext;
import lazuli.core.graph.KernelCall;
import org.jspecify.annotations.Nullable;

/**
 * A trace made ready to run: its steps in order, and where the intermediate values lie. Safe for use by several
 * threads; each run has memory of its own.
 */
public final class Program {
    private final Trace trace;
    private final List<ProgramStep> steps;
    private final int[][] dying;
    private final LivenessAnalysis lifetimes;
    private final MemoryPlan memory;
    private final long work;

    private Program(Trace trace) {
        this.trace = trace;
        this.steps = TraceFusion.steps(trace);
        this.lifetimes = new LivenessAnalysis(trace, steps);
        this.memory = MemoryPlan.of(lifetimes.blocks(), lifetimes.spaces());
        this.dying = IntStream.range(0, steps.size()).mapToObj(lifetimes::dying).toArray(int[][]::new);
        this.work = trace.equations().stream()
                .mapToLong(equation -> equation.primitive()
                        .work(equation.inputs().stream().map(trace.types()::get).toList(), equation.types()))
                .sum();
    }

    /** How much work a run is, by {@link lazuli.core.graph.ShortWork}. */
    long work() {
        return work;
    }

    static Program of(Trace trace) {
        return new Program(Simplification.of(trace));
    }

    /** The bytes of memory that a run takes for its intermediate values. */
    long scratchBytes() {
        return memory.size();
    }

    /** How many calls of kernels a run makes. */
    int steps() {
        return steps.size();
    }

    /** Runs the program on its inputs and hands out its outputs, as a primitive's evaluation does. */
    public void run(EvalContext at) {
        @Nullable Tensor[] values = new @Nullable Tensor[trace.values()];
        for (int i = 0; i < trace.given(); i++) {
            values[i] = at.input(i);
        }
        try (ProgramMemory places = new ProgramMemory(lifetimes, memory, at.target())) {
            try {
                for (int i = 0; i < steps.size(); i++) {
                    execute(steps.get(i), values, places, at.target());
                    for (int value : dying[i]) {
                        release(values, value);
                    }
                }
                for (int i = 0; i < trace.outputs().size(); i++) {
                    at.share(i, value(values, trace.outputs().get(i)));
                }
            } finally {
                for (int i = trace.given(); i < values.length; i++) {
                    release(values, i);
                }
            }
        }
    }

    private static void release(@Nullable Tensor[] values, int value) {
        Tensor tensor = values[value];
        if (tensor != null) {
            tensor.buffer().release();
            values[value] = null;
        }
    }

    private static Tensor value(@Nullable Tensor[] values, int number) {
        Tensor value = values[number];
        if (value == null) {
            throw new IllegalStateException("[compile] value %d is used before it is there".formatted(number));
        }
        return value;
    }

    private void execute(ProgramStep step, @Nullable Tensor[] values, ProgramMemory places, Target target) {
        KernelCall.run(
                step::text,
                () -> step.inputs().stream().map(trace.types()::get).toList(),
                step::types,
                () -> compute(step, values, places, target));
    }

    private void compute(ProgramStep step, @Nullable Tensor[] values, ProgramMemory places, Target target) {
        Tensor[] inputs = new Tensor[step.inputs().size()];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = value(values, step.inputs().get(i));
        }
        @Nullable Tensor[] planned = new @Nullable Tensor[step.outputs().size()];
        for (int i = 0; i < planned.length; i++) {
            planned[i] = places.place(step.outputs().get(i), step.types().get(i));
        }
        Tensor[] outputs = new EvalContext(step.types(), inputs, planned, target).run(step.work());
        for (int i = 0; i < outputs.length; i++) {
            values[step.outputs().get(i)] = outputs[i];
            Tensor place = planned[i];
            if (place != null && outputs[i].buffer() != place.buffer()) {
                throw new IllegalStateException("[compile] %s shares memory unexpectedly".formatted(step.text()));
            }
        }
    }

    /** The steps, one a line, with what was fused. */
    @Override
    public String toString() {
        return ProgramText.of(trace, steps, lifetimes.planned() + " in " + memory.size() + " bytes");
    }
}
