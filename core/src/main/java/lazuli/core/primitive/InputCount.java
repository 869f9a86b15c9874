package lazuli.core.primitive;

import java.util.List;
import lazuli.core.ShapeException;
import lazuli.core.graph.ArrayType;

/**
 * How many inputs a primitive takes.
 *
 * @param least the fewest
 * @param most the most
 */
public record InputCount(int least, int most) {
    /** Any number. */
    public static final InputCount ANY = new InputCount(0, Integer.MAX_VALUE);

    /** This number and no other. */
    public static InputCount exactly(int count) {
        return new InputCount(count, count);
    }

    /** This number or more. */
    public static InputCount atLeast(int count) {
        return new InputCount(count, Integer.MAX_VALUE);
    }

    /** Refuses another number of inputs. */
    void require(Primitive primitive, List<ArrayType> inputs) {
        int given = inputs.size();
        if (given < least || given > most) {
            throw new ShapeException(
                    primitive.text(),
                    "%s: the number of inputs must be %s, not %d: %s",
                    primitive,
                    this,
                    given,
                    inputs);
        }
    }

    @Override
    public String toString() {
        return least == most
                ? Integer.toString(least)
                : least + (most == Integer.MAX_VALUE ? " or more" : " to " + most);
    }
}
