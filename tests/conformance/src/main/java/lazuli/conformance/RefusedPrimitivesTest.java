package lazuli.conformance;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Mx;
import lazuli.core.OperationException;
import lazuli.core.QuantizationMode;
import lazuli.core.Shape;
import lazuli.core.backend.AttentionRule;
import lazuli.core.backend.ConvolutionGeometry;
import lazuli.core.backend.PackedFormat;
import lazuli.core.graph.Nodes;
import lazuli.core.primitive.Depends;
import lazuli.core.primitive.DerivativeRule;
import lazuli.core.primitive.Primitive;
import lazuli.core.primitive.WithDerivative;
import lazuli.core.primitive.convolution.ConvolutionInputGradient;
import lazuli.core.primitive.convolution.ConvolutionWeightGradient;
import lazuli.core.primitive.elementwise.Binary;
import lazuli.core.primitive.elementwise.BinaryFunction;
import lazuli.core.primitive.elementwise.Convert;
import lazuli.core.primitive.elementwise.Full;
import lazuli.core.primitive.elementwise.Unary;
import lazuli.core.primitive.elementwise.UnaryFunction;
import lazuli.core.primitive.indexing.Concatenate;
import lazuli.core.primitive.indexing.SliceUpdate;
import lazuli.core.primitive.indexing.TakeScatter;
import lazuli.core.primitive.matrix.MatMul;
import lazuli.core.primitive.matrix.QuantizedMatMul;
import lazuli.core.primitive.network.Attention;
import lazuli.core.primitive.reduction.Softmax;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A primitive refuses inputs that its kernel would not check, as graphs from files or from callers of {@link Array#of} may have them. */
class RefusedPrimitivesTest {
    /** A primitive with inputs that do not fit. */
    record Refused(String name, Primitive primitive, List<Array> inputs) {
        static Refused of(String name, Primitive primitive, Array... inputs) {
            return new Refused(name, primitive, List.of(inputs));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static Array floats(int... lengths) {
        return Mx.zeros(Shape.of(lengths), DType.FLOAT32);
    }

    private static Array of(DType dtype, int... lengths) {
        return Mx.zeros(Shape.of(lengths), dtype);
    }

    private static ConvolutionGeometry geometry(int groups) {
        List<Integer> one = List.of(1);
        List<Integer> none = List.of(0);
        return new ConvolutionGeometry(one, none, none, one, one, groups, false);
    }

    static Stream<Refused> refused() {
        AttentionRule rule = new AttentionRule(1, false);
        PackedFormat packed = new PackedFormat(QuantizationMode.AFFINE, 32, 4);
        return Stream.of(
                Refused.of("a second, shorter input", new Unary(UnaryFunction.SQUARE), floats(64), floats(1)),
                Refused.of("no input", new Unary(UnaryFunction.SQUARE)),
                Refused.of("a third operand", new Binary(BinaryFunction.ADD), floats(4), floats(4), floats(1)),
                Refused.of("an input of a constant", new Full(0, DType.FLOAT32, Shape.of(64)), floats(1)),
                Refused.of("a second input of a conversion", new Convert(DType.INT32), floats(64), floats(1)),
                Refused.of("integers that were not converted", new Unary(UnaryFunction.EXP), of(DType.INT32, 4)),
                Refused.of(
                        "complex numbers in order",
                        new Binary(BinaryFunction.REMAINDER),
                        of(DType.COMPLEX64, 4),
                        of(DType.COMPLEX64, 4)),
                Refused.of("a bool that is 7", new Full(7, DType.BOOL, Shape.of(4))),
                Refused.of(
                        "an update of another dtype",
                        new SliceUpdate(List.of(0), List.of(1)),
                        floats(4),
                        of(DType.FLOAT64, 2)),
                Refused.of("vectors", new MatMul(), floats(4), floats(4)),
                Refused.of("a product of integers", new MatMul(), of(DType.INT32, 2, 2), of(DType.INT32, 2, 2)),
                Refused.of("softmax of integers", new Softmax(), of(DType.INT32, 2, 2)),
                Refused.of(
                        "attention without values",
                        new Attention(rule, false, false),
                        floats(1, 1, 2, 4),
                        floats(1, 1, 2, 4)),
                Refused.of(
                        "attention by scalars",
                        new Attention(rule, false, false),
                        floats(1, 1, 2, 4),
                        floats(1, 1, 2, 4),
                        floats()),
                Refused.of(
                        "a mask that nothing names",
                        new Attention(rule, false, false),
                        floats(1, 1, 2, 4),
                        floats(1, 1, 2, 4),
                        floats(1, 1, 2, 4),
                        floats(1, 1, 2, 2)),
                Refused.of(
                        "a gradient of no groups",
                        new ConvolutionWeightGradient(geometry(0), List.of(2)),
                        floats(1, 4, 2),
                        floats(1, 3, 2)),
                Refused.of(
                        "a gradient of a vector",
                        new ConvolutionInputGradient(geometry(1), List.of(4)),
                        floats(3),
                        floats(2, 2, 2)),
                Refused.of(
                        "words without axes",
                        new QuantizedMatMul(packed, true),
                        floats(2, 32),
                        of(DType.UINT32),
                        floats(1),
                        floats(1)),
                Refused.of("an axis beyond all", new TakeScatter(Integer.MAX_VALUE, 3), floats(4), of(DType.INT32, 2)),
                Refused.of("fewer results than none", new Depends(-1), floats(1)),
                Refused.of("more results than inputs", new Depends(2), floats(1)),
                Refused.of(
                        "a determinant of no square matrix",
                        new WithDerivative(DerivativeRule.DETERMINANT, DType.FLOAT32),
                        floats(2, 3),
                        floats()),
                Refused.of(
                        "a cross entropy of another shape",
                        new WithDerivative(DerivativeRule.BINARY_CROSS_ENTROPY, DType.FLOAT32),
                        floats(2),
                        floats(3),
                        floats(2)),
                Refused.of("no arrays to join", new Concatenate(0)));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void isRefusedWhereItIsMade(Refused refused) {
        OperationException exception =
                assertThrows(OperationException.class, () -> Nodes.all(refused.primitive(), refused.inputs()));
        assertTrue(String.valueOf(exception.getMessage()).startsWith("["), exception.getMessage());
    }

    @ParameterizedTest
    @MethodSource("geometries")
    void geometryOfDifferentAxesIsRefused(List<List<Integer>> lists) {
        assertThrows(
                OperationException.class,
                () -> new ConvolutionGeometry(
                        lists.get(0), lists.get(1), lists.get(2), lists.get(3), lists.get(4), 1, false));
    }

    /** One list is longer than the others. */
    static Stream<List<List<Integer>>> geometries() {
        return Stream.of(0, 1, 2, 3, 4).map(longer -> {
            List<List<Integer>> lists = Arrays.asList(List.of(1), List.of(1), List.of(1), List.of(1), List.of(1));
            lists.set(longer, List.of(1, 1));
            return lists;
        });
    }
}
