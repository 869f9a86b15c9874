package lazuli.conformance;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import lazuli.core.Array;
import lazuli.core.ArrayFileException;
import lazuli.core.DType;
import lazuli.core.ExportException;
import lazuli.core.FnN;
import lazuli.core.Mx;
import lazuli.core.OperationException;
import lazuli.core.Shape;
import lazuli.core.compile.ExportedFunction;
import lazuli.core.compile.FunctionGraph;
import lazuli.core.graph.ArrayType;
import lazuli.core.graph.Nodes;
import lazuli.core.io.ArrayFiles;
import lazuli.core.memory.OutOfMemoryException;
import lazuli.core.primitive.Primitive;
import lazuli.core.primitive.elementwise.Binary;
import lazuli.core.primitive.elementwise.BinaryFunction;
import lazuli.core.primitive.elementwise.Unary;
import lazuli.core.primitive.elementwise.UnaryFunction;

/**
 * Applies primitives whose numbers and inputs have been changed at random, most of them to something that does not fit: each gives values of
 * the types that it says, or an error of ours. To be run with guarded memory ({@code -Dlazuli.memory.guard=true}) in a process of its own,
 * which an access outside of a buffer ends; the file named first then says which case it was. Arguments: file, first case, number of cases. A single
 * case is printed before it is run.
 */
final class HostilePrograms {
    /** Larger inputs and results are not computed: many would only take time. */
    private static final long MOST_ELEMENTS = 1 << 16;

    private static final int EXAMPLES = 24;

    private final List<List<Applied>> examples;
    private final Map<String, Integer> outcomes = new TreeMap<>();
    private final Path file;
    private final boolean isShown;

    /** A primitive with the types of its inputs. */
    private record Applied(Primitive primitive, List<ArrayType> inputs) {
        @Override
        public String toString() {
            return primitive + " of " + inputs;
        }
    }

    private HostilePrograms(Path file, boolean isShown) {
        this.file = file;
        this.isShown = isShown;
        this.examples = examples();
    }

