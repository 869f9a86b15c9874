package lazuli.examples.bench;

import static lazuli.core.Mx.array;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import lazuli.examples.ExampleRun;
import lazuli.examples.bench.Workload.Speed;
import org.junit.jupiter.api.Test;

class BenchExampleTest {
    @Test
    void everyLineHasAFigure() {
        List<?> rows = ExampleRun.of(List.class, "bench", "--seconds", "0.01");
        List<Speed> speeds = rows.stream().map(Speed.class::cast).toList();
        assertEquals(
                Workloads.all().stream().map(Workload::name).toList(),
                speeds.stream().map(Speed::name).toList());
        for (Speed speed : speeds) {
            assertTrue(speed.milliseconds() > 0 && speed.rate() > 0 && Double.isFinite(speed.rate()), speed::toString);
        }
    }

    @Test
    void theMedianIsOfTheGoes() {
        int[] goes = {0};
        Speed speed = new Workload(
                        "sleep",
                        () -> {
                            goes[0]++;
                            sleep(20);
                            return array(1f);
                        },
                        5,
                        "naps")
                .measure(0.001);
        assertEquals(10, goes[0], "five goes to warm up, five that count");
        assertTrue(speed.milliseconds() >= 20, speed::toString);
        assertEquals(5e3 / speed.milliseconds(), speed.rate(), 1e-9);
    }

    private static void sleep(int milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
