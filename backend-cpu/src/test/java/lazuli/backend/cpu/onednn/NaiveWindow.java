package lazuli.backend.cpu.onednn;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** A window extended to three dimensions, with its positions and elements numbered. */
final class NaiveWindow {
    interface Pair {
        void visit(int input, int element, int output);
    }

    final Cursor input;
    final Cursor kernel;
    final Cursor output;
    private final List<Integer> strides;
    private final List<Integer> dilation;
    private final List<Integer> padding;

    NaiveWindow(Window window) {
        input = new Cursor(three(window.input(), 1));
        kernel = new Cursor(three(window.kernel(), 1));
        output = new Cursor(three(window.output(), 1));
        strides = three(window.strides(), 1);
        dilation = three(window.dilation(), 1);
        padding = three(window.paddingLow(), 0);
    }

    /** For each position and each element of the window there that lies on the input. */
    void forEach(Pair pair) {
        int[] at = new int[3];
        for (int o = 0; o < output.count(); o++) {
            for (int k = 0; k < kernel.count(); k++) {
                for (int i = 0; i < at.length; i++) {
                    at[i] = output.at(o, i) * strides.get(i) - padding.get(i) + kernel.at(k, i) * dilation.get(i);
                }
                if (input.contains(at)) {
                    pair.visit(input.index(at), k, o);
                }
            }
        }
    }

    private static List<Integer> three(List<Integer> values, int filling) {
        return Stream.concat(Collections.nCopies(3 - values.size(), filling).stream(), values.stream())
                .toList();
    }
}
