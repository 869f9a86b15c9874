package lazuli.examples.microgpt;

import static lazuli.core.Mx.*;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.Fn1;
import lazuli.core.Random;
import lazuli.core.Shape;
import lazuli.core.Slice;

/** Has a model invent names. */
public final class NameWriter {
    private final Fn1 logits;

    /** A writer with this model. */
    public NameWriter(MicroGpt model) {
        logits = compile(model::forward, model);
    }

    /**
     * New names, all at once, letter by letter.
     *
     * @param temperature below 1, the model keeps to what it finds likely
     */
    public List<String> write(int count, double temperature) {
        int[] seen = new int[count * Letters.CONTEXT];
        for (int place = 0; place < Letters.LONGEST; place++) {
            Array numbers = array(seen, Shape.of(count, Letters.CONTEXT));
            Array scores = logits.apply(numbers)
                    .at(Slice.all(), Slice.of(place, place + 1))
                    .squeeze(1)
                    .divide(temperature);
            // A name has a first letter.
            Array allowed = place == 0 ? greater(arange(Letters.COUNT), 0) : array(true);
            int[] next = Random.categorical(where(allowed, scores, Double.NEGATIVE_INFINITY), -1, null)
                    .toIntArray();
            for (int name = 0; name < count; name++) {
                seen[name * Letters.CONTEXT + place + 1] = next[name];
            }
        }
        List<String> names = new ArrayList<>();
        for (int name = 0; name < count; name++) {
            int first = name * Letters.CONTEXT + 1;
            names.add(Letters.spell(Arrays.copyOfRange(seen, first, first + Letters.LONGEST)));
        }
        return names;
    }
}
