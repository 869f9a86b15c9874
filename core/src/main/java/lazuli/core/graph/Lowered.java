package lazuli.core.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.backend.ElementwiseProgram;
import lazuli.core.backend.Tensor;
import lazuli.core.device.Target;
import lazuli.core.primitive.Compiled;
import lazuli.core.primitive.Primitive;
import lazuli.core.schedule.Event;
import org.jspecify.annotations.Nullable;

/**
 * A step of a plan, ready to run: what it reads, its work, and which of its nodes' values are stored.
 *
 * @param uses how often a region reads each input; empty for others, whose inputs' memory is not taken over
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Lowered(Step step, Work work, Array[] inputs, int[] uses) {
    private static final int[] NO_USES = {};

    static Lowered of(Step step) {
        return switch (step) {
            case Step.Single single -> {
                Node node = single.node();
                Primitive primitive = node.primitive();
                if (primitive == null) {
                    throw new IllegalStateException("a node without primitive or value");
                }
                yield new Lowered(step, new Work.Apply(primitive), node.inputArray(), NO_USES);
            }
            case Step.Fused fused -> {
                Region region = new Region(fused.nodes());
                Work work = new Work.Elementwise(region.program(fused.stored()));
                yield new Lowered(step, work, region.inputs(), region.uses());
            }
            case Step.Reduced reduced -> {
                Region region = new Region(reduced.members());
                Work work = new Work.Reduced(
                        region.program(),
                        reduced.members().getLast().types().getFirst().shape(),
                        reduced.reduce());
                yield new Lowered(step, work, region.inputs(), NO_USES);
            }
        };
    }

    /** Runs it, recorded and with its name in failures, and hands the values to their nodes. */
    void run(Target target, Event evaluation) {
        if (work instanceof Work.Apply(Compiled _)) {
            // It tells of its own kernels.
            KernelCall.naming(this::text, this::inputTypes, this::outputTypes, () -> compute(target, evaluation));
        } else {
            KernelCall.run(this::text, this::inputTypes, this::outputTypes, () -> compute(target, evaluation));
        }
    }

    private String text() {
        return work.text(step.members().stream().map(Node::primitive));
    }

    private List<ArrayType> inputTypes() {
        return Arrays.stream(inputs).map(Array::type).toList();
    }

    private List<ArrayType> outputTypes() {
        return step.nodes().getLast().types();
    }

    private void compute(Target target, Event evaluation) {
        Tensor[] values = new Tensor[inputs.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = Nodes.of(inputs[i]).value(Nodes.index(inputs[i]));
        }
        Tensor[] outputs = ForeignReads.during(values, () -> {
            try (ResidentInputs resident = ResidentInputs.of(values, target)) {
                return outputs(resident.tensors(), values, target);
            }
        });
        complete(outputs, evaluation, target.isSynchronous());
    }

    private Tensor[] outputs(Tensor[] read, Tensor[] values, Target target) {
        List<Node> stored = step.storedNodes();
        if (work instanceof Work.Elementwise(ElementwiseProgram program)
                && target.isSynchronous()
                && SharedPage.suits(stored)) {
            return SharedPage.compute(stored, places -> target.kernels().elementwise(program, read, places));
        }
        List<ArrayType> types = types(stored);
        return new EvalContext(types, read, places(types, values, target), target).run(work);
    }

    private static List<ArrayType> types(List<Node> nodes) {
        if (nodes.size() == 1) {
            return nodes.getFirst().types();
        }
        List<ArrayType> types = new ArrayList<>(nodes.size());
        for (Node node : nodes) {
            types.addAll(node.types());
        }
        return types;
    }

    /** A value takes over a dying input's memory where it can: the kernel reads each element before it writes it. */
    private @Nullable Tensor[] places(List<ArrayType> types, Tensor[] values, Target target) {
        @Nullable Tensor[] places = new @Nullable Tensor[types.size()];
        for (int i = 0; i < places.length && uses.length > 0; i++) {
            ArrayType type = types.get(i);
            Tensor donated = donated(type, values, target);
            places[i] = donated == null
                    ? null
                    : new Tensor(donated.buffer(), type.dtype(), type.shape(), donated.strides(), donated.offset());
        }
        return places;
    }

    private @Nullable Tensor donated(ArrayType type, Tensor[] values, Target target) {
        for (int i = 0; i < values.length; i++) {
            if (values[i].dtype().size() == type.dtype().size()
                    && values[i].shape().equals(type.shape())
                    && values[i].isRowMajor()) {
                Tensor claimed = Nodes.of(inputs[i]).claim(Nodes.index(inputs[i]), uses[i], target);
                if (claimed != null) {
                    return claimed;
                }
            }
        }
        return null;
    }

    private void complete(Tensor[] outputs, Event evaluation, boolean isDone) {
        List<Node> nodes = step.nodes();
        int next = 0;
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            if (step.isStored(i)) {
                int end = next + node.types().size();
                boolean isAll = next == 0 && end == outputs.length;
                node.complete(isAll ? outputs : Arrays.copyOfRange(outputs, next, end), evaluation, isDone);
                next = end;
            } else {
                node.completeWithoutValue(evaluation);
            }
        }
    }
}
