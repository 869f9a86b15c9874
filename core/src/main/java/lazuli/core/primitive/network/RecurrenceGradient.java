package lazuli.core.primitive.network;

import static lazuli.core.operation.Creation.zerosLike;
import static lazuli.core.operation.Functions.add;
import static lazuli.core.operation.Matrices.matmul;
import static lazuli.core.operation.Rearrangements.unstack;
import static lazuli.core.operation.Shapes.*;

import java.util.ArrayList;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.backend.ElementwiseProgram;
import lazuli.core.backend.ElementwiseProgram.Binary;
import lazuli.core.backend.ElementwiseProgram.Constant;
import lazuli.core.backend.Kernels;
import lazuli.core.backend.Tensor;
import lazuli.core.graph.ArrayType;
import lazuli.core.graph.EvalContext;
import lazuli.core.graph.Nodes;
import lazuli.core.graph.ShortWork;
import lazuli.core.primitive.Backward;
import lazuli.core.primitive.BatchedResult;
import lazuli.core.primitive.Batching;
import lazuli.core.primitive.Composition;
import lazuli.core.primitive.Forward;
import lazuli.core.primitive.InputCount;
import lazuli.core.primitive.KernelPrimitive;
import lazuli.core.primitive.Preconditions;
import lazuli.core.primitive.elementwise.BinaryFunction;
import org.jspecify.annotations.Nullable;

/**
 * The cotangents of {@link Recurrence}. Inputs are its weight, the first hidden state, the first state of the cell if there is one, its outputs,
 * and the cotangents of the hidden states and of the cell's. Outputs are the cotangents of z and, if p has a shift and so another one, of p, both
 * (T, B, N H), of the first hidden state and of the cell's. The weight's is a product of these and the states.
 */
public record RecurrenceGradient(RecurrentCell cell) implements KernelPrimitive {
    private static final int WEIGHT = 0;
    private static final int FIRST = 1;

    @Override
    public String text() {
        return new Recurrence(cell).text() + "_gradient";
    }

    @Override
    public InputCount inputCount() {
        return InputCount.exactly(cotangents() + (cell.hasCell() ? 2 : 1));
    }

    private int states() {
        return cell.hasCell() ? 3 : 2;
    }

    private int kept() {
        return states() + new Recurrence(cell).kept();
    }

    private int cotangents() {
        return cell.kept() > 0 ? kept() + 1 : kept();
    }

    @Override
    public List<ArrayType> outputs(List<ArrayType> inputs) {
        ArrayType weight = inputs.get(WEIGHT);
        ArrayType first = inputs.get(FIRST);
        ArrayType states = inputs.get(states());
        Preconditions.require(weight.shape().rank() == 2 && states.shape().rank() == 3, this, inputs);
        ArrayType z = states.with(states.shape().with(2, weight.shape().length(0)));
        List<ArrayType> forward = new ArrayList<>(List.of(z, weight, first));
        if (cell.hasCell()) {
            forward.add(inputs.get(FIRST + 1));
        }
        if (cell.hasShift()) {
            forward.add(first.with(first.shape().remove(0)));
        }
        List<ArrayType> results = new Recurrence(cell).outputs(forward);
        List<ArrayType> expected = new ArrayList<>(results);
        expected.addAll(results.subList(0, new Recurrence(cell).kept()));
        Preconditions.require(expected.equals(inputs.subList(states(), inputs.size())), this, inputs);
        List<ArrayType> outputs = new ArrayList<>(List.of(z));
        if (cell.hasShift()) {
            outputs.add(z);
        }
        outputs.add(first);
        if (cell.hasCell()) {
            outputs.add(first);
        }
        return outputs;
    }

    @Override
    public long work(List<ArrayType> inputs, List<ArrayType> outputs) {
        return ShortWork.TOO_LONG;
    }

    @Override
    public void eval(EvalContext at, Kernels kernels) {
        Tensor weight = at.input(WEIGHT);
        Tensor first = at.input(FIRST);
        Tensor states = at.input(states());
        DType dtype = weight.dtype();
        ElementwiseProgram program = cell.gradientProgram(dtype);
        ArrayType state = new ArrayType(first.shape(), dtype);
        Tensor dFirst = at.output(cell.hasShift() ? 2 : 1);
        Tensor product = at.scratch(state);
        Tensor carried = cell.hasCell() ? at.output(2) : cell.carries() ? at.scratch(state) : product;
        Tensor parts = at.scratch(new ArrayType(state.shape().insert(0, cell.hasShift() ? 4 : cell.parts()), dtype));
        fill(kernels, product);
        if (cell.carries()) {
            fill(kernels, carried);
        }
        for (int t = states.shape().length(0) - 1; t >= 0; t--) {
            List<Tensor> inputs = new ArrayList<>();
            if (cell.kept() > 0) {
                inputs.addAll(StepViews.all(StepViews.at(at.input(kept()), t)));
            }
            switch (cell) {
                case ELMAN -> inputs.add(StepViews.at(states, t));
                case GRU -> inputs.add(t == 0 ? first : StepViews.at(states, t - 1));
                case LSTM -> {
                    Tensor cells = at.input(states() + 1);
                    inputs.add(StepViews.at(cells, t));
                    inputs.add(t == 0 ? at.input(FIRST + 1) : StepViews.at(cells, t - 1));
                }
            }
            inputs.add(StepViews.at(at.input(cotangents()), t));
            inputs.add(product);
            if (cell.hasCell()) {
                inputs.add(StepViews.at(at.input(cotangents() + 1), t));
            }
            List<Tensor> outputs = new ArrayList<>();
            if (cell.carries()) {
                inputs.add(carried);
                outputs.add(carried);
            }
            Tensor dz = StepViews.at(at.output(0), t);
            outputs.addAll(cell.parts() == 1 ? List.of(dz) : StepViews.all(parts));
            kernels.elementwise(program, inputs.toArray(Tensor[]::new), outputs.toArray(Tensor[]::new));
            if (cell.parts() > 1) {
                kernels.copy(
                        StepViews.range(parts, 0, cell.parts()), StepViews.columns(dz, cell.parts(), 0, cell.parts()));
            }
            Tensor dp = cell.hasShift() ? StepViews.at(at.output(1), t) : dz;
            if (cell.hasShift()) {
                int others = cell.parts() - 1;
                kernels.copy(StepViews.range(parts, 0, others), StepViews.columns(dp, cell.parts(), 0, others));
                kernels.copy(StepViews.range(parts, cell.parts(), 1), StepViews.columns(dp, cell.parts(), others, 1));
            }
            kernels.matmul(dp, weight, t > 0 || cell == RecurrentCell.GRU ? product : dFirst);
        }
        if (cell == RecurrentCell.GRU) {
            kernels.elementwise(sum(dtype), new Tensor[] {product, carried}, new Tensor[] {dFirst});
        }
    }

