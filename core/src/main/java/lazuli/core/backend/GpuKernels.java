package lazuli.core.backend;

import java.util.List;
import lazuli.core.graph.ArrayType;
import lazuli.core.primitive.Primitive;

/**
 * What a GPU computes for one stream. Only that stream's thread calls; a method returns when its work is encoded, and the work is done in
 * the order of the calls some time after the stream's queue was committed.
 */
public non-sealed interface GpuKernels extends Kernels {
    /** Whether a primitive can be computed here, by the types of its inputs and outputs; what cannot is placed on the CPU. */
    boolean supports(Primitive primitive, List<ArrayType> inputs, List<ArrayType> outputs);
}
