package lazuli.backend.cpu;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import lazuli.backend.cpu.convolution.Convolution;
import lazuli.backend.cpu.onednn.ConvolutionDirection;
import lazuli.backend.cpu.onednn.ConvolutionKey;
import lazuli.backend.cpu.onednn.Convolutions;
import lazuli.backend.cpu.onednn.ElementType;
import lazuli.backend.cpu.onednn.Window;
import lazuli.core.Shape;
import lazuli.core.backend.ConvolutionGeometry;
import lazuli.core.backend.Tensor;
import lazuli.core.memory.Allocator;
import lazuli.core.memory.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * Sends to oneDNN the convolutions that it knows, in float32 and in halves where the processor multiplies these, and the others to Java;
 * row-major tensors, weights of any strides: those of a transposed convolution are another one's with channels exchanged, and are packed
 * from where they are, once for as long as they live.
 */
final class ConvolutionRouter {
    /**
     * The longest stride, padding or dilation that the library is given. Version 3.11 computes with them in 32 bits: it ends the process with a
     * segmentation fault for a stride of 2^31 - 1 over one padded element.
     */
    private static final int FARTHEST = 1 << 15;

    private final KernelSource<Convolution> java;
    private final @Nullable Convolutions library;
    private final LibraryChoices<Request> choices = new LibraryChoices<>();

    /** One of the three convolutions of one shape. */
    private record Request(ConvolutionKey key, ConvolutionDirection direction) {}

    /**
     * Names the reordered copy of the weights that begin somewhere in a buffer.
     *
     * @param strides empty if the weights are row-major
     */
    private record PackedWeights(Request request, long offset, List<Long> strides) {
        static PackedWeights of(Request request, Tensor weight) {
            List<Long> strides = weight.isRowMajor()
                    ? List.of()
                    : Arrays.stream(weight.strides()).boxed().toList();
            return new PackedWeights(request, weight.offset(), strides);
        }
    }

    ConvolutionRouter(KernelSource<Convolution> java, @Nullable Convolutions library) {
        this.java = java;
        this.library = library;
    }

    void forward(ConvolutionGeometry geometry, Tensor input, Tensor weight, Tensor to) {
        Optional<Request> request = request(geometry, input.shape(), weight, to, ConvolutionDirection.FORWARD);
        if (library == null || request.isEmpty()) {
            elsewhere(
                    input,
                    weight,
                    to,
                    (x, w, y) -> forward(geometry, x, w, y),
                    (x, w, y) -> java.use(convolution -> convolution.forward(geometry, x, w, y)));
            return;
        }
        ConvolutionKey key = request.get().key();
        withPacked(
                library,
                request.get(),
                weight,
                (packed, scratch) -> library.forwardPacked(key, input.address(), packed, 0, to.address(), scratch));
    }

    void inputGradient(ConvolutionGeometry geometry, Tensor cotangent, Tensor weight, Tensor to) {
        Optional<Request> request =
                request(geometry, to.shape(), weight, cotangent, ConvolutionDirection.BACKWARD_DATA);
        if (library == null || request.isEmpty()) {
            elsewhere(
                    cotangent,
                    weight,
                    to,
                    (dy, w, dx) -> inputGradient(geometry, dy, w, dx),
                    (dy, w, dx) -> java.use(convolution -> convolution.inputGradient(geometry, dy, w, dx)));
            return;
        }
        ConvolutionKey key = request.get().key();
        withPacked(
                library,
                request.get(),
                weight,
                (packed, scratch) ->
                        library.backwardDataPacked(key, cotangent.address(), packed, to.address(), scratch));
    }

