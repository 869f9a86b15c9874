package lazuli.backend.gpu.elementwise;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lazuli.backend.gpu.device.Launch;
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
 * One run of a program as several kernels, because it has more operands than a kernel takes or its own kernel is not wanted: parts one after the other,
 * values between them in scratch memory. The results are those of one kernel to the bit, since each value is rounded in either case.
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

    private final boolean[] isScratch;

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
        this.isScratch = new boolean[values];
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

    /**
     * Runs it.
     *
     * @param mostInstructions of a part; one that has more is cut where its operands become too many
     */
    void run(int mostInstructions) {
        List<Integer> part = new ArrayList<>();
        for (int value = inputs; value < places.length; value++) {
            if (!isConstant(value)) {
                part.add(value);
                if (part.size() > mostInstructions || operands(part) > Launch.MOST_BUFFERS) {
                    part.removeLast();
                    compute(part);
                    part = new ArrayList<>(List.of(value));
                }
            }
        }
        if (!part.isEmpty()) {
            compute(part);
        }
        store();
    }

    private int operands(List<Integer> part) {
        return taken(part).size() + results(part).size();
    }

    /** The values before a part that it takes, but for constants. */
    private List<Integer> taken(List<Integer> part) {
        Set<Integer> taken = new LinkedHashSet<>();
        for (int value : part) {
            for (int operand : operands(instruction(value))) {
                if (!isConstant(operand) && !part.contains(operand)) {
                    taken.add(operand);
                }
            }
        }
        return List.copyOf(taken);
    }

    /** The values of a part that others take. */
    private List<Integer> results(List<Integer> part) {
        return part.stream().filter(value -> lastUse[value] > part.getLast()).toList();
    }

    private void compute(List<Integer> part) {
        List<Integer> results = results(part);
        if (results.isEmpty()) {
            return;
        }
        List<Integer> taken = taken(part);
        for (int value : results) {
            Tensor output = outputOf(value);
            isScratch[value] = output == null;
            places[value] = output == null ? launcher.scratch(program.dtype(value), shape) : output;
        }
        compute(taken, results, results.stream().map(value -> places[value]).toArray(Tensor[]::new));
        for (int value = inputs; value <= part.getLast(); value++) {
            if (lastUse[value] <= part.getLast()) {
                giveBack(value);
            }
        }
    }

    /** The output that a value is, unless its memory is an input's, which others may still read; null if there is none. */
    private @Nullable Tensor outputOf(int value) {
        int output = program.outputs().indexOf(value);
        if (output < 0) {
            return null;
        }
        for (int i = 0; i < inputs; i++) {
            Tensor input = places[i];
            if (input != null && input.buffer() == outputs[output].buffer()) {
                return null;
            }
        }
        return outputs[output];
    }

    private void giveBack(int value) {
        Tensor place = places[value];
        if (place != null) {
            places[value] = null;
            if (isScratch[value]) {
                launcher.giveBack(place);
            }
        }
    }

    private boolean isConstant(int value) {
        return value >= inputs && instruction(value) instanceof Constant;
    }

    /**
     * Copies the outputs from where they were computed, when nothing reads the inputs any more, whose memory they may be. An output that is an input
     * comes first: another output may be there.
     */
    @SuppressWarnings("ReferenceEquality") // the same place, and not an equal one
    private void store() {
        Tensor[] sources = new Tensor[outputs.length];
        for (int i = 0; i < outputs.length; i++) {
            int value = program.outputs().get(i);
            Tensor place = places[value];
            if (value < inputs && outputs.length > 1) {
                place = launcher.scratch(program.dtype(value), shape);
                compute(List.of(value), List.of(value), new Tensor[] {place});
            }
            sources[i] = place;
        }
        for (int i = 0; i < outputs.length; i++) {
            int value = program.outputs().get(i);
            Tensor source = sources[i];
            if (source == outputs[i]) {
                continue;
            }
            if (source == null) {
                compute(List.of(), List.of(value), new Tensor[] {outputs[i]});
            } else {
                DType dtype = program.dtype(value);
                kernels.elementwise(
                        ElementwiseKernels.identity(dtype), new Tensor[] {source}, new Tensor[] {outputs[i]});
            }
        }
    }

    /** Computes values from others that lie somewhere, and constants. */
    private void compute(List<Integer> taken, List<Integer> results, Tensor[] to) {
        Part part = new Part(taken);
        List<Integer> numbers = results.stream().map(part::add).toList();
        kernels.elementwise(part.program(numbers), part.tensors(), to);
    }

    /** Some instructions and the constants that they take. */
    private final class Part {
        private final List<Integer> taken;
        private final List<Instruction> instructions = new ArrayList<>();
        private final Map<Integer, Integer> numbers = new HashMap<>();

        Part(List<Integer> taken) {
            this.taken = taken;
        }

        /** The number in the part of a value of the program. */
        int add(int value) {
            int at = taken.indexOf(value);
            if (at >= 0) {
                return at;
            }
            Integer known = numbers.get(value);
            if (known != null) {
                return known;
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
            numbers.put(value, taken.size() + instructions.size() - 1);
            return taken.size() + instructions.size() - 1;
        }

        ElementwiseProgram program(List<Integer> results) {
            List<DType> dtypes = taken.stream().map(program::dtype).toList();
            return new ElementwiseProgram(dtypes, List.copyOf(instructions), results);
        }

        Tensor[] tensors() {
            return taken.stream().map(value -> places[value]).toArray(Tensor[]::new);
        }
    }
}
