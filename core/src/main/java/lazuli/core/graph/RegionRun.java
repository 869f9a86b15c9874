package lazuli.core.graph;

import java.util.ArrayList;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Shape;
import lazuli.core.backend.ElementwiseProgram;
import lazuli.core.backend.ElementwiseProgram.Instruction;
import lazuli.core.backend.Tensor;
import lazuli.core.device.Target;
import lazuli.core.primitive.ElementwisePrimitive;
import lazuli.core.primitive.Reduce;
import lazuli.core.schedule.Event;
import org.jspecify.annotations.Nullable;

/** Runs a region of elementwise nodes: builds its program, finds memory for its outputs, calls the kernel. */
final class RegionRun {
    private final List<Node> nodes;
    private final Target target;
    private final Event evaluation;
    private final List<Array> externals = new ArrayList<>();
    private final List<Integer> uses = new ArrayList<>();
    private final Tensor[] inputs;

    RegionRun(List<Node> nodes, Target target, Event evaluation) {
        this.nodes = nodes;
        this.target = target;
        this.evaluation = evaluation;
        collectExternals();
        inputs = new Tensor[externals.size()];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = externals.get(i).node().value(externals.get(i).index());
        }
    }

    /** Stores the values of some of the nodes. */
    void store(boolean[] stored) {
        List<Node> storedNodes = new ArrayList<>();
        List<Integer> storedValues = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            if (stored[i]) {
                storedNodes.add(nodes.get(i));
                storedValues.add(inputs.length + i);
            }
        }
        ElementwiseProgram program = program(storedValues);
        Tensor[] outputs = target.isSynchronous() && SharedPage.suits(storedNodes)
                ? SharedPage.compute(storedNodes, memory -> elementwise(program, memory))
                : compute(program, storedNodes);
        int next = 0;
        for (int i = 0; i < nodes.size(); i++) {
            if (stored[i]) {
                nodes.get(i).complete(new Tensor[] {outputs[next++]}, evaluation, target.isSynchronous());
            } else {
                nodes.get(i).completeWithoutValue(evaluation);
            }
        }
    }

    private Tensor[] compute(ElementwiseProgram program, List<Node> storedNodes) {
        Tensor[] outputs = allocate(storedNodes);
        try {
            elementwise(program, outputs);
            return outputs;
        } catch (RuntimeException | Error failure) {
            for (Tensor output : outputs) {
                output.buffer().release();
            }
            throw failure;
        }
    }

    private void elementwise(ElementwiseProgram program, Tensor[] outputs) {
        ForeignReads.during(inputs, () -> {
            try (ResidentInputs resident = ResidentInputs.of(inputs, target)) {
                target.kernels().elementwise(program, resident.tensors(), outputs);
                return outputs;
            }
        });
    }

    /** Stores the last node's value reduced, and nothing else. */
    void reduce(Node result, Reduce reduce) {
        ElementwiseProgram program = program(List.of(inputs.length + nodes.size() - 1));
        Shape shape = nodes.getLast().types().getFirst().shape();
        Tensor[] outputs = ForeignReads.during(inputs, () -> {
            try (ResidentInputs resident = ResidentInputs.of(inputs, target)) {
                return new Execution(result.types(), resident.tensors(), target).run(program, shape, reduce);
            }
        });
        nodes.forEach(node -> node.completeWithoutValue(evaluation));
        result.complete(outputs, evaluation, target.isSynchronous());
    }

    private ElementwiseProgram program(List<Integer> outputs) {
        return new ElementwiseProgram(inputTypes(inputs), instructions(), outputs);
    }

    private static List<DType> inputTypes(Tensor[] inputs) {
        List<DType> types = new ArrayList<>(inputs.length);
        for (Tensor input : inputs) {
            types.add(input.dtype());
        }
        return types;
    }

    /** Which member an input of the one at {@code below} is, most often the one before; negative if none. */
    private int memberIndex(Node node, int below) {
        for (int i = below - 1; i >= 0; i--) {
            if (nodes.get(i) == node) {
                return i;
            }
        }
        return -1;
    }

    private int externalIndex(Array array) {
        for (int i = 0; i < externals.size(); i++) {
            if (externals.get(i).node() == array.node() && externals.get(i).index() == array.index()) {
                return i;
            }
        }
        return -1;
    }

    private void collectExternals() {
        for (int at = 0; at < nodes.size(); at++) {
            for (Array input : nodes.get(at).inputArray()) {
                if (memberIndex(input.node(), at) >= 0) {
                    continue;
                }
                int known = externalIndex(input);
                if (known >= 0) {
                    uses.set(known, uses.get(known) + 1);
                } else {
                    externals.add(input);
                    uses.add(1);
                }
            }
        }
    }

    private List<Instruction> instructions() {
        List<Instruction> instructions = new ArrayList<>(nodes.size());
        for (Node node : nodes) {
            Array[] inputs = node.inputArray();
            int[] operands = new int[inputs.length];
            for (int i = 0; i < operands.length; i++) {
                int member = memberIndex(inputs[i].node(), instructions.size());
                operands[i] = member >= 0 ? externals.size() + member : externalIndex(inputs[i]);
            }
            if (!(node.primitive() instanceof ElementwisePrimitive elementwise)) {
                throw new IllegalStateException("only elementwise nodes are fused");
            }
            instructions.add(
                    elementwise.instruction(operands, node.types().getFirst().dtype()));
        }
        return instructions;
    }

    /** An output takes over a dying input's memory where it can: the kernel reads each element before it writes it. */
    private Tensor[] allocate(List<Node> storedNodes) {
        Tensor[] outputs = new Tensor[storedNodes.size()];
        try {
            for (int i = 0; i < outputs.length; i++) {
                ArrayType type = storedNodes.get(i).types().getFirst();
                Tensor donated = donated(type);
                outputs[i] = donated != null
                        ? new Tensor(donated.buffer(), type.dtype(), type.shape(), donated.strides(), donated.offset())
                        : Tensor.rowMajor(target.allocate(type.byteSize()), type.dtype(), type.shape());
            }
        } catch (RuntimeException | Error failure) {
            for (@Nullable Tensor output : outputs) {
                if (output != null) {
                    output.buffer().release();
                }
            }
            throw failure;
        }
        return outputs;
    }

    private @Nullable Tensor donated(ArrayType type) {
        for (int i = 0; i < inputs.length; i++) {
            if (inputs[i].dtype().size() == type.dtype().size()
                    && inputs[i].shape().equals(type.shape())
                    && inputs[i].isRowMajor()) {
                Tensor claimed = externals.get(i).node().claim(externals.get(i).index(), uses.get(i), target);
                if (claimed != null) {
                    return claimed;
                }
            }
        }
        return null;
    }
}
