package lazuli.core.graph;

import java.util.stream.Stream;
import lazuli.core.Shape;
import lazuli.core.backend.ElementwiseProgram;
import lazuli.core.primitive.Primitive;
import lazuli.core.primitive.reduction.Reduce;
import org.jspecify.annotations.Nullable;

/** What one call of kernels computes: what plans and compiled functions are cut into. */
public sealed interface Work {
    /** A primitive by its own evaluation. */
    record Apply(Primitive primitive) implements Work {}

    /** A program of elementwise primitives. */
    record Elementwise(ElementwiseProgram program) implements Work {}

    /**
     * A reduction of what a program of elementwise primitives makes, which is not stored.
     *
     * @param shape of what is reduced
     */
    record Reduced(ElementwiseProgram program, Shape shape, Reduce reduce) implements Work {}

    /**
     * What it does, in a word.
     *
     * @param elementwise the primitives of the program, if there is one
     */
    default String text(Stream<? extends @Nullable Primitive> elementwise) {
        return switch (this) {
            case Apply(Primitive primitive) -> primitive.text();
            case Elementwise _ -> KernelCall.elementwise(elementwise);
            case Reduced reduced -> reduced.reduce().text() + " of " + KernelCall.elementwise(elementwise);
        };
    }
}
