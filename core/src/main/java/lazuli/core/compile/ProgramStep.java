package lazuli.core.compile;

import java.util.List;
import java.util.stream.IntStream;
import lazuli.core.graph.ArrayType;
import lazuli.core.graph.Work;

/**
 * What a compiled function computes by one call of kernels.
 *
 * @param applications those of the trace that it stands for
 * @param inputs the values it reads, each once, but for an application of its own, which names them as often as it reads them
 * @param outputs the values it stores, in the order of their types
 */
record ProgramStep(
        Work work,
        List<Application> applications,
        List<Integer> inputs,
        List<Integer> outputs,
        List<ArrayType> types) {
    /** One primitive by its own evaluation. */
    static ProgramStep of(Application application) {
        return new ProgramStep(
                new Work.Apply(application.primitive()),
                List.of(application),
                application.inputs(),
                IntStream.range(0, application.types().size())
                        .mapToObj(application::output)
                        .toList(),
                application.types());
    }

    /** What it does, in a word. */
    String text() {
        return work.text(applications.stream().map(Application::primitive));
    }
}
