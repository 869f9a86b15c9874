package lazuli.core.graph;

import java.util.ArrayList;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.backend.ElementwiseProgram;
import lazuli.core.backend.ElementwiseProgram.Instruction;
import lazuli.core.primitive.ElementwisePrimitive;

/** What a region of elementwise nodes reads from outside, and its program. */
final class Region {
    private final List<Node> nodes;
    private final List<Array> inputs = new ArrayList<>();

    /** How often the region reads each input. */
    private final List<Integer> uses = new ArrayList<>();

    Region(List<Node> nodes) {
        this(List.of(), nodes);
    }

    /** A region whose first inputs are known, whether it reads them or not. */
    Region(List<Array> known, List<Node> nodes) {
        this.nodes = nodes;
        for (Array input : known) {
            inputs.add(input);
            uses.add(0);
        }
        for (int at = 0; at < nodes.size(); at++) {
            for (Array input : nodes.get(at).inputArray()) {
                if (memberIndex(Nodes.of(input), at) < 0) {
                    addUse(input);
                }
            }
        }
    }

    private void addUse(Array input) {
        int known = inputIndex(input);
        if (known >= 0) {
            uses.set(known, uses.get(known) + 1);
        } else {
            inputs.add(input);
            uses.add(1);
        }
    }

    Array[] inputs() {
        return inputs.toArray(Array[]::new);
    }

    int[] uses() {
        int[] array = new int[uses.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = uses.get(i);
        }
        return array;
    }

    /** The program that stores the values of some of the nodes. */
    ElementwiseProgram program(boolean[] stored) {
        List<Integer> outputs = new ArrayList<>();
        for (int i = 0; i < stored.length; i++) {
            if (stored[i]) {
                outputs.add(inputs.size() + i);
            }
        }
        return program(outputs);
    }

    /** The program that makes the value of the last node. */
    ElementwiseProgram program() {
        return program(List.of(inputs.size() + nodes.size() - 1));
    }

    /** The program that stores values by their numbers, the inputs' first. */
    ElementwiseProgram program(List<Integer> outputs) {
        List<DType> types = new ArrayList<>(inputs.size());
        for (Array input : inputs) {
            types.add(input.type().dtype());
        }
        return new ElementwiseProgram(types, instructions(), outputs);
    }

    private List<Instruction> instructions() {
        List<Instruction> instructions = new ArrayList<>(nodes.size());
        for (Node node : nodes) {
            Array[] read = node.inputArray();
            int[] operands = new int[read.length];
            for (int i = 0; i < operands.length; i++) {
                int member = memberIndex(Nodes.of(read[i]), instructions.size());
                operands[i] = member >= 0 ? inputs.size() + member : inputIndex(read[i]);
            }
            if (!(node.primitive() instanceof ElementwisePrimitive elementwise)) {
                throw new IllegalStateException("only elementwise nodes are fused");
            }
            instructions.add(
                    elementwise.instruction(operands, node.types().getFirst().dtype()));
        }
        return instructions;
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

    private int inputIndex(Array array) {
        for (int i = 0; i < inputs.size(); i++) {
            if (Nodes.of(inputs.get(i)) == Nodes.of(array) && Nodes.index(inputs.get(i)) == Nodes.index(array)) {
                return i;
            }
        }
        return -1;
    }
}