    void weightGradient(ConvolutionGeometry geometry, Tensor input, Tensor cotangent, Tensor to) {
        Optional<Request> request =
                request(geometry, input.shape(), to, cotangent, ConvolutionDirection.BACKWARD_WEIGHTS);
        if (library == null || request.isEmpty()) {
            elsewhere(
                    input,
                    cotangent,
                    to,
                    (x, dy, dw) -> weightGradient(geometry, x, dy, dw),
                    (x, dy, dw) -> java.use(convolution -> convolution.weightGradient(geometry, x, dy, dw)));
            return;
        }
        try (LibraryScratch scratch = new LibraryScratch()) {
            library.backwardWeights(
                    request.get().key(), input.address(), cotangent.address(), to.address(), 0, scratch);
        }
    }

    /** What the library does not take: halves once more as float32, the others in Java. */
    private static void elsewhere(
            Tensor first, Tensor second, Tensor to, Operands.Computation again, Operands.Computation inJava) {
        if (Operands.isHalf(to.dtype())) {
            Operands.inFloat32(first, second, to, again);
        } else {
            try (Operands operands = new Operands()) {
                inJava.run(operands.rowMajor(first), operands.rowMajor(second), to);
            }
        }
    }

    /** A call that is given the address of the weights in the library's own layout. */
    @FunctionalInterface
    private interface PackedCall {
        void run(long packed, LibraryScratch scratch);
    }

    private static void withPacked(Convolutions library, Request request, Tensor weight, PackedCall call) {
        Buffer packed = packed(library, request, weight);
        try (LibraryScratch scratch = new LibraryScratch()) {
            call.run(packed.address(), scratch);
        } finally {
            packed.release();
        }
    }

    /** The weights in the library's own layout with a count that the caller releases. */
    private static Buffer packed(Convolutions library, Request request, Tensor weight) {
        return weight.buffer().derived(PackedWeights.of(request, weight), () -> {
            Buffer packed = Allocator.host().allocate(library.packedBytes(request.key(), request.direction()));
            try (Operands operands = new Operands();
                    LibraryScratch scratch = new LibraryScratch()) {
                long dense = operands.rowMajor(weight).address();
                library.packWeights(request.key(), request.direction(), dense, packed.address(), scratch);
            }
            return packed;
        });
    }

    /** What to ask the library for, if it knows the convolution and has good code for it. */
    private Optional<Request> request(
            ConvolutionGeometry geometry, Shape input, Tensor weight, Tensor output, ConvolutionDirection direction) {
        Optional<ElementType> type = LibraryTypes.of(output.dtype());
        if (library == null || type.isEmpty() || !isKnown(geometry, input, weight, output)) {
            return Optional.empty();
        }
        ConvolutionKey key = new ConvolutionKey(
                type.get(),
                input.length(0),
                input.length(-1),
                output.shape().length(-1),
                geometry.groups(),
                new Window(
                        spatial(input),
                        spatial(weight.shape()),
                        geometry.strides(),
                        geometry.dilation(),
                        geometry.paddingLow(),
                        geometry.paddingHigh()),
                false);
        Request request = new Request(key, direction);
        return choices.isGood(request, () -> library.implementation(key, direction))
                ? Optional.of(request)
                : Optional.empty();
    }

    private static boolean isKnown(ConvolutionGeometry geometry, Shape input, Tensor weight, Tensor output) {
        return input.size() > 0
                && weight.shape().size() > 0
                && output.shape().size() > 0
                && !geometry.flip()
                && geometry.inputDilation().stream().allMatch(step -> step == 1)
                && geometry.paddingLow().stream().allMatch(padding -> padding >= 0 && padding <= FARTHEST)
                && geometry.paddingHigh().stream().allMatch(padding -> padding >= 0 && padding <= FARTHEST)
                && geometry.strides().stream().allMatch(stride -> stride <= FARTHEST)
                && geometry.dilation().stream().allMatch(step -> step <= FARTHEST);
    }

    private static List<Integer> spatial(Shape shape) {
        int[] lengths = shape.toArray();
        return Arrays.stream(lengths, 1, lengths.length - 1).boxed().toList();
    }
}
