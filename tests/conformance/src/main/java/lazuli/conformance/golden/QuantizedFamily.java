package lazuli.conformance.golden;

import java.util.List;
import java.util.Locale;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Mx;
import lazuli.core.QuantizationMode;
import lazuli.core.Quantized;
import org.jspecify.annotations.Nullable;

/** Quantized matrices, and products of chosen parts. */
final class QuantizedFamily {
    private QuantizedFamily() {}

    static void register(Registry registry) {
        registry.put("mx.quantize", QuantizedFamily::quantize);
        registry.single("mx.dequantize", QuantizedFamily::dequantize);
        registry.single("mx.quantized_matmul", QuantizedFamily::matmul);
        registry.single("mx.gather_qmm", QuantizedFamily::gather);
        registry.single("mx.to_fp8", call -> Mx.toFp8(call.array(0)));
        registry.single("mx.from_fp8", call -> Mx.fromFp8(call.array(0), call.dtype("dtype", DType.BFLOAT16)));
        registry.single(
                "mx.gather_mm",
                call -> Mx.gatherMm(
                        call.array(0), call.array(1), call.input("lhs_indices"), call.input("rhs_indices")));
        registry.single("mx.segmented_mm", call -> Mx.segmentedMm(call.array(0), call.array(1), call.array(2)));
        registry.single(
                "mx.block_masked_mm",
                call -> Mx.blockMaskedMm(
                        call.array(0),
                        call.array(1),
                        call.integer("block_size", 64),
                        call.input("mask_out"),
                        call.input("mask_lhs"),
                        call.input("mask_rhs")));
    }

    private static QuantizationMode mode(Call call) {
        return QuantizationMode.valueOf(call.text("mode", "affine").toUpperCase(Locale.ROOT));
    }

    private static int groupSize(Call call) {
        return call.integer("group_size", mode(call).groupSize());
    }

    private static int bits(Call call) {
        return call.integer("bits", mode(call).bits());
    }

    private static @Nullable Array biases(Call call, int index) {
        return index < call.count() ? call.array(index) : null;
    }

    private static List<Array> quantize(Call call) {
        Quantized result = Mx.quantize(call.array(0), groupSize(call), bits(call), mode(call));
        return result.biases() == null
                ? List.of(result.packed(), result.scales())
                : List.of(result.packed(), result.scales(), result.biases());
    }

    private static Array dequantize(Call call) {
        @Nullable DType dtype = call.has("dtype") ? call.dtype("dtype", DType.BFLOAT16) : null;
        return Mx.dequantize(
                call.array(0), call.array(1), biases(call, 2), groupSize(call), bits(call), mode(call), null, dtype);
    }

    private static Array matmul(Call call) {
        return Mx.quantizedMatmul(
                call.array(0),
                call.array(1),
                call.array(2),
                biases(call, 3),
                call.flag("transpose", true),
                groupSize(call),
                bits(call),
                mode(call));
    }

    private static Array gather(Call call) {
        return Mx.gatherQmm(
                call.array(0),
                call.array(1),
                call.array(2),
                biases(call, 3),
                call.input("lhs_indices"),
                call.input("rhs_indices"),
                call.flag("transpose", true),
                groupSize(call),
                bits(call),
                mode(call));
    }
}
