package lazuli.examples.doctor;

import static lazuli.core.Mx.array;
import static lazuli.core.Mx.matmul;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lazuli.core.Device;
import lazuli.core.Shape;
import lazuli.core.Stream.Scope;

/** The product of two matrices on each device. */
final class ProductCheck {
    private static final float[] RIGHT = {19, 22, 43, 50};

    private ProductCheck() {}

    static List<Finding> all() {
        List<Finding> findings = new ArrayList<>();
        Stream.concat(
                        Stream.of(Device.CPU),
                        IntStream.range(0, Device.GPU.count()).mapToObj(Device::gpu))
                .forEach(device -> findings.add(on(device)));
        return findings;
    }

    private static Finding on(Device device) {
        String name = "2 x 2 on " + device;
        try (Scope _ = lazuli.core.Stream.on(device)) {
            Shape shape = Shape.of(2, 2);
            float[] product = matmul(array(new float[] {1, 2, 3, 4}, shape), array(new float[] {5, 6, 7, 8}, shape))
                    .toFloatArray();
            String text = "[1 2; 3 4] @ [5 6; 7 8] = [%.0f %.0f; %.0f %.0f]"
                    .formatted(product[0], product[1], product[2], product[3]);
            return Arrays.equals(product, RIGHT)
                    ? Finding.of(name, text + ", right")
                    : Finding.wrong(
                            name,
                            text,
                            "%s multiplies wrongly: try -Dlazuli.cpu.provider=java or -Dlazuli.gpu=off, and report what this prints"
                                    .formatted(device));
        } catch (RuntimeException failure) {
            return Finding.wrong(
                    name,
                    failure,
                    "%s computes nothing: try -Dlazuli.cpu.provider=java or -Dlazuli.gpu=off, and report what this prints"
                            .formatted(device));
        }
    }
}
