package lazuli.core.compile;

import java.util.List;
import java.util.stream.IntStream;
import lazuli.core.Shape;
import lazuli.core.backend.ElementwiseProgram;
import lazuli.core.graph.ArrayType;
import lazuli.core.graph.Computation;
import lazuli.core.primitive.Reduce;

/** What a compiled function computes by one call of kernels. */
sealed interface ProgramStep {
    /** The values it reads, each once. */
    List<Integer> inputs();

    /** The values it stores, in the order of {@link #types}. */
    List<Integer> outputs();

    /** The types of the values it stores. */
    List<ArrayType> types();

    /** What it does, in a word. */
    String text();

    /** One primitive by its own evaluation. */
    record Apply(Application application, List<Integer> outputs) implements ProgramStep {
        static Apply of(Application application) {
            return new Apply(
                    application,
                    IntStream.range(0, application.types().size())
                            .mapToObj(application::output)
                            .toList());
        }

        @Override
        public List<Integer> inputs() {
            return application.inputs();
        }

        @Override
        public List<ArrayType> types() {
            return application.types();
        }

        @Override
        public String text() {
            return application.primitive().text();
        }
    }

    /** Elementwise applications as one program. */
    record Fused(
            ElementwiseProgram program,
            List<Application> applications,
            List<Integer> inputs,
            List<Integer> outputs,
            List<ArrayType> types)
            implements ProgramStep {
        @Override
        public String text() {
            return Computation.elementwise(applications.stream().map(Application::primitive));
        }
    }

    /** A reduction of what elementwise applications make, which is not stored. */
    record Reduced(
            ElementwiseProgram program,
            List<Application> applications,
            List<Integer> inputs,
            List<Integer> outputs,
            Application result,
            Reduce reduce)
            implements ProgramStep {
        /** Of what is reduced. */
        Shape shape() {
            return applications.getLast().types().getFirst().shape();
        }

        @Override
        public List<ArrayType> types() {
            return result.types();
        }

        @Override
        public String text() {
            return reduce.text() + " of "
                    + Computation.elementwise(applications.stream().map(Application::primitive));
        }
    }
}
