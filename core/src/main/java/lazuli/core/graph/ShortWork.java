package lazuli.core.graph;

import java.util.AbstractList;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.backend.CpuKernels;
import lazuli.core.primitive.Primitive;

/**
 * Work of the processor that a thread had better do itself than have done by another and wait: it is over in less than a few hundred microseconds, runs no
 * code of others that may evaluate in turn, and no native library, which would need a large stack and threads of its own for each that calls it.
 * Each primitive says how much work it is.
 */
public final class ShortWork {
    /** In numbers read and computed. */
    private static final long MOST = 1 << 20;

    /** What is not short at all. */
    public static final long TOO_LONG = MOST + 1;

    private ShortWork() {}

    /** Whether all steps together are. */
    static boolean is(List<Step> steps) {
        long total = 0;
        for (Step step : steps) {
            for (Node node : step.nodes()) {
                Primitive primitive = node.primitive();
                total += primitive == null ? TOO_LONG : primitive.work(types(node.inputArray()), node.types());
            }
            if (total > MOST) {
                return false;
            }
        }
        return true;
    }

    private static List<ArrayType> types(Array[] arrays) {
        return new AbstractList<>() {
            @Override
            public ArrayType get(int index) {
                return arrays[index].type();
            }

            @Override
            public int size() {
                return arrays.length;
            }
        };
    }

    /** That of a kernel in Java which looks at each number a few times. */
    public static long numbers(List<ArrayType> inputs, List<ArrayType> outputs) {
        long numbers = 0;
        for (int i = 0; i < inputs.size(); i++) {
            numbers += numbers(inputs.get(i));
        }
        for (ArrayType output : outputs) {
            numbers += numbers(output);
        }
        return numbers;
    }

    /** That of a product of matrices: a small one is computed in Java. */
    public static long product(List<ArrayType> inputs, List<ArrayType> outputs) {
        int depth = inputs.getFirst().shape().length(-1);
        long multiplications = numbers(outputs.getFirst()) * depth;
        return CpuKernels.isSmallProduct(multiplications, depth)
                ? numbers(inputs, outputs) + multiplications
                : TOO_LONG;
    }

    /** So that sums of them do not overflow. */
    private static long numbers(ArrayType type) {
        return Math.min(TOO_LONG, type.shape().size());
    }
}
