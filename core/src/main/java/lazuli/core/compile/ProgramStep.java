package lazuli.core.compile;

import java.util.List;
import java.util.stream.IntStream;
import lazuli.core.graph.ArrayType;
import lazuli.core.graph.Work;

/**
 * What a compiled function computes by one call of kernels.
 *
 * @param equations those of the trace that it stands for
 * @param inputs the values it reads, each once, but for an equation of its own, which names them as often as it reads them
 * @param outputs the values it stores, in the order of their types
 */
record ProgramStep(
        Work work, List<Equation> equations, List<Integer> inputs, List<Integer> outputs, List<ArrayType> types) {
    /** One primitive by its own evaluation. */
    static ProgramStep of(Equation equation) {
        return new ProgramStep(
                new Work.Apply(equation.primitive()),
                List.of(equation),
                equation.inputs(),
                IntStream.range(0, equation.types().size())
                        .mapToObj(equation::output)
                        .toList(),
                equation.types());
    }

    /** What it does, in a word. */
    String text() {
        return work.text(equations.stream().map(Equation::primitive));
    }
}
