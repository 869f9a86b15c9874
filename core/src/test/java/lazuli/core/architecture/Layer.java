package lazuli.core.architecture;

import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The layers of core from below. A class knows its own layer and those below it. Packages are whole layers but for the classes named here:
 * {@code lazuli.core} holds what users touch, of every layer, and a few classes stand with their like rather than with their layer.
 */
public enum Layer {
    /** Dtypes, shapes, numbers, choices, errors; memory, threads and their events. */
    VALUES("fault memory recording schedule thread", """
            ArgumentException ArrayFileException Complex ConvolutionOptions ConvolutionTransposeOptions ConvolveMode DType DTypeCategory DTypeException
            EinsumPath ExportException ExportOptions FftNorm Finfo Iinfo KernelLaunch KernelOptions MatrixNorm NumberFormat OperationException PadMode
            PrintOptions Promotion QuantizationMode QuantizationOptions Shape ShapeException TracingException
            graph.ArrayType graph.Required
            """),

    /** What a backend implements and is given: kernels, elementwise programs and their functions, geometries; devices and streams. */
    BACKENDS("backend device", """
            Device Stream
            primitive.elementwise.BinaryFunction primitive.elementwise.Domain primitive.elementwise.ResultType
            primitive.elementwise.UnaryFunction primitive.indexing.Addressing primitive.indexing.Combination
            primitive.reduction.Accumulation primitive.reduction.Reduction
            """),

    /** The one knot: arrays, the graph they are, its evaluation, operations, primitives, and the walks that give derivatives. */
    ARRAYS("""
            graph operation primitive primitive.convolution primitive.creation primitive.elementwise primitive.fourier primitive.indexing
            primitive.linalg primitive.matrix primitive.network primitive.reduction primitive.sorting primitive.view
            """, """
            Array ArrayFormat AttentionMask AttentionOptions BlockMaskOptions CustomFunction FnN HostCopy HostScalar Index IndexedUpdate Indices JvpResult NestedCopy
            QqmmOptions Quantized RopeOptions Slice Tree VjpResult
            compile.Shapeless
            transform.ForwardMode transform.ReverseMode transform.Tape transform.Vectorization
            """),

    /** Functions of arrays: transforms, compilation; and files. */
    FUNCTIONS("compile io transform", """
            ArrayFile ArrayFunction ExportEvent Fn1 Fn2 Fn3 Fn4 FnWithKeywords Gguf GgufValue GradWithAux Gradients Safetensors State
            ValueAndAux ValueAndGrad ValueAndGradWithAux
            """),

    /** What users call; nothing below calls it. */
    FACADE("", """
            Categorical Fast Fft FunctionExporter GpuKernel ImportedFunction Lazuli Linalg Memory Metal Mx Random RandomIntegers
            """);

    private static final String ROOT = "lazuli.core.";
    private static final Map<String, Layer> BY_CLASS = byName(layer -> layer.classes);
    private static final Map<String, Layer> BY_PACKAGE = byName(layer -> layer.packages);

    private final String packages;
    private final String classes;

    Layer(String packages, String classes) {
        this.packages = packages;
        this.classes = classes;
    }

    private static Map<String, Layer> byName(Function<Layer, String> names) {
        return Stream.of(values())
                .flatMap(layer -> names.apply(layer)
                        .lines()
                        .flatMap(line -> Stream.of(line.split(" ")))
                        .filter(name -> !name.isBlank())
                        .map(name -> Map.entry(ROOT + name, layer)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /**
     * The layer of a class by its full name.
     *
     * @throws AssertionError if it belongs to none: a new class in {@code lazuli.core} is to be named above
     */
    public static Layer of(String name) {
        String outermost = ClassUses.outermost(name);
        Layer layer = BY_CLASS.get(outermost);
        if (layer == null) {
            layer = BY_PACKAGE.get(packageOf(outermost));
        }
        if (layer == null) {
            throw new AssertionError(name + " belongs to no layer");
        }
        return layer;
    }

    private static String packageOf(String name) {
        return name.substring(0, name.lastIndexOf('.'));
    }

    /** The names that this enum lists. */
    public static Set<String> named() {
        return BY_CLASS.keySet();
    }

    /**
     * What counts as one where cycles are sought: a layer; but each package of those below and above the knot that have several. There, what
     * stands in {@code lazuli.core} counts as one, and with {@code compile} where it is of functions: a state knows its slots.
     */
    public static String slice(String name) {
        String outermost = ClassUses.outermost(name);
        boolean isNamed = BY_CLASS.containsKey(outermost);
        Layer layer = of(name);
        return switch (layer) {
            case VALUES -> isNamed ? layer.name() : packageOf(outermost);
            case FUNCTIONS -> isNamed ? ROOT + "compile" : packageOf(outermost);
            case BACKENDS, ARRAYS, FACADE -> layer.name();
        };
    }
}
