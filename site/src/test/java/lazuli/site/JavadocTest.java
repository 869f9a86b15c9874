package lazuli.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What Javadoc has to say of what programs can name. */
class JavadocTest {
    /** The most used operations, by their class. One overload of each has all that {@link #isWhole} asks for. */
    private static final List<String> MOST_USED = Stream.of(
                    of(
                            "Mx",
                            "abs square sqrt exp log tanh sigmoid zeros ones arange astype reshape transpose flatten expandDims squeeze"
                                    + " broadcastTo concatenate stack split repeat pad add subtract multiply divide power maximum minimum"
                                    + " greater where clip sum mean prod max min all any std var logsumexp softmax logSoftmax argmax cumsum"
                                    + " sort argsort topk take takeAlongAxis matmul outer tensordot einsum conv2d stopGradient"),
                    of("Linalg", "norm inv solve cholesky svd"),
                    of("Fft", "fft ifft rfft"),
                    of("Random", "uniform normal randint categorical"),
                    of("Fast", "rmsNorm layerNorm scaledDotProductAttention"),
                    of("Activations", "relu silu gelu"),
                    of("Losses", "mseLoss crossEntropy binaryCrossEntropy"))
            .flatMap(List::stream)
            .toList();

    private final List<ApiMember> members = Stream.of("core", "nn", "optimizers")
            .flatMap(module -> ApiMember.of(module).stream())
            .toList();

    private static List<String> of(String owner, String names) {
        return Arrays.stream(names.split(" ")).map(name -> owner + "." + name).toList();
    }

    @Test
    void nothingPublicIsWithoutText() {
        List<String> without = members.stream()
                .filter(member -> !member.isInherited())
                .filter(member -> member.text() == null || member.text().isBlank())
                .map(member -> member.place() + ": " + member.owner() + "." + member.name())
                .toList();
        assertEquals(List.of(), without);
        assertTrue(members.size() > 3000, members.size() + " members");
    }

    @Test
    void theMostUsedOperationsSayAllThatThereIs() {
        List<String> incomplete = new ArrayList<>();
        for (String operation : MOST_USED) {
            if (members.stream()
                    .filter(member -> operation.equals(member.owner() + "." + member.name()))
                    .noneMatch(JavadocTest::isWhole)) {
                incomplete.add(operation);
            }
        }
        assertEquals(List.of(), incomplete);
        assertTrue(MOST_USED.size() >= 60, MOST_USED.size() + " operations");
    }

    /**
     * A program, which {@link ProgramsTest} runs, a word on the gradient, and the result's shape and dtype. Errors are not asked for: some
     * operations take everything.
     */
    private static boolean isWhole(ApiMember member) {
        String text = member.text();
        return text != null
                && text.contains("{@snippet :")
                && text.toLowerCase(Locale.ROOT).contains("gradient")
                && text.contains("@return");
    }
}
