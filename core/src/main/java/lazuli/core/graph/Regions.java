package lazuli.core.graph;

import java.util.Arrays;
import lazuli.core.Shape;
import lazuli.core.Stream;
import lazuli.core.primitive.ElementwisePrimitive;
import lazuli.core.primitive.Primitive;
import lazuli.core.primitive.reduction.Reduce;
import org.jspecify.annotations.Nullable;

/**
 * Which elementwise operations run as one program. An operation joins its consumers' region if all of them are in one region of its
 * shape and stream: then nothing outside can depend on it, and the region can run as one without a cycle. A reduction that alone reads a
 * region, of which no other value is wanted, runs with it.
 */
public final class Regions {
    /** More instructions than this spill over the caches that a program's registers live in. */
    private static final int LARGEST = 40;

    /** No operation. */
    public static final int NONE = -1;

    private static final int UNUSED = -1;
    private static final int SEVERAL = -2;

    private final Operations operations;
    private final int[] region;
    private final int[] consumerRegion;
    private final int[] size;
    private final boolean[] isWanted;

    /** Operations in the order of their evaluation, by number. */
    public interface Operations {
        /** How many there are. */
        int count();

        /** What an operation computes. */
        @Nullable
        Primitive primitive(int operation);

        /** The shape of its first output. */
        Shape shape(int operation);

        /** Where it runs. */
        @Nullable
        Stream stream(int operation);

        /** Whether its value has to be stored before its consumers run. */
        boolean standsAlone(int operation);

        /** Whether its value has to be stored, whoever reads it. */
        boolean isStored(int operation);

        /** How many inputs it has. */
        int inputs(int operation);

        /** The operation that makes an input; negative if none of these does. */
        int input(int operation, int index);
    }

    private Regions(Operations operations) {
        this.operations = operations;
        int count = operations.count();
        region = new int[count];
        consumerRegion = new int[count];
        size = new int[count];
        isWanted = new boolean[count];
        Arrays.fill(consumerRegion, UNUSED);
    }

    /** Cuts operations into regions. */
    public static Regions of(Operations operations) {
        Regions regions = new Regions(operations);
        for (int operation = operations.count() - 1; operation >= 0; operation--) {
            regions.assign(operation);
        }
        return regions;
    }

    /** The number of the last elementwise operation in an elementwise one's region. */
    public int last(int operation) {
        return region[operation];
    }

    /** The reduction that runs with the region that ends with {@code last}, or {@link #NONE}. */
    public int reduction(int last) {
        int consumer = consumerRegion[last];
        boolean runsWith = consumer >= 0
                && !isWanted[last]
                && operations.primitive(consumer) instanceof Reduce reduce
                && operations.stream(consumer) == operations.stream(last)
                && reduce.followsOrder(operations.shape(last));
        return runsWith ? consumer : NONE;
    }

    /** Consumers come later in the order, so theirs is decided when an operation's turn comes. */
    private void assign(int operation) {
        int candidate = consumerRegion[operation];
        boolean joins = candidate >= 0
                && !operations.standsAlone(operation)
                && size[candidate] < LARGEST
                && isElementwise(operation)
                && isElementwise(candidate)
                && operations.stream(operation) == operations.stream(candidate)
                && operations.shape(operation).equals(operations.shape(candidate));
        region[operation] = joins ? candidate : operation;
        size[region[operation]]++;
        isWanted[region[operation]] |= operations.isStored(operation);
        for (int i = 0; i < operations.inputs(operation); i++) {
            int maker = operations.input(operation, i);
            if (maker >= 0) {
                consumerRegion[maker] = consumerRegion[maker] == UNUSED || consumerRegion[maker] == region[operation]
                        ? region[operation]
                        : SEVERAL;
            }
        }
    }

    private boolean isElementwise(int operation) {
        return operations.primitive(operation) instanceof ElementwisePrimitive;
    }
}
