package lazuli.backend.cpu.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import lazuli.backend.cpu.vector.VectorInstructions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The tables name vector forms, and have to link in a process without the Vector API: verifying them must not ask how its classes are
 * related.
 */
class TablesLinkTest {
    @ParameterizedTest
    @ValueSource(
            classes = {UnaryTable.class, BinaryTable.class, Roundings.class, Kernels.class, Kernel.class, Row.class})
    void verifyingATableLoadsNoVectors(Class<?> table) throws IOException {
        assertEquals(Set.of(), vectorsAskedFor(table));
    }

    @Test
    void verifyingWhatComputesWithVectorsLoadsThem() throws IOException {
        assertFalse(vectorsAskedFor(VectorInstructions.class).isEmpty());
    }

    /** The Vector API's classes that the verifier has to load. */
    private static Set<String> vectorsAskedFor(Class<?> type) throws IOException {
        Set<String> asked = new TreeSet<>();
        ClassHierarchyResolver all = ClassHierarchyResolver.ofClassLoading(type.getClassLoader());
        ClassHierarchyResolver watching = name -> {
            if (name.packageName().startsWith("jdk.incubator.vector")) {
                asked.add(name.displayName());
            }
            return all.getClassInfo(name);
        };
        String file = type.getName().substring(type.getPackageName().length() + 1) + ".class";
        try (InputStream bytes = Objects.requireNonNull(type.getResourceAsStream(file))) {
            ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(watching)).verify(bytes.readAllBytes());
        }
        return asked;
    }
}
