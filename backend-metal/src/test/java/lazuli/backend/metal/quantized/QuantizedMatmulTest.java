package lazuli.backend.metal.quantized;

import static lazuli.backend.metal.BothDevices.normal;

import java.util.List;
import java.util.stream.Stream;
import lazuli.backend.metal.BothDevices;
import lazuli.backend.metal.matmul.Layout;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Device;
import lazuli.core.Mx;
import lazuli.core.QuantizationMode;
import lazuli.core.QuantizationOptions;
import lazuli.core.Quantized;
import lazuli.core.Shape;
import lazuli.core.backend.PackedFormat;
import lazuli.core.graph.Nodes;
import lazuli.core.primitive.matrix.GatherQuantizedMatMul;
import lazuli.core.primitive.matrix.PackBits;
import lazuli.core.primitive.matrix.QuantizedMatMul;
import lazuli.core.primitive.matrix.UnpackBits;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Products with quantized matrices of every format, by few rows and many, plain and chosen ones, are the processor's. */
class QuantizedMatmulTest {
    /** All for the commonest formats; one for the others, whose text differs by the format alone. */
    private static List<DType> dtypes(PackedFormat format) {
        return format.bits() == 4 && format.groupSize() == 32
                ? List.of(DType.FLOAT32, DType.FLOAT16, DType.BFLOAT16)
                : List.of(DType.FLOAT32);
    }

    static Stream<PackedFormat> formats() {
        return Stream.concat(
                Stream.of(2, 3, 4, 5, 6, 8)
                        .flatMap(bits -> Stream.of(32, 64, 128)
                                .filter(size -> size == 64 || bits == 4)
                                .map(size -> new PackedFormat(QuantizationMode.AFFINE, size, bits))),
                Stream.of(QuantizationMode.MXFP4, QuantizationMode.MXFP8, QuantizationMode.NVFP4)
                        .map(mode -> new PackedFormat(mode, mode.groupSize(), mode.bits())));
    }

    /** Words, scales and, if there are any, biases. */
    private static Array[] packed(PackedFormat format, DType dtype, int... shape) {
        try (lazuli.core.Stream.Scope _ = lazuli.core.Stream.on(Device.CPU)) {
            QuantizationOptions options = QuantizationOptions.of(format.mode())
                    .groupSize(format.groupSize())
                    .bits(format.bits());
            Quantized packed = Mx.quantize(normal(7, dtype, shape), options);
            Array[] parts = packed.biases() == null
                    ? new Array[] {packed.packed(), packed.scales()}
                    : new Array[] {packed.packed(), packed.scales(), packed.biases()};
            Mx.eval(parts);
            return parts;
        }
    }

    private static Array[] with(Array x, Array[] parts) {
        Array[] all = new Array[parts.length + 1];
        all[0] = x;
        System.arraycopy(parts, 0, all, 1, parts.length);
        return all;
    }

