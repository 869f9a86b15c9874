package lazuli.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What may know what: see docs/adr/0002. */
class ArchitectureTest {
    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("lazuli.core");

    /** Arrays, operations, primitives and transforms define each other. */
    private static final Set<String> ALGEBRA = Set.of(
            "lazuli.core",
            "lazuli.core.backend",
            "lazuli.core.compile",
            "lazuli.core.device",
            "lazuli.core.graph",
            "lazuli.core.io",
            "lazuli.core.operation",
            "lazuli.core.primitive",
            "lazuli.core.transform");

    @Test
    void memoryAndSchedulingKnowNothingOfArrays() {
        noClasses()
                .that()
                .resideInAnyPackage("lazuli.core.memory", "lazuli.core.schedule")
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "are in the algebra", (JavaClass type) -> ALGEBRA.contains(type.getPackageName())))
                .check(CORE);
    }

    @Test
    void kernelInterfacesKnowNoGraphs() {
        noClasses()
                .that()
                .resideInAnyPackage("lazuli.core.backend", "lazuli.core.device")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("lazuli.core.graph", "lazuli.core.operation", "lazuli.core.transform")
                .check(CORE);
    }

    @Test
    void coreKnowsNoBackend() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("lazuli.backend..", "lazuli.nn..", "lazuli.optimizers..")
                .check(CORE);
    }

    @Test
    void thereIsNoOtherCycle() {
        slices().assignedFrom(new SliceAssignment() {
                    @Override
                    public SliceIdentifier getIdentifierOf(JavaClass type) {
                        String name = type.getPackageName();
                        return SliceIdentifier.of(ALGEBRA.contains(name) ? "algebra" : name);
                    }

                    @Override
                    public String getDescription() {
                        return "packages, those of the algebra being one";
                    }
                })
                .should()
                .beFreeOfCycles()
                .check(CORE);
    }

    @Test
    void classesAreNamedForWhatTheyAre() {
        noClasses().should().haveNameMatching(".*(Utils?|Helper|Manager)").check(CORE);
    }
}
