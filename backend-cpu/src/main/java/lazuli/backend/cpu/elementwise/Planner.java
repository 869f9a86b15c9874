package lazuli.backend.cpu.elementwise;

import java.util.ArrayList;
import java.util.List;
import lazuli.backend.cpu.kernel.Kernel;
import lazuli.backend.cpu.kernel.Kernels;
import lazuli.backend.cpu.loop.Lane;
import lazuli.core.DType;
import lazuli.core.backend.ElementwiseProgram;
import lazuli.core.backend.ElementwiseProgram.Binary;
import lazuli.core.backend.ElementwiseProgram.Constant;
import lazuli.core.backend.ElementwiseProgram.Convert;
import lazuli.core.backend.ElementwiseProgram.Instruction;
import lazuli.core.backend.ElementwiseProgram.Select;
import lazuli.core.backend.ElementwiseProgram.Unary;

/** Turns a program into a {@link Plan}: kernels, and a place for each value. */
final class Planner {
    /** The place of an input that is to be widened. */
    private static final int UNREAD = -1;

    private final ElementwiseProgram program;
    private final boolean overlapping;
    private final int inputs;
    private final int outputs;

    /** Where each value of the program is: an input, an output, or a value of {@link #registers}. */
    private final int[] places;

    private final Registers registers;
    private final List<Plan.Constant> constants = new ArrayList<>();
    private final List<Plan.Step> steps = new ArrayList<>();

    private Planner(ElementwiseProgram program, boolean overlapping) {
        this.program = program;
        this.overlapping = overlapping;
        this.inputs = program.inputs().size();
        this.outputs = program.outputs().size();
        this.places = new int[inputs + program.instructions().size()];
        this.registers = new Registers(inputs + outputs);
    }

    /**
     * Plans a program.
     *
     * @param overlapping whether an output may lie over an input: then no output is written before the last read of an input
     */
    static Plan plan(ElementwiseProgram program, boolean overlapping) {
        return new Planner(program, overlapping).plan();
    }

    private Plan plan() {
        for (int value = 0; value < places.length; value++) {
            if (value < inputs) {
                placeInput(value);
            } else {
                place(value, program.instructions().get(value - inputs));
            }
        }
        // No input may be read after an output that may lie over it is written.
        program.outputs().forEach(this::place);
        for (int output = 0; output < outputs; output++) {
            store(output, program.outputs().get(output));
        }
        return assigned();
    }

    private void placeInput(int input) {
        DType dtype = program.dtype(input);
        boolean copied = overlapping && program.outputs().contains(input);
        if (!Lane.isStored(dtype)) {
            places[input] = UNREAD;
        } else if (copied) {
            places[input] = registers.temporary(Lane.of(dtype).size());
            step(Kernels.copy(dtype.size()), places[input], input);
        } else {
            places[input] = input;
        }
    }

    /** Where a value is, in its lane: narrow inputs are widened when they are first read. */
    private int place(int value) {
        if (places[value] == UNREAD) {
            DType dtype = program.dtype(value);
            places[value] = registers.temporary(Lane.of(dtype).size());
            step(Kernels.widen(dtype), places[value], value);
        }
        return places[value];
    }

    private void place(int value, Instruction instruction) {
        if (instruction instanceof Constant constant) {
            int size = Lane.of(constant.dtype()).size();
            places[value] = registers.pinned(size);
            constants.add(new Plan.Constant(LaneBits.of(constant), size, places[value]));
            return;
        }
        int output = isWrittenInPlace(value) ? program.outputs().indexOf(value) : -1;
        places[value] = output >= 0
                ? inputs + output
                : registers.temporary(Lane.of(instruction.dtype()).size());
        compute(places[value], instruction);
    }

    private void compute(int to, Instruction instruction) {
        switch (instruction) {
            case Constant constant -> throw new IllegalArgumentException("" + constant);
            case Unary unary -> {
                Kernel kernel = Kernels.of(unary.function(), program.dtype(unary.x()));
                step(kernel, to, place(unary.x()));
                if (kernel.needsRounding(unary.dtype())) {
                    step(Kernels.round(unary.dtype()), to, to);
                }
            }
            case Binary binary -> {
                Kernel kernel = Kernels.of(binary.function(), program.dtype(binary.a()));
                int a = place(binary.a());
                int b = place(binary.b());
                steps.add(new Plan.Step(kernel, to, a, b, b));
                if (kernel.needsRounding(binary.dtype())) {
                    step(Kernels.round(binary.dtype()), to, to);
                }
            }
            case Select select -> {
                Kernel kernel = Kernels.select(select.dtype());
                int condition = place(select.condition());
                int a = place(select.a());
                steps.add(new Plan.Step(kernel, to, condition, a, place(select.b())));
            }
            case Convert convert ->
                step(Kernels.convert(program.dtype(convert.x()), convert.dtype()), to, place(convert.x()));
        }
    }

    private void step(Kernel kernel, int to, int operand) {
        steps.add(new Plan.Step(kernel, to, operand, operand, operand));
    }

    /** Whether the step that makes a value can write it where the program's caller wants it. */
    private boolean isWrittenInPlace(int value) {
        if (!program.outputs().contains(value) || !Lane.isStored(program.dtype(value))) {
            return false;
        }
        if (overlapping) {
            for (int later = value + 1; later < places.length; later++) {
                if (readsInput(program.instructions().get(later - inputs))) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean readsInput(Instruction instruction) {
        return switch (instruction) {
            case Constant constant -> false;
            case Unary unary -> isInput(unary.x());
            case Binary binary -> isInput(binary.a()) || isInput(binary.b());
            case Select select -> isInput(select.condition()) || isInput(select.a()) || isInput(select.b());
            case Convert convert -> isInput(convert.x());
        };
    }

    private boolean isInput(int value) {
        return value < inputs && places[value] < inputs;
    }

    private void store(int output, int value) {
        int to = inputs + output;
        int from = place(value);
        if (from == to) {
            return;
        }
        DType dtype = program.dtype(value);
        step(Lane.isStored(dtype) ? Kernels.copy(dtype.size()) : Kernels.narrow(dtype), to, from);
    }

    private Plan assigned() {
        int[] staging = new int[inputs];
        for (int input = 0; input < inputs; input++) {
            staging[input] = registers.pinned(program.dtype(input).size());
        }
        List<Plan.Step> needed = HalfSteps.simplified(inputs, overlapping, steps);
        List<Plan.Step> ordered = Sinking.sunk(inputs, inputs + outputs, needed);
        int[] slots = registers.assign(ordered);
        for (int input = 0; input < inputs; input++) {
            staging[input] = slots[staging[input]];
        }
        Plan.Constant[] placedConstants = constants.stream()
                .map(constant -> new Plan.Constant(constant.bits(), constant.size(), slots[constant.slot()]))
                .toArray(Plan.Constant[]::new);
        Plan.Stage[] stages = Grouping.stages(ordered, inputs + outputs).stream()
                .map(stage -> stage.placed(slots))
                .toArray(Plan.Stage[]::new);
        int cost = ordered.stream().mapToInt(step -> step.kernel().cost()).sum();
        return new Plan(inputs, outputs, placedConstants, cost, stages, registers.sizes(), staging);
    }
}
