package lazuli.conformance.golden;

import java.util.List;
import java.util.Locale;
import lazuli.core.Array;
import lazuli.core.BlockMaskOptions;
import lazuli.core.DType;
import lazuli.core.Mx;
import lazuli.core.QuantizationMode;
import lazuli.core.QuantizationOptions;
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
                        new BlockMaskOptions(
                                call.integer("block_size", 64),
                                call.input("mask_out"),
                                call.input("mask_lhs"),
                                call.input("mask_rhs"))));
    }

    private static QuantizationOptions options(Call call) {
        QuantizationMode mode =
                QuantizationMode.valueOf(call.text("mode", "affine").toUpperCase(Locale.ROOT));
        return QuantizationOptions.of(mode)
                .groupSize(call.integer("group_size", mode.groupSize()))
                .bits(call.integer("bits", mode.bits()));
    }

    /** Of the words at an index, the scales behind them, and the biases behind those if there are any. */
    private static Quantized quantized(Call call, int index) {
        @Nullable Array biases = index + 2 < call.count() ? call.array(index + 2) : null;
        return Quantized.of(call.array(index), call.array(index + 1), biases, options(call));
    }

    private static List<Array> quantize(Call call) {
        Quantized result = Mx.quantize(call.array(0), options(call));
        return result.biases() == null
                ? List.of(result.packed(), result.scales())
                : List.of(result.packed(), result.scales(), result.biases());
    }

    private static Array dequantize(Call call) {
        Quantized w = quantized(call, 0);
        return call.has("dtype") ? Mx.dequantize(w, call.dtype("dtype", DType.BFLOAT16)) : Mx.dequantize(w);
    }

    private static Array matmul(Call call) {
        return Mx.quantizedMatmul(call.array(0), quantized(call, 1), call.flag("transpose", true));
    }

    private static Array gather(Call call) {
        return Mx.gatherQmm(
                call.array(0),
                quantized(call, 1),
                call.input("lhs_indices"),
                call.input("rhs_indices"),
                call.flag("transpose", true));
    }
}
