package lazuli.core.primitive;

import static lazuli.core.operation.Creation.zerosLike;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import lazuli.core.Array;
import org.jspecify.annotations.Nullable;

/** What a primitive's jvp is given: inputs, their tangents (null where zero), outputs. */
public final class Forward {
    private final List<Array> primals;
    private final List<@Nullable Array> tangents;
    private final List<Array> outputs;

    /** Tangents are null where an input does not vary. */
    public Forward(List<Array> primals, List<@Nullable Array> tangents, List<Array> outputs) {
        this.primals = primals;
        this.tangents = tangents;
        this.outputs = outputs;
    }

    /** An input. */
    public Array primal(int index) {
        return primals.get(index);
    }

    /** All inputs. */
    public List<Array> primals() {
        return primals;
    }

    /** An output. */
    public Array output(int index) {
        return outputs.get(index);
    }

    /** An input's tangent; zeros if it does not vary. */
    public Array tangent(int index) {
        Array tangent = tangents.get(index);
        return tangent != null ? tangent : zerosLike(primals.get(index));
    }

    /** Whether an input varies. */
    public boolean hasTangent(int index) {
        return tangents.get(index) != null;
    }

    /** The sum over varying inputs of each one's contribution, for a primitive with one output. */
    @SafeVarargs
    public final List<@Nullable Array> sum(Function<Array, Array>... contributions) {
        Array sum = null;
        for (int i = 0; i < contributions.length; i++) {
            Array tangent = tangents.get(i);
            if (tangent != null) {
                Array term = contributions[i].apply(tangent);
                sum = sum == null ? term : sum.add(term);
            }
        }
        return Arrays.asList(sum);
    }

    /** No output varies. */
    public List<@Nullable Array> none() {
        return Arrays.asList(new @Nullable Array[outputs.size()]);
    }
}