    @ParameterizedTest
    @MethodSource("formats")
    void ofAllFormats(PackedFormat format) {
        for (DType dtype : dtypes(format)) {
            for (int rows : new int[] {1, 3, 7, 40}) {
                Array[] transposed = with(normal(7, dtype, rows, 384), packed(format, dtype, 21, 384));
                BothDevices.agreeOnSums(
                        () -> Nodes.of(new QuantizedMatMul(format, true), transposed),
                        384,
                        format + " transposed " + rows + " " + dtype);
                Array[] plain = with(normal(7, dtype, rows, 37), packed(format, dtype, 37, 384));
                BothDevices.agreeOnSums(
                        () -> Nodes.of(new QuantizedMatMul(format, false), plain),
                        37,
                        format + " " + rows + " " + dtype);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("formats")
    void ofChosenMatrices(PackedFormat format) {
        for (int rows : new int[] {1, 3, 9}) {
            for (int count : new int[] {2, 20}) {
                Array x = normal(7, DType.FLOAT32, count, rows, 128);
                int[] places = new int[count];
                for (int i = 0; i < count; i++) {
                    places[i] = count == 2 ? i - 2 : i / 7;
                }
                Array chosen = Mx.array(places);
                Array[] parts = packed(format, DType.FLOAT32, 3, 128, 128);
                for (boolean transposed : new boolean[] {true, false}) {
                    for (Layout layout : format.bits() == 4 ? Layout.values() : new Layout[] {Layout.ROW_MAJOR}) {
                        BothDevices.agreeOnSums(
                                () -> {
                                    Array[] all = new Array[parts.length + 2];
                                    all[0] = layout.of(x);
                                    all[1] = layout.of(chosen);
                                    for (int i = 0; i < parts.length; i++) {
                                        all[i + 2] = layout.of(parts[i]);
                                    }
                                    return Nodes.of(new GatherQuantizedMatMul(format, transposed), all);
                                },
                                128,
                                format + " " + transposed + " " + rows + " " + count + " " + layout);
                    }
                }
            }
        }
    }

    static Stream<Layout> layouts() {
        return Stream.of(Layout.values());
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void ofBatches(Layout layout) {
        PackedFormat format = new PackedFormat(QuantizationMode.AFFINE, 64, 4);
        int[][][] batches = {{{3}, {3}}, {{3}, {1}}, {{1}, {3}}, {{2, 1}, {1, 3}}, {{0}, {1}}};
        for (int[][] batch : batches) {
            for (int rows : new int[] {1, 7}) {
                Array x = normal(7, DType.FLOAT32, shape(batch[0], rows, 64));
                Array[] parts = packed(format, DType.FLOAT32, shape(batch[1], 64, 64));
                for (boolean transposed : new boolean[] {true, false}) {
                    BothDevices.agreeOnSums(
                            () -> {
                                Array[] all = with(layout.of(x), parts);
                                for (int i = 1; i < all.length; i++) {
                                    all[i] = layout.of(all[i]);
                                }
                                return Nodes.of(new QuantizedMatMul(format, transposed), all);
                            },
                            64,
                            x.shape() + " " + parts[0].shape() + " " + transposed + " " + layout);
                }
            }
        }
    }

    private static int[] shape(int[] batch, int rows, int columns) {
        return Shape.of(batch)
                .insert(batch.length, rows)
                .insert(batch.length + 1, columns)
                .toArray();
    }

    static Stream<PackedFormat> commonFormats() {
        return formats().filter(format -> format.bits() == 4 || format.bits() == 5);
    }

    /** Long rows, whose sums come in parts. */
    @ParameterizedTest
    @MethodSource("commonFormats")
    void ofManyTerms(PackedFormat format) {
        for (int rows : new int[] {1, 8}) {
            Array[] transposed = with(normal(7, DType.FLOAT32, rows, 2048), packed(format, DType.FLOAT32, 5, 2048));
            BothDevices.agreeOnSums(
                    () -> Nodes.of(new QuantizedMatMul(format, true), transposed), 2048, format + " " + rows);
            Array[] plain = with(normal(7, DType.FLOAT32, rows, 1100), packed(format, DType.FLOAT32, 1100, 128));
            BothDevices.agreeOnSums(
                    () -> Nodes.of(new QuantizedMatMul(format, false), plain), 1100, format + " " + rows);
        }
    }

    /** All codes, packed and unpacked. */
    @ParameterizedTest
    @MethodSource("bits")
    void stringsOfBits(int bits) {
        Array codes = Mx.remainder(Mx.arange(0, 32 * 9, 1), Mx.array(256))
                .astype(DType.UINT8)
                .reshape(3, 96);
        BothDevices.agreeOnSums(() -> Nodes.of(new PackBits(bits), codes).astype(DType.INT64), 0, bits);
        Array words = Mx.arange(0, 3 * 3 * bits, 1)
                .astype(DType.UINT32)
                .multiply(0x1E3779B9)
                .reshape(3, 3 * bits);
        BothDevices.agreeOnSums(() -> Nodes.of(new UnpackBits(bits), words).astype(DType.INT64), 0, bits);
    }

    static Stream<Integer> bits() {
        return Stream.of(2, 3, 4, 5, 6, 8);
    }
}
