package lazuli.backend.cpu.elementwise;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import lazuli.backend.cpu.fused.FusedKernel;
import lazuli.backend.cpu.kernel.VectorUse;
import lazuli.core.DType;
import lazuli.core.backend.ElementwiseProgram;
import lazuli.core.backend.ElementwiseProgram.Binary;
import lazuli.core.backend.ElementwiseProgram.Instruction;
import lazuli.core.backend.ElementwiseProgram.Unary;
import lazuli.core.backend.Tensor;
import lazuli.core.primitive.elementwise.BinaryFunction;
import lazuli.core.primitive.elementwise.UnaryFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Generated loops give the bits that the kernels give one after the other. */
class FusedLoopsTest {
    private static final int[][] SHAPES = {{}, {1}, {7}, {33}, {5, 1, 3}, {3, 1100}, {700, 3}, {2, 2, 64}};

    private enum Form {
        KERNELS,
        SCALAR,
        VECTOR
    }

    private static final List<Form> FORMS =
            VectorUse.CHOSEN == VectorUse.NEVER ? List.of(Form.KERNELS, Form.SCALAR) : List.of(Form.values());

    static IntStream seeds() {
        return IntStream.range(0, 400);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyFormGivesTheSameBits(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        ElementwiseProgram program = RandomPrograms.next(random);
        int[] lengths = SHAPES[random.nextInt(SHAPES.length)];
        List<Tensor> inputs = new ArrayList<>();
        for (DType dtype : program.inputs()) {
            Tensor input =
                    random.nextBoolean() ? LayoutsTest.view(dtype, lengths, random) : Elements.allocate(dtype, lengths);
            if (input.isRowMajor()) {
                Elements.fill(input, random, -3, 3, true);
            }
            inputs.add(input);
        }
        List<Tensor> expected = run(program, inputs, Form.KERNELS, false);
        for (Form form : FORMS) {
            for (boolean overlapping : new boolean[] {false, true}) {
                List<Tensor> got = run(program, inputs, form, overlapping);
                String what = form + " seed " + seed + " " + Arrays.toString(lengths) + " of " + program;
                for (int i = 0; i < got.size(); i++) {
                    assertSame(expected.get(i), got.get(i), "output " + i + " " + what);
                }
            }
        }
    }

    private static void assertSame(Tensor expected, Tensor got, String what) {
        for (long i = 0; i < expected.shape().size(); i++) {
            if (Elements.bits(expected, i) != Elements.bits(got, i)) {
                assertEquals(Elements.read(expected, i), Elements.read(got, i), what + " at " + i);
            }
        }
    }

    private static List<Tensor> run(ElementwiseProgram program, List<Tensor> inputs, Form form, boolean overlapping) {
        Plan plan = Planner.plan(program, overlapping);
        for (FusedKernel kernel : kernels(plan)) {
            kernel.forget();
            switch (form) {
                case KERNELS -> {}
                case SCALAR -> kernel.use(kernel.scalar());
                case VECTOR -> kernel.use(kernel.vector());
            }
        }
        Tensor[] given = inputs.toArray(Tensor[]::new);
        List<Tensor> outputs = new ArrayList<>();
        for (int value : program.outputs()) {
            outputs.add(output(program.dtype(value), given, outputs, overlapping));
        }
        Elementwise.run(plan, given, outputs.toArray(Tensor[]::new));
        return outputs;
    }

    /** New memory; if outputs may overlap inputs, that of a contiguous input's copy, which then takes the input's place. */
    private static Tensor output(DType dtype, Tensor[] inputs, List<Tensor> outputs, boolean overlapping) {
        for (int i = 0; overlapping && i < inputs.length; i++) {
            Tensor input = inputs[i];
            boolean taken = outputs.stream().anyMatch(output -> output.buffer() == input.buffer());
            if (input.isRowMajor() && input.dtype().size() == dtype.size() && !taken) {
                Tensor copy = Elements.allocate(input.dtype(), input.shape().toArray());
                for (long k = 0; k < copy.shape().size(); k++) {
                    Elements.write(copy, k, Elements.read(input, k));
                }
                inputs[i] = copy;
                return Tensor.rowMajor(copy.buffer(), dtype, copy.shape());
            }
        }
        return Elements.allocate(dtype, inputs[0].shape().toArray());
    }

    private static List<FusedKernel> kernels(Plan plan) {
        return Arrays.stream(plan.stages())
                .filter(FusedStage.class::isInstance)
                .map(stage -> ((FusedStage) stage).kernel())
                .toList();
    }

    /** {@code sqrt(maximum(a * b + a, c))}, and {@code a * b} too. */
    private static final ElementwiseProgram CHAIN = new ElementwiseProgram(
            List.of(DType.FLOAT32, DType.FLOAT32, DType.FLOAT32),
            List.of(
                    new Binary(BinaryFunction.MULTIPLY, 0, 1, DType.FLOAT32),
                    new Binary(BinaryFunction.ADD, 3, 0, DType.FLOAT32),
                    new Binary(BinaryFunction.MAXIMUM, 4, 2, DType.FLOAT32),
                    new Unary(UnaryFunction.SQRT, 5, DType.FLOAT32)),
            List.of(6, 3));

    @Test
    void aChainIsOneLoopThatSaysWhatItComputes() {
        Plan plan = Planner.plan(CHAIN, false);
        assertEquals(1, plan.stages().length);
        assertEquals(
                "float: y0 = multiply(x0, x1); y1 = sqrt(maximum(add(y0, x0), x2))",
                kernels(plan).getFirst().toString());
    }

    @Test
    void longProgramsAreCutWhereTheCompilerWouldStop() {
        List<Instruction> instructions = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            instructions.add(new Binary(BinaryFunction.ADD, i, 0, DType.FLOAT32));
        }
        ElementwiseProgram program = new ElementwiseProgram(List.of(DType.FLOAT32), instructions, List.of(100));
        assertEquals(3, Planner.plan(program, false).stages().length);
    }

    @Test
    void threadsMayChangeTheFormWhileOthersRun() throws Exception {
        SplittableRandom random = new SplittableRandom(7);
        List<Tensor> inputs = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Tensor input = Elements.allocate(DType.FLOAT32, 5000);
            Elements.fill(input, random, -3, 3, true);
            inputs.add(input);
        }
        List<Tensor> expected = run(CHAIN, inputs, Form.KERNELS, false);
        List<Callable<Void>> work = new ArrayList<>();
        for (int thread = 0; thread < 4; thread++) {
            Form form = FORMS.get(thread % FORMS.size());
            work.add(() -> {
                for (int i = 0; i < 50; i++) {
                    List<Tensor> got = run(CHAIN, inputs, form, false);
                    assertSame(expected.get(0), got.get(0), form + " round " + i);
                    assertSame(expected.get(1), got.get(1), form + " round " + i);
                }
                return null;
            });
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (Future<Void> done : threads.invokeAll(work)) {
                done.get();
            }
        }
    }
}
