package lazuli.conformance;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Derivatives of first and second order, backward and forward, against central differences in float64. */
class GradientTest {
    static Stream<Case> cases() {
        return Cases.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void gradientMatchesCentralDifferences(Case function) {
        Property.VJP.check(function);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void tangentAndCotangentAgree(Case function) {
        Property.JVP.check(function);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void secondDerivativesMatchCentralDifferences(Case function) {
        Property.VJP_OF_VJP.check(function);
        Property.VJP_OF_JVP.check(function);
        Property.JVP_OF_VJP.check(function);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void gradientOfViewMatchesCopy(Case function) {
        Property.VJP_OF_A_VIEW.check(function);
    }
}
