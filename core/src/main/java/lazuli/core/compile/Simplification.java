package lazuli.core.compile;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import lazuli.core.Array;
import lazuli.core.Stream;
import lazuli.core.graph.ArrayType;
import lazuli.core.graph.HostAccess;
import lazuli.core.primitive.Compiled;
import lazuli.core.primitive.CustomPrimitive;
import lazuli.core.primitive.CustomTransforms;
import lazuli.core.primitive.Depends;
import lazuli.core.primitive.KernelPrimitive;
import lazuli.core.primitive.PartsPrimitive;
import lazuli.core.primitive.Placeholder;
import lazuli.core.primitive.Primitive;
import lazuli.core.primitive.WithDerivative;
import lazuli.core.primitive.elementwise.Binary;
import lazuli.core.primitive.elementwise.Convert;
import lazuli.core.primitive.elementwise.Full;
import lazuli.core.primitive.elementwise.Select;
import lazuli.core.primitive.elementwise.Unary;
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

/**
 * The same values by fewer equations: common subexpressions once, nothing that changes nothing, numbers as numbers, nothing that no
 * output needs. Every value keeps its bits.
 */
final class Simplification {
    private final Trace trace;
    private final List<Equation> kept = new ArrayList<>();
    private final Map<Integer, Full> numbers = new HashMap<>();
    private final Map<Key, Integer> known = new HashMap<>();
    private final List<ArrayType> types;
    private final int[] now;
    private int next;

    /** Equal keys are equal values. */
    private record Key(Primitive primitive, Stream stream, List<Integer> inputs) {}

    private Simplification(Trace trace) {
        this.trace = trace;
        this.types = trace.types();
        this.now = IntStream.range(0, trace.values()).toArray();
        this.next = trace.given();
    }

    static Trace of(Trace trace) {
        return new Simplification(trace).simplify();
    }

    private Trace simplify() {
        if (!trace.equations().isEmpty()) {
            foldNumbers(trace.equations().getFirst().stream());
        }
        for (Equation equation : trace.equations()) {
            add(equation);
        }
        List<Integer> outputs =
                trace.outputs().stream().map(output -> now[output]).toList();
        return needed(outputs);
    }

    /** A constant of one element is a number in the program that uses it. */
    private void foldNumbers(Stream stream) {
        for (int i = 0; i < trace.constants().size(); i++) {
            Array constant = trace.constants().get(i);
            if (constant.size() == 1) {
                Full full = new Full(bits(constant), constant.dtype(), constant.shape());
                now[trace.arguments().size() + i] = put(full, stream, List.of(), List.of(typeOf(full)));
            }
        }
    }

    private static ArrayType typeOf(Full full) {
        return new ArrayType(full.shape(), full.dtype());
    }

    private static long bits(Array number) {
        return HostAccess.read(number, elements -> {
            ByteBuffer bytes = elements.asByteBuffer().order(ByteOrder.nativeOrder());
            return switch (number.dtype()) {
                case BOOL, UINT8 -> Byte.toUnsignedLong(bytes.get(0));
                case INT8 -> (long) bytes.get(0);
                case UINT16, FLOAT16, BFLOAT16 -> Short.toUnsignedLong(bytes.getShort(0));
                case INT16 -> (long) bytes.getShort(0);
                case UINT32, FLOAT32 -> Integer.toUnsignedLong(bytes.getInt(0));
                case INT32 -> (long) bytes.getInt(0);
                case UINT64, INT64, FLOAT64, COMPLEX64 -> bytes.getLong(0);
            };
        });
    }

    private void add(Equation equation) {
        List<Integer> inputs =
                equation.inputs().stream().map(input -> now[input]).toList();
        if (isNothing(equation)) {
            now[equation.first()] = inputs.getFirst();
            return;
        }
        @Nullable Full number = inputs.isEmpty() ? null : numbers.get(inputs.getFirst());
        boolean isSpread = equation.primitive() instanceof Broadcast || equation.primitive() instanceof Reshape;
        if (number != null && isSpread) {
            Full full = new Full(
                    number.bits(), number.dtype(), equation.types().getFirst().shape());
            now[equation.first()] = put(full, equation.stream(), List.of(), equation.types());
            return;
        }
        int first = put(equation.primitive(), equation.stream(), inputs, equation.types());
        for (int i = 0; i < equation.types().size(); i++) {
            now[equation.output(i)] = first + i;
        }
    }

    /** The first output of an equation, which may be there already. */
    private int put(Primitive primitive, Stream stream, List<Integer> inputs, List<ArrayType> types) {
        Integer same = known.putIfAbsent(new Key(primitive, stream, inputs), next);
        if (same != null) {
            return same;
        }
        int first = next;
        kept.add(new Equation(primitive, stream, inputs, types, first));
        next += types.size();
        if (primitive instanceof Full full) {
            numbers.put(first, full);
        }
        return first;
    }

    private boolean isNothing(Equation equation) {
        return switch (equation.primitive()) {
            case Identity _, StopGradient _ -> true;
            case Broadcast _, Reshape _, Convert _ ->
                types.get(equation.inputs().getFirst()).equals(equation.types().getFirst());
            case Transpose transpose ->
                IntStream.range(0, transpose.axes().size())
                        .allMatch(i -> transpose.axes().get(i) == i);
            case Unary _, Binary _, Select _, Full _ -> false;
            case AsStrided _, Contiguous _, StridedSlice _, View _ -> false;
            case PartsPrimitive _, KernelPrimitive _ -> false;
            case Compiled _, CustomPrimitive _, CustomTransforms _, Depends _, Placeholder _, WithDerivative _ -> false;
        };
    }

    /** Without what no output needs, numbered anew. */
    private Trace needed(List<Integer> outputs) {
        boolean[] needed = new boolean[next];
        outputs.forEach(output -> needed[output] = true);
        for (Equation equation : kept.reversed()) {
            boolean isNeeded = IntStream.range(0, equation.types().size()).anyMatch(i -> needed[equation.output(i)]);
            needed[equation.first()] = isNeeded;
            if (isNeeded) {
                equation.inputs().forEach(input -> needed[input] = true);
            }
        }
        int[] number = IntStream.range(0, next).toArray();
        List<Equation> equations = new ArrayList<>();
        int count = trace.given();
        for (Equation equation : kept) {
            if (!needed[equation.first()]) {
                continue;
            }
            for (int i = 0; i < equation.types().size(); i++) {
                number[equation.output(i)] = count + i;
            }
            List<Integer> inputs =
                    equation.inputs().stream().map(input -> number[input]).toList();
            equations.add(new Equation(equation.primitive(), equation.stream(), inputs, equation.types(), count));
            count += equation.types().size();
        }
        return new Trace(
                trace.arguments(),
                trace.constants(),
                equations,
                outputs.stream().map(output -> number[output]).toList());
    }
}
