package lazuli.core.io;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import lazuli.core.Array;
import lazuli.core.compile.ExportedFunction;
import lazuli.core.compile.FunctionGraph;
import lazuli.core.compile.LengthRange;
import lazuli.core.compile.ShapelessGraph;
import lazuli.core.compile.StepRule;
import lazuli.core.graph.ArrayType;
import lazuli.core.primitive.Primitive;

/** Reads exported functions, as docs/exported-functions.md says; all that a file claims is checked before it is used. */
final class FunctionFormat {
    /** The letters LAZULIFN. */
    static final long MAGIC = 0x4e46_494c_555a_414cL;

    /** Version 1 has no names of arguments, version 2 has no graphs for other lengths. */
    static final int VERSION = 3;

    private static final int VERSION_WITH_NAMES = 2;
    private static final int VERSION_WITH_OTHERS = 3;

    /** Of the constants, so that they can be used where they lie. */
    private static final long ALIGNMENT = 64;

    static final ComponentType NUMBERS = new ComponentType.ListOf(ComponentType.Scalar.INT);
    static final ComponentType NAMES = new ComponentType.ListOf(ComponentType.Scalar.STRING);
    static final ComponentType RANGES = new ComponentType.ListOf(ComponentType.of(LengthRange.class));
    static final ComponentType AXES = new ComponentType.ListOf(NUMBERS);
    static final ComponentType RULES = new ComponentType.ListOf(ComponentType.of(StepRule.class));
    static final ComponentType TYPES = new ComponentType.ListOf(ComponentType.of(ArrayType.class));

    private final FileRegion file;
    private final ByteCursor header;
    private final long version;
    private final List<ComponentType.RecordOf> primitives = new ArrayList<>();

    private FunctionFormat(FileRegion file, FileRegion header, long version) {
        this.file = file;
        this.version = version;
        this.header = new ByteCursor(header);
    }

    static long padded(long size) {
        return Math.ceilDiv(size, ALIGNMENT) * ALIGNMENT;
    }

    static ExportedFunction read(FileRegion file) throws FormatException {
        ByteCursor start = new ByteCursor(file);
        if (file.size() < Long.BYTES || start.bits() != MAGIC) {
            throw new FormatException("is no exported function: it does not begin with LAZULIFN");
        }
        long version = start.unsignedInt();
        if (version < 1 || version > VERSION) {
            throw new FormatException("is of version %d; this program reads versions 1 to %d", version, VERSION);
        }
        FileRegion header = start.take(start.number());
        return new FunctionFormat(file, header, version).read(header, padded(start.position()));
    }

