package lazuli.backend.cpu.onednn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class WindowTest {
    @Test
    void countsItsPositions() {
        assertEquals(
                List.of(32, 16),
                window(List.of(32, 32), List.of(3, 3), List.of(1, 2), List.of(1, 1))
                        .output());
    }

    @Test
    void largerThanThePaddedInputIsRefused() {
        var failure = assertThrows(
                IllegalArgumentException.class, () -> window(List.of(4), List.of(7), List.of(1), List.of(1)));
        assertEquals(
                "[window] the window is larger than the padded input: "
                        + "input [4], kernel [7], strides [1], dilation [1], padding [1] and [1]",
                failure.getMessage());
    }

    @Test
    void listsOfDifferentLengthsAreRefused() {
        var failure = assertThrows(
                IllegalArgumentException.class, () -> window(List.of(4, 4), List.of(3), List.of(1, 1), List.of(1, 1)));
        assertEquals(
                "[window] the ranks differ: "
                        + "input [4, 4], kernel [3], strides [1, 1], dilation [1, 1], padding [1, 1] and [1, 1]",
                failure.getMessage());
    }

    @Test
    void strideOfZeroIsRefused() {
        var failure = assertThrows(
                IllegalArgumentException.class, () -> window(List.of(4), List.of(3), List.of(0), List.of(1)));
        assertEquals(
                "[window] sizes must be positive and padding not negative: "
                        + "input [4], kernel [3], strides [0], dilation [1], padding [1] and [1]",
                failure.getMessage());
    }

    @Test
    void noSpatialDimensionIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> window(List.of(), List.of(), List.of(), List.of()));
    }

    private static Window window(
            List<Integer> input, List<Integer> kernel, List<Integer> strides, List<Integer> dilation) {
        List<Integer> padding = input.stream().map(_ -> 1).toList();
        return new Window(input, kernel, strides, dilation, padding, padding);
    }
}
