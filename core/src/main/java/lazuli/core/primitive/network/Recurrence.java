package lazuli.core.primitive.network;

import static lazuli.core.operation.Indexing.part;
import static lazuli.core.operation.Matrices.matmul;
import static lazuli.core.operation.Rearrangements.split;
import static lazuli.core.operation.Rearrangements.unstack;
import static lazuli.core.operation.Shapes.*;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.Shape;
import lazuli.core.ShapeException;
import lazuli.core.backend.ElementwiseProgram;
import lazuli.core.backend.Kernels;
import lazuli.core.backend.Tensor;
import lazuli.core.graph.ArrayType;
import lazuli.core.graph.EvalContext;
import lazuli.core.graph.Nodes;
import lazuli.core.graph.ShortWork;
import lazuli.core.operation.Functions;
import lazuli.core.operation.Reductions;
import lazuli.core.primitive.Backward;
import lazuli.core.primitive.BatchedResult;
import lazuli.core.primitive.Batching;
import lazuli.core.primitive.Composition;
import lazuli.core.primitive.Forward;
import lazuli.core.primitive.InputCount;
import lazuli.core.primitive.KernelPrimitive;
import lazuli.core.primitive.Preconditions;
import org.jspecify.annotations.Nullable;

/**
 * All steps of a recurrent layer: in step t the cell computes with z[t] and p = h[t - 1] Wᵀ. Inputs are z (T, B, N H) with N the cell's parts, W
 * (N H, H), the first hidden state (B, H), and the first state of the cell (B, H) or the shift of p (H), if the cell has one. Outputs are the
 * hidden states (T, B, H), those of the cell (T, B, H) if it has some, and what {@link RecurrenceGradient} needs (T, K, B, H), if anything.
 *
 * <p>As one primitive it is one node instead of some ten for each step, and the weight's gradient one product of T B rows instead of T products
 * that are added.
 */
public record Recurrence(RecurrentCell cell) implements KernelPrimitive {
    static final int Z = 0;
    static final int WEIGHT = 1;
    static final int FIRST = 2;
    static final int EXTRA = 3;

    @Override
    public String text() {
        return cell.name().toLowerCase(java.util.Locale.ROOT) + "_recurrence";
    }

    @Override
    public InputCount inputCount() {
        return InputCount.exactly(cell.hasCell() || cell.hasShift() ? 4 : 3);
    }

    @Override
    public List<ArrayType> outputs(List<ArrayType> inputs) {
        Shape z = inputs.getFirst().shape();
        Shape weight = inputs.get(WEIGHT).shape();
        Shape first = inputs.get(FIRST).shape();
        Preconditions.require(
                Preconditions.haveOneDType(inputs) && inputs.getFirst().dtype().isFloating(), this, inputs);
        boolean fits = z.rank() == 3
                && first.rank() == 2
                && z.length(0) > 0
                && z.length(1) == first.length(0)
                && z.length(2) == (long) cell.parts() * first.length(1)
                && weight.equals(Shape.of(z.length(2), first.length(1)))
                && (!cell.hasCell() || inputs.get(EXTRA).shape().equals(first))
                && (!cell.hasShift() || inputs.get(EXTRA).shape().equals(Shape.of(first.length(1))));
        if (!fits) {
            throw new ShapeException(text(), "%s does not take %s", this, inputs);
        }
        ArrayType states = inputs.getFirst().with(first.insert(0, z.length(0)));
        List<ArrayType> outputs = new ArrayList<>();
        outputs.add(states);
        if (cell.hasCell()) {
            outputs.add(states);
        }
        if (cell.kept() > 0) {
            outputs.add(states.with(states.shape().insert(1, cell.kept())));
        }
        return outputs;
    }

    @Override
    public long work(List<ArrayType> inputs, List<ArrayType> outputs) {
        return ShortWork.TOO_LONG;
    }

    @Override
    public void eval(EvalContext at, Kernels kernels) {
        Tensor z = at.input(Z);
        Tensor weight = rowMajor(at, kernels);
        Tensor hidden = at.input(FIRST);
        Tensor carried = cell.hasCell() ? at.input(EXTRA) : hidden;
        ElementwiseProgram program = cell.stepProgram(z.dtype());
        Tensor product = at.scratch(new ArrayType(z.shape().remove(0), z.dtype()));
        for (int t = 0; t < z.shape().length(0); t++) {
            kernels.matmul(hidden, weight, product);
            List<Tensor> inputs = new ArrayList<>(StepViews.columns(StepViews.at(z, t), cell.parts()));
            inputs.addAll(StepViews.columns(product, cell.parts()));
            if (cell.hasShift()) {
                inputs.add(StepViews.rows(at.input(EXTRA), hidden.shape()));
            }
            if (cell.carries()) {
                inputs.add(carried);
            }
            hidden = StepViews.at(at.output(0), t);
            carried = cell.hasCell() ? StepViews.at(at.output(1), t) : hidden;
            List<Tensor> outputs = new ArrayList<>();
            outputs.add(hidden);
            if (cell.hasCell()) {
                outputs.add(carried);
            }
            if (cell.kept() > 0) {
                outputs.addAll(StepViews.all(StepViews.at(at.output(kept()), t)));
            }
            kernels.elementwise(program, inputs.toArray(Tensor[]::new), outputs.toArray(Tensor[]::new));
        }
    }