    private ExportedFunction read(FileRegion region, long data) throws FormatException {
        String metadata = header.text(header.count());
        boolean shapeless = ComponentType.Scalar.bool(header);
        List<Array> constants = constants(types(), data);
        int declarations = header.count();
        for (int i = 0; i < declarations; i++) {
            primitives.add(PrimitiveTable.declared(header.text(header.count())));
        }
        int count = header.count();
        List<ExportedFunction.Signature> signatures = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            signatures.add(signature(constants));
        }
        if (header.position() != region.size()) {
            throw new FormatException(
                    "has a header of %d bytes, of which %d are used", region.size(), header.position());
        }
        return new ExportedFunction(metadata, shapeless, signatures);
    }

    private List<Array> constants(List<ArrayType> types, long data) throws FormatException {
        List<Array> constants = new ArrayList<>();
        long position = data;
        for (ArrayType type : types) {
            Layout layout = Layout.plain(type.dtype(), type.shape());
            constants.add(StoredArray.of(file.slice(position, layout.byteSize()), layout));
            position = padded(position + layout.byteSize());
        }
        if (position != file.size()) {
            throw new FormatException("has %d bytes where %d are expected", file.size(), position);
        }
        return constants;
    }

    private ExportedFunction.Signature signature(List<Array> stored) throws FormatException {
        List<ArrayType> arguments = types();
        List<String> names = version >= VERSION_WITH_NAMES ? names(arguments.size()) : List.of();
        FunctionGraph graph = graph(arguments, stored);
        List<ShapelessGraph> others = new ArrayList<>();
        int count = version >= VERSION_WITH_OTHERS ? header.count() : 0;
        for (int i = 0; i < count; i++) {
            others.add(other(stored));
        }
        return new ExportedFunction.Signature(names, graph, others);
    }

    /** A graph for other lengths; what its rules make is checked when it is used. */
    @SuppressWarnings("unchecked") // what the components read
    private ShapelessGraph other(List<Array> stored) throws FormatException {
        FunctionGraph graph = graph(types(), stored);
        List<LengthRange> ranges = (List<LengthRange>) RANGES.read(header);
        List<List<Integer>> axes = (List<List<Integer>>) AXES.read(header);
        ShapelessGraph other = new ShapelessGraph(graph, ranges, axes, (List<StepRule>) RULES.read(header));
        if (!other.fits()) {
            throw new FormatException("ranges or rules of lengths do not fit the graph");
        }
        return other;
    }

    /** Names of the last arguments, by which a call finds them: in order, and each once. */
    @SuppressWarnings("unchecked") // what NAMES reads
    private List<String> names(int arguments) throws FormatException {
        List<String> names = (List<String>) NAMES.read(header);
        if (names.size() > arguments || !names.equals(List.copyOf(new TreeSet<>(names)))) {
            throw new FormatException("the last of %d arguments cannot be named %s", arguments, names);
        }
        return names;
    }

    private FunctionGraph graph(List<ArrayType> arguments, List<Array> stored) throws FormatException {
        List<Array> constants = new ArrayList<>();
        for (int number : numbers(stored.size())) {
            constants.add(stored.get(number));
        }
        List<ArrayType> values = new ArrayList<>(arguments);
        constants.forEach(constant -> values.add(constant.type()));
        int count = header.count();
        List<FunctionGraph.Step> steps = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            FunctionGraph.Step step = step(values);
            steps.add(step);
            values.addAll(step.types());
        }
        return new FunctionGraph(arguments, constants, steps, numbers(values.size()));
    }

    private FunctionGraph.Step step(List<ArrayType> values) throws FormatException {
        int number = (int) header.unsignedInt();
        if (number < 0 || number >= primitives.size()) {
            throw new FormatException("primitive %d of %d", number, primitives.size());
        }
        Primitive primitive = (Primitive) primitives.get(number).read(header);
        List<Integer> inputs = numbers(values.size());
        List<ArrayType> types = types();
        List<ArrayType> given = inputs.stream().map(values::get).toList();
        if (!types.equals(outputs(primitive, given))) {
            throw new FormatException("%s does not make %s of %s", primitive, types, given);
        }
        return new FunctionGraph.Step(primitive, inputs, types);
    }

    /** What a primitive checks is all that is wrong with it. */
    private static List<ArrayType> outputs(Primitive primitive, List<ArrayType> inputs) throws FormatException {
        try {
            return primitive.outputsOf(inputs);
        } catch (RuntimeException refused) {
            throw new FormatException("%s cannot be applied to %s: %s", primitive, inputs, refused.getMessage());
        }
    }

    /** Numbers of values that are there. */
    @SuppressWarnings("unchecked") // what NUMBERS reads
    private List<Integer> numbers(int values) throws FormatException {
        List<Integer> numbers = (List<Integer>) NUMBERS.read(header);
        for (int number : numbers) {
            if (number < 0 || number >= values) {
                throw new FormatException("value %d of %d", number, values);
            }
        }
        return numbers;
    }

    @SuppressWarnings("unchecked") // what TYPES reads
    private List<ArrayType> types() throws FormatException {
        return (List<ArrayType>) TYPES.read(header);
    }
}
