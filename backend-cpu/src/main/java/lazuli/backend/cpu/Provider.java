package lazuli.backend.cpu;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import lazuli.backend.cpu.kernel.VectorUse;
import lazuli.backend.cpu.lapack.Lapack;
import lazuli.backend.cpu.onednn.OneDnn;
import lazuli.backend.cpu.parallel.ParallelLoop;
import lazuli.core.backend.DeviceException;
import lazuli.core.backend.Notices;
import org.jspecify.annotations.Nullable;

/**
 * What computes, from the plainest to the fastest. The system property {@code lazuli.cpu.provider} names one of them; the default is
 * the fastest that there is.
 */
enum Provider {
    /** Plain Java. */
    JAVA,
    /** Java with the Vector API, which is a module that the JVM must be told to add. */
    VECTOR,
    /** oneDNN where it is good at something, and the best Java there is for the rest. */
    ONEDNN;

    /** The system property that names a provider. */
    static final String PROPERTY = "lazuli.cpu.provider";

    private static final String VECTOR_HINT = "add --add-modules jdk.incubator.vector to the command line";
    private static final String ONEDNN_HINT =
            "put the jar org.bytedeco:dnnl with this platform's classifier on the class path or the module path";

    /**
     * The provider of this process.
     *
     * @throws DeviceException if the property names one that is unknown or absent
     */
    static Provider choose() {
        String wanted = System.getProperty(PROPERTY);
        if (wanted == null) {
            return OneDnn.find().isPresent() ? ONEDNN : hasVectors() ? VECTOR : JAVA;
        }
        Provider provider = Arrays.stream(values())
                .filter(each -> each.label().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new DeviceException(
                        "[eval] %s is %s; it may be java, vector or onednn".formatted(PROPERTY, wanted)));
        String absence = provider.absence();
        if (absence != null) {
            throw new DeviceException("[eval] %s is %s, but %s".formatted(PROPERTY, wanted, absence));
        }
        return provider;
    }

    /** The name that the property knows it by. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the provider's Java is that of the Vector API. */
    boolean usesVectors() {
        return this != JAVA && VectorUse.CHOSEN != VectorUse.NEVER;
    }

    /** Whether it calls oneDNN. */
    boolean usesOneDnn() {
        return this == ONEDNN;
    }

    /** What runs, in a few words. */
    String description() {
        return usesOneDnn() ? OneDnn.description() + ", " + javaDescription() : javaDescription();
    }

    private String javaDescription() {
        return usesVectors() ? "Vector API (%d bits)".formatted(VectorWidth.bits()) : "plain Java";
    }

    /** What runs and why, with which libraries from where, by name; loads those that a program loads when it needs them. */
    Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("provider", label());
        facts.put("why", why());
        facts.put("threads", Integer.toString(ParallelLoop.threads()));
        facts.put("java", javaDescription());
        facts.put("convolutions, matrix products", usesOneDnn() ? OneDnn.location() : "Java");
        facts.put("linear algebra", usesOneDnn() ? Lapack.location() : "Java");
        return facts;
    }

    private String why() {
        if (System.getProperty(PROPERTY) != null) {
            return PROPERTY + " says so";
        }
        StringBuilder line = new StringBuilder("the fastest that there is");
        advise(line);
        return line.toString();
    }

    /** Tells the log what runs, and how to get something faster unless the property chose this. */
    void announce() {
        StringBuilder line = new StringBuilder(
                "CPU provider %s: %s, %d threads".formatted(label(), description(), ParallelLoop.threads()));
        if (System.getProperty(PROPERTY) == null) {
            advise(line);
        }
        Notices.tell("lazuli.backend.cpu", line.toString());
    }

    private static void advise(StringBuilder line) {
        if (!hasVectors()) {
            line.append("; for faster kernels ").append(VECTOR_HINT);
        }
        if (OneDnn.find().isEmpty()) {
            line.append("; for faster convolutions and matrix products ")
                    .append(ONEDNN_HINT)
                    .append(" (")
                    .append(OneDnn.description())
                    .append(')');
        }
    }

    private @Nullable String absence() {
        return switch (this) {
            case JAVA -> null;
            case VECTOR -> hasVectors() ? null : "the module is missing: " + VECTOR_HINT;
            case ONEDNN -> OneDnn.find().isPresent() ? null : OneDnn.description() + ": " + ONEDNN_HINT;
        };
    }

    private static boolean hasVectors() {
        return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    }
}
