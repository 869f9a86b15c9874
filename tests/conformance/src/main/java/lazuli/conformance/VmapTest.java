package lazuli.conformance;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A vectorized function gives what a loop over the examples gives, for every choice of mapped arguments. */
class VmapTest {
    static Stream<Case> cases() {
        return Cases.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void vmapMatchesLoop(Case function) {
        Property.VMAP.check(function);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void vmapOfGradientMatchesLoop(Case function) {
        Property.VMAP_OF_VJP.check(function);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void gradientOfVmapMatchesLoop(Case function) {
        Property.VJP_OF_VMAP.check(function);
    }
}
