package lazuli.core.primitive;

import static lazuli.core.operation.Creation.zeros;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import lazuli.core.Array;
import org.jspecify.annotations.Nullable;

/** What a primitive's vjp is given: inputs, outputs, the outputs' cotangents, and which inputs' cotangents are wanted. */
public final class Backward {
    private final List<Array> primals;
    private final List<Array> outputs;
    private final List<@Nullable Array> cotangents;
    private final boolean[] wanted;

    /** Cotangents are null where an output does not matter. */
    public Backward(List<Array> primals, List<Array> outputs, List<@Nullable Array> cotangents, boolean[] wanted) {
        this.primals = primals;
        this.outputs = outputs;
        this.cotangents = cotangents;
        this.wanted = wanted;
    }

    /** An input. */
    public Array primal(int index) {
        return primals.get(index);
    }

    /** All inputs. */
    public List<Array> primals() {
        return primals;
    }

    /** The number of outputs. */
    public int outputs() {
        return outputs.size();
    }

    /** An output. */
    public Array output(int index) {
        return outputs.get(index);
    }

    /** The cotangent of the first output. */
    public Array cotangent() {
        return cotangent(0);
    }

    /** An output's cotangent; zeros if the output does not matter. */
    public Array cotangent(int index) {
        Array cotangent = cotangents.get(index);
        return cotangent != null
                ? cotangent
                : zeros(outputs.get(index).shape(), outputs.get(index).dtype());
    }

    /** The cotangents of all outputs, null where one does not matter. */
    public List<@Nullable Array> cotangents() {
        return cotangents;
    }

    /** Whether an output matters. */
    public boolean hasCotangent(int index) {
        return cotangents.get(index) != null;
    }

    /** Whether an input's cotangent is wanted. */
    public boolean isWanted(int index) {
        return wanted[index];
    }

    /** The cotangents of the inputs in order, only those that are wanted being made; inputs beyond the last supplier get none. */
    @SafeVarargs
    public final List<@Nullable Array> wanted(Supplier<Array>... makers) {
        List<@Nullable Array> result = new ArrayList<>(wanted.length);
        for (int i = 0; i < wanted.length; i++) {
            result.add(i < makers.length && wanted[i] ? makers[i].get() : null);
        }
        return result;
    }

    /** No cotangent for any input. */
    public List<@Nullable Array> none() {
        return wanted();
    }
}
