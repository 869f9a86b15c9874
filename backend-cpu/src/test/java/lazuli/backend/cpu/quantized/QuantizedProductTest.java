package lazuli.backend.cpu.quantized;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import lazuli.backend.cpu.Elements;
import lazuli.backend.cpu.Expect;
import lazuli.backend.cpu.Indices;
import lazuli.backend.cpu.Layout;
import lazuli.core.DType;
import lazuli.core.QuantizationMode;
import lazuli.core.backend.PackedFormat;
import lazuli.core.backend.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantizedProductTest {
    private static final QuantizedProduct[] ALL = {
        QuantizedProduct.loops(), QuantizedProduct.loopsLikeVectors(), QuantizedProduct.vectors()
    };

    static Stream<Arguments> products() {
        Stream<PackedFormat> integers =
                Stream.of(2, 3, 4, 5, 6, 8).map(bits -> new PackedFormat(QuantizationMode.AFFINE, 32, bits));
        Stream<PackedFormat> floats = Stream.of(QuantizationMode.MXFP4, QuantizationMode.MXFP8, QuantizationMode.NVFP4)
                .map(mode -> new PackedFormat(mode, mode.groupSize(), mode.bits()));
        return Stream.concat(integers, floats)
                .flatMap(format -> Stream.of(DType.FLOAT32, DType.FLOAT64)
                        .flatMap(dtype -> Stream.of(
                                Arguments.of(format, dtype, true, 1, 7, 96),
                                Arguments.of(format, dtype, true, 9, 300, 96),
                                Arguments.of(format, dtype, true, 1, 14, 1280),
                                Arguments.of(format, dtype, true, 66, 5, 768),
                                Arguments.of(format, dtype, false, 9, 300, 96))));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 6, 8})
    void bitsLieOneAfterTheOther(int bits) {
        Random random = new Random(bits);
        Tensor codes = Layout.ROW_MAJOR.allocate(DType.UINT8, 3, 64);
        Indices.forEach(codes.shape(), at -> Elements.set(codes, random.nextInt(1 << bits), at));
        Tensor words = Layout.ROW_MAJOR.allocate(DType.UINT32, 3, 2 * bits);
        BitString.pack(bits, codes, words);
        for (int bit = 0; bit < 64 * bits; bit++) {
            long word = (long) Elements.get(words, 1, bit / 32);
            int expected = (int) Elements.get(codes, 1, bit / bits) >> (bit % bits) & 1;
            assertEquals(expected, (int) (word >> (bit % 32)) & 1);
        }
        Tensor unpacked = Layout.ROW_MAJOR.allocate(DType.UINT8, 3, 64);
        BitString.unpack(bits, words, unpacked);
        Expect.sameBits(codes, unpacked);
    }

    @ParameterizedTest
    @MethodSource("products")
    void productsMatchTheDefinition(
            PackedFormat format, DType dtype, boolean transposed, int rows, int matrixRows, int elements) {
        Random random = new Random(rows);
        boolean affine = format.mode() == QuantizationMode.AFFINE;
        Tensor codes = Layout.ROW_MAJOR.allocate(DType.UINT8, 1, matrixRows, elements);
        Indices.forEach(codes.shape(), at -> Elements.set(codes, random.nextInt(1 << format.bits()), at));
        Tensor words = Layout.ROW_MAJOR.allocate(DType.UINT32, 1, matrixRows, format.words(elements));
        BitString.pack(format.bits(), codes, words);
        int groups = elements / format.groupSize();
        Tensor scales = affine
                ? Layout.BACKWARDS.random(random, dtype, 2, matrixRows, groups)
                : Layout.ROW_MAJOR.allocate(DType.UINT8, 2, matrixRows, groups);
        if (!affine) {
            int base = format.mode() == QuantizationMode.NVFP4 ? 40 : 100;
            Indices.forEach(scales.shape(), at -> Elements.set(scales, base + random.nextInt(20), at));
        }
        Tensor dense = Layout.ROW_MAJOR.allocate(scales.dtype(), 2, matrixRows, groups);
        Indices.forEach(scales.shape(), at -> Elements.set(dense, Elements.get(scales, at), at));
        Tensor biases = Layout.ROW_MAJOR.random(random, dtype, 1, matrixRows, groups);
        Tensor x = Layout.ROW_MAJOR.random(random, dtype, 2, rows, transposed ? elements : matrixRows);
        List<Tensor> results = new ArrayList<>();
        for (QuantizedProduct product : ALL) {
            Tensor y = Layout.ROW_MAJOR.allocate(dtype, 2, rows, transposed ? matrixRows : elements);
            product.multiply(x, new QuantizedBatch(format, transposed, words, dense, affine ? biases : null), y);
            results.add(y);
            Expect.near(
                    at -> {
                        double sum = 0;
                        for (int k = 0; k < x.shape().length(2); k++) {
                            int row = transposed ? at[2] : k;
                            int element = transposed ? k : at[2];
                            int group = element / format.groupSize();
                            double scale = scale(format, Elements.get(dense, at[0], row, group));
                            double bias = affine ? Elements.get(biases, 0, row, group) : 0;
                            double number = number(format, (int) Elements.get(codes, 0, row, element));
                            sum += Elements.get(x, at[0], at[1], k) * (number * scale + bias);
                        }
                        return sum;
                    },
                    y,
                    dtype == DType.FLOAT64 ? 1e-10 : 1e-2);
        }
        Expect.sameBits(results.get(1), results.get(2));
    }

    private static double scale(PackedFormat format, double stored) {
        return switch (format.mode()) {
            case AFFINE -> stored;
            case MXFP4, MXFP8 -> Math.pow(2, stored - 127);
            case NVFP4 -> number(new PackedFormat(QuantizationMode.MXFP8, 32, 8), (int) stored);
        };
    }

    /** By sign, exponent and fraction. */
    private static double number(PackedFormat format, int code) {
        if (format.mode() == QuantizationMode.AFFINE) {
            return code;
        }
        int fractionBits = format.bits() == 4 ? 1 : 3;
        int offset = format.bits() == 4 ? 1 : 7;
        int sign = code >> (format.bits() - 1);
        int exponent = (code >> fractionBits) & ((1 << (format.bits() - 1 - fractionBits)) - 1);
        double fraction = (code & ((1 << fractionBits) - 1)) / (double) (1 << fractionBits);
        double magnitude =
                exponent == 0 ? fraction * Math.pow(2, 1 - offset) : (1 + fraction) * Math.pow(2, exponent - offset);
        return sign == 1 ? -magnitude : magnitude;
    }
}
