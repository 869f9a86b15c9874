package lazuli.core.graph;

import java.util.ArrayList;
import java.util.List;
import lazuli.core.Shape;
import lazuli.core.backend.CpuKernels;
import lazuli.core.backend.ElementwiseProgram;
import lazuli.core.backend.GpuKernels;
import lazuli.core.backend.Tensor;
import lazuli.core.device.Target;
import lazuli.core.memory.Buffer;
import lazuli.core.primitive.Primitive;
import lazuli.core.primitive.reduction.Reduce;
import org.jspecify.annotations.Nullable;

/** What a primitive is given when it is computed: its inputs' memory, and ways to get its outputs'. */
public final class EvalContext {
    private final List<ArrayType> types;
    private final Tensor[] inputs;
    private final @Nullable Tensor[] outputs;
    private final Target target;
    private final List<Buffer> scratch = new ArrayList<>(0);

    /** An execution whose outputs are allocated as they are asked for. */
    public EvalContext(List<ArrayType> types, Tensor[] inputs, Target target) {
        this(types, inputs, new @Nullable Tensor[types.size()], target);
    }

    /** An execution that is to write those outputs that are given, of which it takes over the caller's counts. */
    public EvalContext(List<ArrayType> types, Tensor[] inputs, @Nullable Tensor[] outputs, Target target) {
        this.types = types;
        this.inputs = inputs;
        this.outputs = outputs;
        this.target = target;
    }

    /** Where it runs. */
    public Target target() {
        return target;
    }

    /** The number of inputs. */
    public int inputs() {
        return inputs.length;
    }

    /** An input, with the strides it happens to have. */
    public Tensor input(int index) {
        return inputs[index];
    }

    /** An input in row-major order: itself, or a copy that lives as long as this execution. */
    public Tensor rowMajorInput(int index) {
        Tensor input = inputs[index];
        if (input.isRowMajor()) {
            return input;
        }
        Tensor copy = scratch(new ArrayType(input.shape(), input.dtype()));
        target.kernels().copy(input, copy);
        return copy;
    }

    /** An output's type. */
    public ArrayType type(int index) {
        return types.get(index);
    }

    /** Fresh row-major memory for an output; the same at each call. */
    public Tensor output(int index) {
        Tensor output = outputs[index];
        if (output == null) {
            output = allocate(type(index));
            outputs[index] = output;
        }
        return output;
    }

    /** Makes an output another view of memory that an input or this execution owns. */
    public void share(int index, Tensor view) {
        view.buffer().retain();
        outputs[index] = view;
    }

    /** Row-major memory that is given back when this execution ends. */
    public Tensor scratch(ArrayType type) {
        Tensor tensor = allocate(type);
        scratch.add(tensor.buffer());
        return tensor;
    }

    private Tensor allocate(ArrayType type) {
        return Tensor.rowMajor(target.allocate(type.byteSize()), type.dtype(), type.shape());
    }

    /** Computes the outputs, each with a count for the caller; a failure leaves nothing behind. */
    public Tensor[] run(Work work) {
        try {
            switch (work) {
                case Work.Apply(Primitive primitive) -> apply(primitive);
                case Work.Elementwise(ElementwiseProgram program) ->
                    target.kernels().elementwise(program, inputs, results());
                case Work.Reduced(ElementwiseProgram program, Shape shape, Reduce reduce) ->
                    reduce.eval(program, shape, this, target.kernels());
            }
            return results();
        } catch (RuntimeException | Error failure) {
            abandon();
            throw failure;
        } finally {
            scratch.forEach(Buffer::release);
            target.endStep();
        }
    }

    private void apply(Primitive primitive) {
        switch (target.kernels()) {
            case CpuKernels cpu -> primitive.evalCpu(this, cpu);
            case GpuKernels gpu -> primitive.evalGpu(this, gpu);
        }
    }

    private Tensor[] results() {
        Tensor[] results = new Tensor[outputs.length];
        for (int i = 0; i < results.length; i++) {
            results[i] = output(i);
        }
        return results;
    }

    private void abandon() {
        for (Tensor output : outputs) {
            if (output != null) {
                output.buffer().release();
            }
        }
    }
}
