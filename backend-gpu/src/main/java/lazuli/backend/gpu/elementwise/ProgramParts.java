package lazuli.backend.gpu.elementwise;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import lazuli.backend.gpu.kernel.Launcher;
import lazuli.core.DType;
import lazuli.core.Shape;
import lazuli.core.backend.ElementwiseProgram;
import lazuli.core.backend.ElementwiseProgram.Binary;
import lazuli.core.backend.ElementwiseProgram.Constant;
import lazuli.core.backend.ElementwiseProgram.Convert;
import lazuli.core.backend.ElementwiseProgram.Instruction;
import lazuli.core.backend.ElementwiseProgram.Select;
import lazuli.core.backend.ElementwiseProgram.Unary;
import lazuli.core.backend.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * One run of a program as several kernels, because it has more operands than a kernel takes or its own kernel is not wanted: instructions one after the
 * other, values between them in scratch memory. The results are those of one kernel to the bit, since each value is rounded in either case.
 */
final class ProgramParts {
    private final Launcher launcher;
    private final ElementwiseKernels kernels;
    private final ElementwiseProgram program;
    private final int inputs;
    private final Shape shape;
    private final Tensor[] outputs;

    /** Where each value lies; null for what has not been computed, or is a constant. */
    private final @Nullable Tensor[] places;

    /** After which instruction a value is not needed any more; outputs are needed to the end. */
    private final int[] lastUse;

    ProgramParts(
            Launcher launcher,
            ElementwiseKernels kernels,
            ElementwiseProgram program,
            Tensor[] inputs,
            Tensor[] outputs) {
        this.launcher = launcher;
        this.kernels = kernels;
        this.program = program;
        this.inputs = inputs.length;
        this.outputs = outputs;
        this.shape = outputs[0].shape();
        int values = inputs.length + program.instructions().size();
        this.places = new Tensor[values];
        System.arraycopy(inputs, 0, places, 0, inputs.length);
        this.lastUse = new int[values];
        for (int value = inputs.length; value < values; value++) {
            for (int operand : operands(instruction(value))) {
                lastUse[operand] = value;
            }
        }
        program.outputs().forEach(output -> lastUse[output] = Integer.MAX_VALUE);
    }

    private Instruction instruction(int value) {
        return program.instructions().get(value - inputs);
    }

    /** The values that an instruction takes. */
    static int[] operands(Instruction instruction) {
        return switch (instruction) {
            case Constant _ -> new int[0];
            case Unary unary -> new int[] {unary.x()};
            case Binary binary -> new int[] {binary.a(), binary.b()};
            case Select select -> new int[] {select.condition(), select.a(), select.b()};
            case Convert convert -> new int[] {convert.x()};
        };
    }

    /** Runs it. */
    void run() {
        boolean[] mine = new boolean[places.length];
        for (int value = inputs; value < places.length; value++) {
            if (!isConstant(value)) {
                places[value] = launcher.scratch(program.dtype(value), shape);
                mine[value] = true;
                compute(List.of(value), new Tensor[] {places[value]});
                for (int operand :
                        Arrays.stream(operands(instruction(value))).distinct().toArray()) {
                    if (mine[operand] && lastUse[operand] == value) {
                        mine[operand] = false;
                        release(operand);
                    }
                }
                if (lastUse[value] == 0) {
                    mine[value] = false;
                    release(value);
                }
            }
        }
        store();
        for (int value = inputs; value < places.length; value++) {
            if (mine[value]) {
                release(value);
            }
        }
    }

    private void release(int value) {
        Tensor place = places[value];
        if (place != null) {
            place.buffer().release();
        }
    }

    private boolean isConstant(int value) {
        return value >= inputs && instruction(value) instanceof Constant;
    }

    /**
     * Copies the outputs from where they were computed, when nothing reads the inputs any more, whose memory they may be. An output that is an input
     * comes first: another output may be there.
     */
    private void store() {
        List<Tensor> aside = new ArrayList<>();
        Tensor[] sources = new Tensor[outputs.length];
        for (int i = 0; i < outputs.length; i++) {
            int value = program.outputs().get(i);
            Tensor place = places[value];
            if (value < inputs && outputs.length > 1) {
                place = launcher.scratch(program.dtype(value), shape);
                aside.add(place);
                compute(List.of(value), new Tensor[] {place});
            }
            sources[i] = place;
        }
        for (int i = 0; i < outputs.length; i++) {
            int value = program.outputs().get(i);
            Tensor source = sources[i];
            if (source == null) {
                compute(List.of(value), new Tensor[] {outputs[i]});
            } else {
                DType dtype = program.dtype(value);
                kernels.elementwise(
                        ElementwiseKernels.identity(dtype), new Tensor[] {source}, new Tensor[] {outputs[i]});
            }
        }
        aside.forEach(tensor -> tensor.buffer().release());
    }

    /** Computes one value by a kernel of its own, from those before it that lie somewhere and constants. */
    private void compute(List<Integer> values, Tensor[] to) {
        int value = values.getFirst();
        Set<Integer> taken = new LinkedHashSet<>();
        if (value < inputs) {
            taken.add(value);
        } else {
            for (int operand : operands(instruction(value))) {
                if (!isConstant(operand)) {
                    taken.add(operand);
                }
            }
        }
        Part part = new Part(List.copyOf(taken));
        int result = part.add(value);
        kernels.elementwise(part.program(result), part.tensors(), to);
    }

    /** A program of one instruction with its constants. */
    private final class Part {
        private final List<Integer> taken;
        private final List<Instruction> instructions = new ArrayList<>();

        Part(List<Integer> taken) {
            this.taken = taken;
        }

        /** The number in the part of a value of the program. */
        int add(int value) {
            int at = taken.indexOf(value);
            if (at >= 0) {
                return at;
            }
            Instruction renumbered = switch (instruction(value)) {
                case Constant constant -> constant;
                case Unary unary -> new Unary(unary.function(), add(unary.x()), unary.dtype());
                case Binary binary -> new Binary(binary.function(), add(binary.a()), add(binary.b()), binary.dtype());
                case Select select ->
                    new Select(add(select.condition()), add(select.a()), add(select.b()), select.dtype());
                case Convert convert -> new Convert(add(convert.x()), convert.dtype());
            };
            instructions.add(renumbered);
            return taken.size() + instructions.size() - 1;
        }

        ElementwiseProgram program(int result) {
            List<DType> dtypes = taken.stream().map(program::dtype).toList();
            return new ElementwiseProgram(dtypes, List.copyOf(instructions), List.of(result));
        }

        Tensor[] tensors() {
            return taken.stream().map(value -> places[value]).toArray(Tensor[]::new);
        }
    }
}
