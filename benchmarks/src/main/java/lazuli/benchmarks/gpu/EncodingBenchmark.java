package lazuli.benchmarks.gpu;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import lazuli.core.DType;
import lazuli.core.Shape;
import lazuli.core.backend.DeviceException;
import lazuli.core.backend.ElementwiseProgram;
import lazuli.core.backend.GpuBackend;
import lazuli.core.backend.GpuKernels;
import lazuli.core.backend.GpuQueue;
import lazuli.core.backend.GpuRuntime;
import lazuli.core.backend.Tensor;
import lazuli.core.backend.Workspace;
import lazuli.core.memory.Allocator;
import lazuli.core.memory.Buffer;
import lazuli.core.primitive.elementwise.BinaryFunction;
import lazuli.core.primitive.reduction.Reduction;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a dispatch costs the thread that encodes it: finding the kernel, its arguments, the calls of the driver, and its share of a command buffer of 40. On
 * the software Metal device, {@code SOFTWARE_METAL_EXECUTION=off} keeps the processor from computing what a GPU would.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 10, time = 1)
@Fork(value = 3, jvmArgs = "--enable-native-access=ALL-UNNAMED")
public class EncodingBenchmark {
    /** As many as a queue puts into one command buffer. */
    private static final int DISPATCHES = 40;

    private static final int SIDE = 8;

    /** What is encoded. */
    @Param
    public Work work = Work.ADD;

    private @Nullable Encoder encoder;

    /** Kernels of few and of many arguments. */
    public enum Work {
        /** {@code a + b}. */
        ADD,
        /** Sums of rows. */
        SUM,
        /** A product of 8 x 8 matrices. */
        PRODUCT
    }

    /** Memory that is never given back: the kernels here ask for little. */
    private record Scratch(Allocator memory) implements Workspace {
        @Override
        public Buffer allocate(long bytes) {
            return memory.allocate(bytes);
        }

        @Override
        public void release(Buffer buffer) {
            buffer.release();
        }
    }

    /** What encodes one of them again and again. */
    private record Encoder(GpuQueue queue, Runnable dispatch) {
        static Encoder of(GpuRuntime gpu, Work work) {
            Allocator memory = new Allocator(gpu.memory());
            GpuQueue queue = gpu.newQueue("encoding");
            GpuKernels kernels = gpu.kernels(queue, new Scratch(memory));
            Tensor a = matrix(memory);
            Tensor b = matrix(memory);
            Tensor to = matrix(memory);
            return new Encoder(
                    queue,
                    switch (work) {
                        case ADD -> {
                            ElementwiseProgram program = new ElementwiseProgram(
                                    List.of(DType.FLOAT32, DType.FLOAT32),
                                    List.of(new ElementwiseProgram.Binary(BinaryFunction.ADD, 0, 1, DType.FLOAT32)),
                                    List.of(2));
                            yield () -> kernels.elementwise(program, new Tensor[] {a, b}, new Tensor[] {to});
                        }
                        case SUM -> {
                            Tensor column = Tensor.rowMajor(to.buffer(), DType.FLOAT32, Shape.of(SIDE, 1));
                            yield () -> kernels.reduce(Reduction.SUM, a, column, new int[] {1});
                        }
                        case PRODUCT -> () -> kernels.matmul(a, b, to);
                    });
        }

        private static Tensor matrix(Allocator memory) {
            Shape shape = Shape.of(SIDE, SIDE);
            return Tensor.rowMajor(memory.allocate(DType.FLOAT32.byteSize(shape.size())), DType.FLOAT32, shape);
        }
    }

    /** Opens the first GPU. */
    @Setup
    public void open() {
        encoder = Encoder.of(
                ServiceLoader.load(GpuBackend.class).stream()
                        .flatMap(backend -> backend.get().open().stream())
                        .findFirst()
                        .orElseThrow(() -> new DeviceException("[encoding] there is no GPU")),
                work);
    }

    /** Waits for what was encoded. */
    @TearDown
    public void close() {
        GpuQueue queue = requireNonNull(encoder).queue();
        queue.commit().await();
        queue.close();
    }

    /** Encodes; waits only where ten command buffers are in flight. */
    @Benchmark
    @OperationsPerInvocation(DISPATCHES)
    public void encode() {
        Runnable dispatch = requireNonNull(encoder).dispatch();
        for (int i = 0; i < DISPATCHES; i++) {
            dispatch.run();
        }
    }
}
