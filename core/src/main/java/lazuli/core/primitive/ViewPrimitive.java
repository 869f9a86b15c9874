package lazuli.core.primitive;

import java.util.List;
import lazuli.core.backend.Kernels;
import lazuli.core.backend.Tensor;
import lazuli.core.graph.ArrayType;
import lazuli.core.graph.EvalContext;
import lazuli.core.graph.ShortWork;
import lazuli.core.primitive.view.AsStrided;
import lazuli.core.primitive.view.Broadcast;
import lazuli.core.primitive.view.Contiguous;
import lazuli.core.primitive.view.Identity;
import lazuli.core.primitive.view.Reshape;
import lazuli.core.primitive.view.StopGradient;
import lazuli.core.primitive.view.StridedSlice;
import lazuli.core.primitive.view.Transpose;
import lazuli.core.primitive.view.View;
import org.jspecify.annotations.Nullable;

/** A primitive whose output shows its input's memory with another shape and other strides. */
public sealed interface ViewPrimitive extends Primitive
        permits AsStrided, Broadcast, Contiguous, Identity, Reshape, StridedSlice, StopGradient, Transpose, View {

    /** The view, or null if these strides do not allow one and the input must be copied into row-major order first. */
    @Nullable
    Tensor view(Tensor input);

    @Override
    default long work(List<ArrayType> inputs, List<ArrayType> outputs) {
        return ShortWork.numbers(inputs, outputs);
    }

    @Override
    default void eval(EvalContext at, Kernels kernels) {
        Tensor view = view(at.input(0));
        if (view == null) {
            view = view(at.rowMajorInput(0));
        }
        if (view == null) {
            throw new IllegalStateException("[" + text() + "] no view of a row-major array");
        }
        at.share(0, view);
    }
}
