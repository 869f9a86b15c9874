package lazuli.examples.transformerlm;

import static lazuli.core.Mx.*;

import java.util.Arrays;
import lazuli.core.Array;
import lazuli.core.Fn1;
import lazuli.core.Random;
import lazuli.core.Shape;
import lazuli.core.Slice;

/** Has a model write on, character by character, looking at what the context holds. */
final class TextWriter {
    private final Fn1 logits;
    private final int context;

    TextWriter(TransformerLm model, int context) {
        this.logits = compile(model::forward, model);
        this.context = context;
    }

    /**
     * The numbers of a new text.
     *
     * @param first of them
     * @param temperature below 1, the model keeps to what it finds likely
     */
    int[] write(int first, int length, double temperature) {
        int[] numbers = new int[length];
        numbers[0] = first;
        for (int i = 1; i < length; i++) {
            int start = Math.max(0, i - context);
            int[] seen = Arrays.copyOf(Arrays.copyOfRange(numbers, start, i), context);
            int last = i - start - 1;
            Array scores = logits.apply(array(seen, Shape.of(1, context)))
                    .at(Slice.all(), Slice.of(last, last + 1))
                    .divide(temperature);
            numbers[i] = Random.categorical(scores, -1, null).itemInt();
        }
        return numbers;
    }
}