    private static void fill(Kernels kernels, Tensor to) {
        ElementwiseProgram zero = new ElementwiseProgram(List.of(), List.of(new Constant(0, to.dtype())), List.of(0));
        kernels.elementwise(zero, new Tensor[0], new Tensor[] {to});
    }

    private static ElementwiseProgram sum(DType dtype) {
        return new ElementwiseProgram(
                List.of(dtype, dtype), List.of(new Binary(BinaryFunction.ADD, 0, 1, dtype)), List.of(2));
    }

    /** The same of other operations. */
    private List<Array> composed(List<Array> inputs) {
        Array weight = inputs.get(WEIGHT);
        Array first = inputs.get(FIRST);
        Array product = zerosLike(first);
        Array carried = product;
        List<Array> states = unstack(inputs.get(states()), 0);
        List<Array> cells = cell.hasCell() ? unstack(inputs.get(states() + 1), 0) : List.of();
        List<Array> kept = cell.kept() > 0 ? unstack(inputs.get(kept()), 0) : List.of();
        List<Array> dStates = unstack(inputs.get(cotangents()), 0);
        List<Array> dCells = cell.hasCell() ? unstack(inputs.get(cotangents() + 1), 0) : List.of();
        List<Array> dz = new ArrayList<>();
        List<Array> dp = new ArrayList<>();
        for (int t = states.size() - 1; t >= 0; t--) {
            List<Array> x = new ArrayList<>();
            if (cell.kept() > 0) {
                x.addAll(unstack(kept.get(t), 0));
            }
            switch (cell) {
                case ELMAN -> x.add(states.get(t));
                case GRU -> x.add(t == 0 ? first : states.get(t - 1));
                case LSTM -> {
                    x.add(cells.get(t));
                    x.add(t == 0 ? inputs.get(FIRST + 1) : cells.get(t - 1));
                }
            }
            x.add(dStates.get(t));
            x.add(product);
            if (cell.hasCell()) {
                x.add(dCells.get(t));
            }
            if (cell.carries()) {
                x.add(carried);
            }
            List<Array> results = cell.gradient(x);
            if (cell.carries()) {
                carried = results.getFirst();
                results = results.subList(1, results.size());
            }
            dz.addFirst(concatenate(results.subList(0, cell.parts()), -1));
            dp.addFirst(
                    cell.hasShift()
                            ? concatenate(List.of(results.get(0), results.get(1), results.get(3)), -1)
                            : dz.getFirst());
            product = matmul(dp.getFirst(), weight);
        }
        List<Array> outputs = new ArrayList<>();
        outputs.add(stack(dz, 0));
        if (cell.hasShift()) {
            outputs.add(stack(dp, 0));
        }
        outputs.add(cell == RecurrentCell.GRU ? add(product, carried) : product);
        if (cell.hasCell()) {
            outputs.add(carried);
        }
        return outputs;
    }

    @Override
    public List<@Nullable Array> vjp(Backward at) {
        return Composition.vjp(at, this::composed);
    }

    @Override
    public List<@Nullable Array> jvp(Forward at) {
        return Composition.jvp(at, this::composed);
    }

    /** With one weight for all, a batch is a longer one. */
    @Override
    public BatchedResult vmap(Batching at) {
        if (at.isMapped(WEIGHT)) {
            return Composition.vmap(at, this::composed);
        }
        List<Array> inputs = new ArrayList<>();
        inputs.add(at.input(WEIGHT));
        for (int i = FIRST; i < at.inputs().size(); i++) {
            Array front = at.front(i);
            // Without the examples: states of one step have two axes, those of all three, what is kept four.
            inputs.add(RecurrentBatch.joined(front, front.shape().rank() - 3));
        }
        List<Integer> axes = new ArrayList<>();
        axes.add(1);
        if (cell.hasShift()) {
            axes.add(1);
        }
        axes.add(0);
        if (cell.hasCell()) {
            axes.add(0);
        }
        return RecurrentBatch.separated(Nodes.all(this, inputs), axes, at.size());
    }
}