    /** The transposed weight: each step's product reads it, quicker by rows. */
    private static Tensor rowMajor(EvalContext at, Kernels kernels) {
        Tensor transposed = StepViews.transposed(at.input(WEIGHT));
        Tensor copy = at.scratch(new ArrayType(transposed.shape(), transposed.dtype()));
        kernels.copy(transposed, copy);
        return copy;
    }

    /** The output that the derivative needs. */
    int kept() {
        return cell.hasCell() ? 2 : 1;
    }

    /** The same of other operations. */
    private List<Array> composed(List<Array> inputs) {
        Array weight = transposeLast(inputs.get(WEIGHT));
        Array hidden = inputs.get(FIRST);
        Array extra = inputs.getLast();
        Array carried = cell.hasCell() ? extra : hidden;
        List<Array> states = new ArrayList<>();
        List<Array> cells = new ArrayList<>();
        List<Array> kept = new ArrayList<>();
        for (Array step : unstack(inputs.get(Z), 0)) {
            List<Array> p = split(matmul(hidden, weight), cell.parts(), -1);
            Array shift = broadcast(extra, hidden.shape());
            List<Array> results = cell.step(cell.stepInputs(split(step, cell.parts(), -1), p, shift, carried));
            hidden = results.getFirst();
            carried = cell.hasCell() ? results.get(1) : hidden;
            states.add(hidden);
            cells.add(carried);
            if (cell.kept() > 0) {
                kept.add(stack(results.subList(results.size() - cell.kept(), results.size()), 0));
            }
        }
        List<Array> outputs = new ArrayList<>();
        outputs.add(stack(states, 0));
        if (cell.hasCell()) {
            outputs.add(stack(cells, 0));
        }
        if (cell.kept() > 0) {
            outputs.add(stack(kept, 0));
        }
        return outputs;
    }

    @Override
    public List<@Nullable Array> vjp(Backward at) {
        if (cell.kept() > 0 && at.hasCotangent(kept())) {
            // A derivative of the derivative, which alone reads that output.
            return Composition.vjp(at, this::composed);
        }
        List<Array> inputs = new ArrayList<>();
        inputs.add(at.primal(WEIGHT));
        inputs.add(at.primal(FIRST));
        if (cell.hasCell()) {
            inputs.add(at.primal(EXTRA));
        }
        for (int i = 0; i < at.outputs(); i++) {
            inputs.add(at.output(i));
        }
        for (int i = 0; i < kept(); i++) {
            inputs.add(at.cotangent(i));
        }
        List<Array> gradients = Nodes.all(new RecurrenceGradient(cell), inputs);
        Array dProduct = gradients.get(cell.hasShift() ? 1 : 0);
        Array dFirst = gradients.get(cell.hasShift() ? 2 : 1);
        return at.wanted(
                () -> gradients.getFirst(),
                () -> weightGradient(dProduct, at.output(0), at.primal(FIRST)),
                () -> dFirst,
                () -> cell.hasCell() ? gradients.getLast() : shiftGradient(dProduct));
    }

    /** The sum over steps of dp[t]ᵀ h[t - 1], all but the first as one product. */
    private static Array weightGradient(Array dProduct, Array states, Array first) {
        int rest = states.shape().length(0) - 1;
        Array start = matmul(transposeLast(reshapedStep(dProduct)), first);
        if (rest == 0) {
            return start;
        }
        Array after = flatten(part(dProduct, 0, 1, rest), 0, 1);
        Array before = flatten(part(states, 0, 0, rest), 0, 1);
        return Functions.add(matmul(transposeLast(after), before), start);
    }

    private static Array reshapedStep(Array x) {
        return squeeze(part(x, 0, 0, 1), 0);
    }

    /** That of the last part of p. */
    private Array shiftGradient(Array dProduct) {
        int hidden = dProduct.shape().length(-1) / cell.parts();
        return Reductions.sum(part(dProduct, 2, dProduct.shape().length(-1) - hidden, hidden), new int[] {0, 1}, false);
    }

    @Override
    public List<@Nullable Array> jvp(Forward at) {
        return Composition.jvp(at, this::composed);
    }

    /** With one weight for all, a batch is a longer one. */
    @Override
    public BatchedResult vmap(Batching at) {
        if (at.isMapped(WEIGHT) || (cell.hasShift() && at.isMapped(EXTRA))) {
            return Composition.vmap(at, this::composed);
        }
        List<Array> inputs = new ArrayList<>(List.of(
                RecurrentBatch.joined(at.front(Z), 1), at.input(WEIGHT), RecurrentBatch.joined(at.front(FIRST), 0)));
        if (cell.hasCell()) {
            inputs.add(RecurrentBatch.joined(at.front(EXTRA), 0));
        }
        if (cell.hasShift()) {
            inputs.add(at.input(EXTRA));
        }
        Integer[] axes = new Integer[cell.kept() > 0 ? kept() + 1 : kept()];
        Arrays.fill(axes, 1);
        if (cell.kept() > 0) {
            axes[kept()] = 2;
        }
        return RecurrentBatch.separated(Nodes.all(this, inputs), List.of(axes), at.size());
    }
}
