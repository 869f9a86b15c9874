package lazuli.core.primitive.network;

import static lazuli.core.operation.Functions.*;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.FnN;
import lazuli.core.backend.ElementwiseProgram;
import lazuli.core.graph.Formula;
import lazuli.core.primitive.HalfPrecision;

/**
 * What a recurrent layer does in a step, element by element, and its derivative: formulas, of which programs are made once for each dtype.
 * Half floats are computed in float32 and rounded once.
 *
 * <p>A step takes the parts of the projected input z and those of the product p of the last hidden state, then what else the cell takes. It
 * gives the hidden state, the cell's state if there is one, and what its derivative needs. The derivative gives parts of z's cotangent.
 */
public enum RecurrentCell {
    /** Elman, 1990: {@code h = tanh(z + p)}. */
    ELMAN(1, 0) {
        @Override
        List<Array> stepOf(List<Array> x) {
            return List.of(tanh(add(x.get(0), x.get(1))));
        }

        // From h, its cotangent, and what comes from the next step by the product.
        @Override
        List<Array> gradientOf(List<Array> x) {
            return List.of(multiply(add(x.get(1), x.get(2)), rest(square(x.get(0)))));
        }
    },

    /**
     * Cho et al., 2014: {@code r, u = sigmoid(z + p)}, {@code q = p + shift}, {@code n = tanh(z + r q)}, {@code h = (1 - u) n + u h'} with the
     * last state h'.
     */
    GRU(3, 4) {
        @Override
        List<Array> stepOf(List<Array> x) {
            Array reset = sigmoid(add(x.get(0), x.get(3)));
            Array update = sigmoid(add(x.get(1), x.get(4)));
            Array shifted = add(x.get(5), x.get(6));
            Array candidate = tanh(add(x.get(2), multiply(reset, shifted)));
            Array hidden = add(multiply(rest(update), candidate), multiply(update, x.get(7)));
            return List.of(hidden, reset, update, candidate, shifted);
        }

        // From r, u, n, q, h', the cotangent of h, and what comes from the next step by the product and directly.
        @Override
        List<Array> gradientOf(List<Array> x) {
            Array reset = x.get(0);
            Array update = x.get(1);
            Array candidate = x.get(2);
            Array dHidden = add(add(x.get(5), x.get(6)), x.get(7));
            Array dUpdate = multiply(dHidden, subtract(x.get(4), candidate));
            Array dCandidate = multiply(multiply(dHidden, rest(update)), rest(square(candidate)));
            Array dReset = multiply(dCandidate, x.get(3));
            return List.of(
                    multiply(dHidden, update),
                    multiply(dReset, slope(reset)),
                    multiply(dUpdate, slope(update)),
                    dCandidate,
                    multiply(dCandidate, reset));
        }
    },

    /**
     * Hochreiter and Schmidhuber, 1997: {@code i, f, o = sigmoid(z + p)}, {@code g = tanh(z + p)}, in the order i, f, g, o; {@code c = f c' +
     * i g} with the cell's last state c', {@code h = o tanh(c)}.
     */
    LSTM(4, 4) {
        @Override
        List<Array> stepOf(List<Array> x) {
            Array in = sigmoid(add(x.get(0), x.get(4)));
            Array forget = sigmoid(add(x.get(1), x.get(5)));
            Array written = tanh(add(x.get(2), x.get(6)));
            Array out = sigmoid(add(x.get(3), x.get(7)));
            Array cell = add(multiply(forget, x.get(8)), multiply(in, written));
            return List.of(multiply(out, tanh(cell)), cell, in, forget, written, out);
        }

        // From i, f, g, o, c, c', the cotangent of h, what comes from the next step by the product, the cotangent of c,
        // and what comes directly.
        @Override
        List<Array> gradientOf(List<Array> x) {
            Array in = x.get(0);
            Array forget = x.get(1);
            Array written = x.get(2);
            Array out = x.get(3);
            Array shown = tanh(x.get(4));
            Array dHidden = add(x.get(6), x.get(7));
            Array dShown = multiply(multiply(dHidden, out), rest(square(shown)));
            Array dCell = add(add(x.get(8), x.get(9)), dShown);
            return List.of(
                    multiply(dCell, forget),
                    multiply(multiply(dCell, written), slope(in)),
                    multiply(multiply(dCell, x.get(5)), slope(forget)),
                    multiply(multiply(dCell, in), rest(square(written))),
                    multiply(multiply(dHidden, shown), slope(out)));
        }
    };

    private final int parts;
    private final int kept;
    private final Map<DType, ElementwiseProgram> steps = new ConcurrentHashMap<>();
    private final Map<DType, ElementwiseProgram> gradients = new ConcurrentHashMap<>();

    RecurrentCell(int parts, int kept) {
        this.parts = parts;
        this.kept = kept;
    }

    /** How many hidden states long a row of z is. */
    public int parts() {
        return parts;
    }

    /** How many arrays of a hidden state's shape a step keeps for its derivative. */
    int kept() {
        return kept;
    }

    /** Whether there is a state beside the hidden one. */
    public boolean hasCell() {
        return this == LSTM;
    }

    /** Whether p has a bias of its own, within the reset. */
    public boolean hasShift() {
        return this == GRU;
    }

    /** Whether a state is carried from step to step element by element: the cell's if there is one, else the hidden one. */
    boolean carries() {
        return this != ELMAN;
    }

    abstract List<Array> stepOf(List<Array> x);

    abstract List<Array> gradientOf(List<Array> x);

    private int stepInputs() {
        return 2 * parts + (hasShift() ? 1 : 0) + (carries() ? 1 : 0);
    }

    private int gradientInputs() {
        return switch (this) {
            case ELMAN -> 3;
            case GRU -> 8;
            case LSTM -> 10;
        };
    }

    /** A step, on arrays. */
    List<Array> step(List<Array> x) {
        return rounded(x, this::stepOf);
    }

    /** Its derivative, on arrays. */
    List<Array> gradient(List<Array> x) {
        return rounded(x, this::gradientOf);
    }

    private static List<Array> rounded(List<Array> x, FnN formula) {
        DType dtype = x.getFirst().dtype();
        return formula.apply(x.stream().map(HalfPrecision::widen).toList()).stream()
                .map(result -> HalfPrecision.round(result, dtype))
                .toList();
    }

    /** A step, as a program. */
    ElementwiseProgram stepProgram(DType dtype) {
        return steps.computeIfAbsent(dtype, of -> Formula.program(Collections.nCopies(stepInputs(), of), this::step));
    }

    /** Its derivative, as a program. */
    ElementwiseProgram gradientProgram(DType dtype) {
        return gradients.computeIfAbsent(
                dtype, of -> Formula.program(Collections.nCopies(gradientInputs(), of), this::gradient));
    }

    /** What a step's formula takes: parts of z and p, the shift if there is one, and what is carried if something is. */
    List<Array> stepInputs(List<Array> z, List<Array> p, Array shift, Array carried) {
        List<Array> inputs = new ArrayList<>(z);
        inputs.addAll(p);
        if (hasShift()) {
            inputs.add(shift);
        }
        if (carries()) {
            inputs.add(carried);
        }
        return inputs;
    }

    private static Array rest(Array x) {
        return subtract(1, x);
    }

    /** The derivative of the sigmoid, from its value. */
    private static Array slope(Array x) {
        return multiply(x, rest(x));
    }
}