    /** Runs the cases; prints counts, and each case that ended otherwise than it may, and exits with their number. */
    public static void main(String[] arguments) throws IOException {
        Path progress = Path.of(arguments[0]);
        long first = Long.parseLong(arguments[1]);
        long count = Long.parseLong(arguments[2]);
        Path file = Files.createTempFile("hostile", ".function");
        int failures = 0;
        try (FileChannel channel = FileChannel.open(
                        progress, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
                Arena arena = Arena.ofConfined()) {
            MemorySegment position = channel.map(FileChannel.MapMode.READ_WRITE, 0, Long.BYTES, arena);
            HostilePrograms programs = new HostilePrograms(file, count == 1);
            for (long seed = first; seed < first + count; seed++) {
                position.set(ValueLayout.JAVA_LONG, 0, seed);
                failures += programs.isRight(seed) ? 0 : 1;
            }
            System.out.printf(
                    "hostile programs: %d cases of %d primitives: %s%n",
                    count, programs.examples.size(), programs.outcomes);
        } finally {
            Files.delete(file);
        }
        System.exit(Math.min(failures, 99));
    }

    /** Of each primitive that a table of cases or a derivative of one uses, some applications. */
    private static List<List<Applied>> examples() {
        Map<String, List<Applied>> found = new LinkedHashMap<>();
        ExportTest.functions().forEach(function -> {
            List<ArrayType> types = function.inputs(7).stream().map(Array::type).toList();
            collect(function.function(), types, found);
            collect(x -> Derivatives.gradients(function.weighted(6), x), types, found);
        });
        return found.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.naturalOrder()))
                .map(Map.Entry::getValue)
                .toList();
    }

    private static void collect(FnN function, List<ArrayType> types, Map<String, List<Applied>> found) {
        FunctionGraph graph;
        try {
            graph = FunctionGraph.of(function, types, false);
        } catch (IllegalArgumentException notDifferentiable) {
            return;
        }
        List<ArrayType> values = graph.types();
        for (FunctionGraph.Step step : graph.steps()) {
            List<Applied> same =
                    found.computeIfAbsent(step.primitive().getClass().getName(), name -> new ArrayList<>());
            Applied applied = new Applied(
                    step.primitive(), step.inputs().stream().map(values::get).toList());
            if (same.size() < EXAMPLES && !same.contains(applied)) {
                same.add(applied);
            }
        }
    }

    private boolean isRight(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Mutations mutations = new Mutations(random);
        Applied applied = mutations.oneOf(mutations.oneOf(examples));
        try {
            applied = changed(applied, mutations);
            if (isShown) {
                System.out.println(applied);
            }
            String outcome = run(applied, random, mutations);
            outcomes.merge(outcome, 1, Integer::sum);
            return true;
        } catch (OperationException
                | ExportException
                | ArrayFileException
                | IndexOutOfBoundsException
                | OutOfMemoryException refused) {
            outcomes.merge("refused", 1, Integer::sum);
            String message = String.valueOf(refused.getMessage());
            if (message.startsWith("[") || message.startsWith(file + ": ")) {
                return true;
            }
            tell(seed, applied, refused);
            return false;
        } catch (ReflectiveOperationException | RuntimeException | Error wrong) {
            tell(seed, applied, wrong);
            return false;
        }
    }

    private static void tell(long seed, Applied applied, Throwable wrong) {
        System.out.println("case " + seed + ": " + applied + ": " + wrong);
        for (int i = 0; i < Math.min(4, wrong.getStackTrace().length); i++) {
            System.out.println("    " + wrong.getStackTrace()[i]);
        }
    }

    private static Applied changed(Applied applied, Mutations mutations) throws ReflectiveOperationException {
        Primitive primitive = applied.primitive();
        List<ArrayType> inputs = applied.inputs();
        while (mutations.chance(0.4)) {
            if (mutations.chance(0.5) && primitive instanceof Record whole) {
                primitive = (Primitive) mutations.record(whole);
            } else {
                inputs = mutations.inputs(inputs);
            }
        }
        return new Applied(primitive, inputs);
    }

    /** Between elementwise operations, whose memory others may take over; plain, compiled, or from a file that claims what is to be. */
    private String run(Applied applied, SplittableRandom random, Mutations mutations) {
        if (isLarge(applied.inputs())) {
            return "large";
        }
        HostileInputs contents = new HostileInputs(random);
        int way = random.nextInt(3);
        List<Array> inputs = applied.inputs().stream().map(contents::of).toList();
        if (way == 2) {
            ArrayFiles.exportFunction(
                    file,
                    new ExportedFunction(
                            "",
                            false,
                            List.of(new ExportedFunction.Signature(List.of(), graph(applied, mutations), List.of()))));
            compute(Mx.importFunction(file), inputs);
            return "computed from a file";
        }
        if (isLarge(applied.primitive().outputsOf(applied.inputs()))) {
            return "large";
        }
        FnN function = arguments -> {
            List<Array> own =
                    arguments.stream().map(HostilePrograms::elementwise).toList();
            List<Array> outputs = Nodes.all(applied.primitive(), own);
            return outputs.stream().map(HostilePrograms::elementwise).toList();
        };
        compute(way == 0 ? function : Mx.compileN(function), inputs);
        return way == 0 ? "computed" : "computed by a compiled function";
    }

    private static boolean isLarge(List<ArrayType> types) {
        return types.stream().anyMatch(type -> type.shape().size() > MOST_ELEMENTS);
    }

    private static Array elementwise(Array x) {
        return Nodes.of(new Unary(UnaryFunction.SQUARE), Nodes.of(new Binary(BinaryFunction.MAXIMUM), x, x));
    }

    private static void compute(FnN function, List<Array> inputs) {
        List<Array> outputs = function.apply(inputs);
        Mx.eval(outputs.toArray(Array[]::new));
        for (Array output : outputs) {
            if (output.toByteArray().length != output.nbytes()) {
                throw new AssertionError("%s has %d bytes".formatted(output.type(), output.toByteArray().length));
            }
        }
    }

    /** Squares of the arguments, the primitive of them, squares of its outputs; the types of outputs are right, or made up. */
    private static FunctionGraph graph(Applied applied, Mutations mutations) {
        List<ArrayType> arguments = applied.inputs();
        List<FunctionGraph.Step> steps = new ArrayList<>();
        int count = arguments.size();
        for (int i = 0; i < count; i++) {
            steps.add(square(i, arguments.get(i)));
        }
        List<Integer> own = IntStream.range(count, 2 * count).boxed().toList();
        List<ArrayType> types = claimed(applied, mutations);
        steps.add(new FunctionGraph.Step(applied.primitive(), own, types));
        for (int i = 0; i < types.size(); i++) {
            steps.add(square(2 * count + i, types.get(i)));
        }
        int first = 2 * count + types.size();
        List<Integer> outputs =
                IntStream.range(first, first + types.size()).boxed().toList();
        return new FunctionGraph(arguments, List.of(), steps, outputs);
    }

    private static FunctionGraph.Step square(int value, ArrayType type) {
        return new FunctionGraph.Step(new Unary(UnaryFunction.SQUARE), List.of(value), List.of(type));
    }

    private static List<ArrayType> claimed(Applied applied, Mutations mutations) {
        List<ArrayType> types;
        try {
            types = applied.primitive().outputsOf(applied.inputs());
        } catch (OperationException refused) {
            types = applied.inputs();
        }
        if (isLarge(types)) {
            types = List.of(new ArrayType(Shape.SCALAR, DType.FLOAT32));
        }
        return mutations.chance(0.1) ? mutations.inputs(types) : types;
    }
}
