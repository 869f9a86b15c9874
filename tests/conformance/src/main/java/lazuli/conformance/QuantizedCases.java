package lazuli.conformance;

import static lazuli.core.Mx.*;

import java.util.ArrayList;
import java.util.List;
import lazuli.core.Array;
import lazuli.core.BlockMaskOptions;
import lazuli.core.DType;
import lazuli.core.Index;
import lazuli.core.QuantizationMode;
import lazuli.core.QuantizationOptions;
import lazuli.core.Quantized;
import lazuli.core.Random;
import lazuli.core.Shape;
import lazuli.core.Slice;

/** Products with quantized matrices, by their activations, scales and biases, and products of chosen parts. */
final class QuantizedCases {
    private QuantizedCases() {}

    static List<Case> all() {
        List<Case> cases = new ArrayList<>();
        QuantizationOptions five = QuantizationOptions.DEFAULTS.groupSize(32).bits(5);
        Array words = Random.bits(Shape.of(2, 3, 5), Random.key(4));
        Shape scales = Shape.of(2, 3, 1);
        cases.add(Case.of(
                "quantized_matmul",
                0.5,
                1,
                List.of(Shape.of(1, 2, 32), scales, scales),
                x -> List.of(square(quantizedMatmul(x.get(0), Quantized.of(words, x.get(1), x.get(2), five))))));
        cases.add(Case.of(
                "quantized_matmul not transposed",
                0.5,
                1,
                List.of(Shape.of(2, 2, 3), scales, scales),
                x -> List.of(square(quantizedMatmul(x.get(0), Quantized.of(words, x.get(1), x.get(2), five), false)))));
        Array bytes = array(127, 120, 125).reshape(3, 1).astype(DType.UINT8);
        Quantized small = Quantized.of(
                words.at(Index.of(0), Slice.all(), Slice.to(4)),
                bytes,
                null,
                QuantizationOptions.of(QuantizationMode.MXFP4));
        cases.add(Case.of(
                "quantized_matmul of small floats",
                -1,
                1,
                List.of(Shape.of(2, 32)),
                x -> List.of(square(quantizedMatmul(x.getFirst(), small)))));
        cases.add(Case.of(
                "dequantize",
                0.5,
                1,
                List.of(scales, scales),
                x -> List.of(square(dequantize(Quantized.of(words, x.get(0), x.get(1), five))))));
        cases.add(Case.of(
                "gather_qmm",
                0.5,
                1,
                List.of(Shape.of(3, 2, 32), scales, scales),
                x -> List.of(square(gatherQmm(
                        x.get(0),
                        Quantized.of(words, x.get(1), x.get(2), five),
                        array(2, 0, 1, 1),
                        array(1, 1, 0, 1))))));
        chosen(cases);
        return cases;
    }

    private static void chosen(List<Case> cases) {
        List<Shape> matrices = List.of(Shape.of(3, 2, 3), Shape.of(2, 3, 2));
        cases.add(Case.of(
                "gather_mm",
                -1,
                1,
                matrices,
                x -> List.of(square(gatherMm(x.get(0), x.get(1), array(2, 0, 2, 1), array(1, 1, 0, 1))))));
        cases.add(Case.of(
                "gather_mm of all in order",
                -1,
                1,
                matrices,
                x -> List.of(square(gatherMm(x.get(0), x.get(1), null, array(1, 0, 0))))));
        Array segments = array(0, 2, 2, 5, 4, 4).reshape(3, 2);
        cases.add(Case.of(
                "segmented_mm",
                -1,
                1,
                List.of(Shape.of(2, 5), Shape.of(5, 2)),
                x -> List.of(square(segmentedMm(x.get(0), x.get(1), segments)))));
        BlockMaskOptions shown =
                BlockMaskOptions.DEFAULTS.blockSize(32).maskOut(array(true).reshape(1, 1));
        cases.add(Case.of(
                "block_masked_mm",
                0.5,
                1,
                List.of(Shape.of(2, 33), Shape.of(33, 1), Shape.of(1, 2)),
                x -> List.of(square(blockMaskedMm(x.get(0), x.get(1), shown.maskLhs(x.get(2)))))));
    }
}
