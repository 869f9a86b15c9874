package lazuli.backend.metal.elementwise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import lazuli.backend.metal.Samples;
import lazuli.core.Array;
import lazuli.core.DType;
import lazuli.core.Device;
import lazuli.core.FnN;
import lazuli.core.Mx;
import lazuli.core.Shape;
import lazuli.core.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A fused program gives the bits of its instructions one after the other, whether it runs as one kernel or not, and however many operands it has. */
class FusionTest {
    private static final String PROPERTY = "lazuli.gpu.fusion";

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "BFLOAT16", "FLOAT16", "INT32", "UINT8", "COMPLEX64"})
    void bitsAreTheSame(DType dtype) {
        Random random = new Random(3);
        List<Array> inputs = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            inputs.add(Samples.of(dtype, random, Shape.of(7, 45), false));
        }
        inputs.add(Samples.layouts(Samples.of(dtype, random, Shape.of(7, 45), false))
                .getLast());
        check(FusionTest::mixed, inputs);
    }

    private static List<Array> mixed(List<Array> x) {
        Array a = Mx.multiply(x.get(0), 3).add(x.get(1));
        Array b = Mx.where(Mx.equal(a, x.get(2)), a, Mx.subtract(x.get(3), a));
        Array c = Mx.square(b).add(1).astype(DType.FLOAT32);
        return List.of(a, Mx.exp(Mx.divide(c, 100)), b, Mx.sum(Mx.multiply(c, c), 1), x.get(0));
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "INT16"})
    void manyOperands(DType dtype) {
        Random random = new Random(4);
        List<Array> inputs = new ArrayList<>();
        for (int i = 0; i < 37; i++) {
            inputs.add(Samples.of(dtype, random, Shape.of(3, 11), false));
        }
        check(
                x -> {
                    Array sum = x.getFirst();
                    for (Array each : x.subList(1, x.size())) {
                        sum = sum.add(each);
                    }
                    return List.of(sum, Mx.max(sum, 0));
                },
                inputs);
    }

    private interface Work {
        List<Array> of(List<Array> inputs);
    }

    /** The property is read when a stream is first used. */
    private static void check(Work work, List<Array> inputs) {
        String before = System.getProperty(PROPERTY, "always");
        List<byte[]> expected = null;
        for (String fusion : List.of("always", "never", "background", "background")) {
            System.setProperty(PROPERTY, fusion);
            try (Stream.Scope _ = Stream.on(Stream.create(Device.GPU))) {
                FnN compiled = Mx.compileN(work::of);
                List<byte[]> got = new ArrayList<>();
                for (Array result : compiled.apply(inputs)) {
                    got.add(bytes(result.eval()));
                }
                if (expected == null) {
                    expected = got;
                }
                for (int i = 0; i < got.size(); i++) {
                    int output = i;
                    assertArrayEquals(expected.get(i), got.get(i), () -> fusion + ": output " + output);
                }
            } finally {
                System.setProperty(PROPERTY, before);
            }
        }
    }

    private static byte[] bytes(Array x) {
        return Samples.onCpu(
                () -> Mx.contiguous(x).reshape(-1).view(DType.UINT8).toByteArray());
    }
}
