package lazuli.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import lazuli.core.architecture.ClassUses;
import lazuli.core.architecture.ClassUses.Permitted;
import lazuli.core.architecture.Cycles;
import lazuli.core.architecture.Layer;
import lazuli.core.architecture.LayerRules;
import org.junit.jupiter.api.Test;

/** What may know what: see docs/adr/0002. */
class ArchitectureTest {
    /** How many classes may know each other. */
    private static final int LARGEST_CYCLE = 130;

    private static final Path FOLDER = ClassUses.folderOf(Array.class);

    private static final JavaClasses CORE = new ClassFileImporter()
            .importPath(FOLDER)
            .that(DescribedPredicate.describe(
                    "are classes", type -> !type.getSimpleName().endsWith("-info")));

    private static final String TANGLED = "lazuli.core.architecture.tangled";
    private static final JavaClasses KNOTTED = new ClassFileImporter().importPackages(TANGLED);

    @Test
    void layersKnowThoseBelow() {
        LayerRules.knowOnlyLayersBelow(Layer::of).check(CORE);
    }

    @Test
    void eachClassThatALayerNamesIsThere() {
        Set<String> present = CORE.stream().map(type -> type.getName()).collect(Collectors.toSet());
        assertEquals(
                Set.of(),
                Layer.named().stream().filter(name -> !present.contains(name)).collect(Collectors.toSet()));
    }

    @Test
    void graphKnowsNoOperations() {
        noClasses()
                .that()
                .resideInAPackage("lazuli.core.graph")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "lazuli.core.operation", "lazuli.core.transform", "lazuli.core.compile", "lazuli.core.io")
                .check(CORE);
    }

    @Test
    void memoryAndSchedulingKnowNothingOfArrays() {
        noClasses()
                .that()
                .resideInAnyPackage("lazuli.core.memory", "lazuli.core.schedule")
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "are above, or the types of arrays", ArchitectureTest::isOfArraysOrAbove))
                .check(CORE);
    }

    private static boolean isOfArraysOrAbove(JavaClass type) {
        JavaClass element = type.getBaseComponentType();
        return element.getPackageName().equals("lazuli.core")
                || (element.getPackageName().startsWith("lazuli.core.") && Layer.of(element.getName()) != Layer.VALUES);
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
        LayerRules.noCycles(Layer::slice).check(CORE);
    }

    @Test
    void theLargestCycleOfClassesIsBounded() {
        Map<String, Set<String>> uses = ClassUses.in(FOLDER, Permitted.NOT_COUNTED);
        Set<String> largest = Cycles.of(uses).getFirst();
        System.out.printf(
                "largest cycle: %d of %d classes; %d where a sealed type counts as using what it permits%n",
                largest.size(),
                uses.size(),
                Cycles.of(ClassUses.in(FOLDER, Permitted.COUNTED)).getFirst().size());
        assertTrue(
                largest.size() <= LARGEST_CYCLE,
                () -> "%d classes know each other: %s".formatted(largest.size(), largest));
        assertEquals(
                Set.of(Layer.ARRAYS),
                largest.stream().map(Layer::of).collect(Collectors.toSet()),
                "layers of the knot");
    }

    @Test
    void classesAreNamedForWhatTheyAre() {
        noClasses().should().haveNameMatching(".*(Utils?|Helper|Manager)").check(CORE);
    }

    // ---- the tests themselves

    @Test
    void aCycleOfPackagesIsFound() {
        AssertionError found = assertThrows(
                AssertionError.class,
                () -> LayerRules.noCycles(ArchitectureTest::packageOf).check(KNOTTED));
        assertTrue(found.getMessage().contains("Left.other()"), found.getMessage());
    }

    @Test
    void aCycleWithinASliceIsAllowed() {
        LayerRules.noCycles(_ -> "one").check(KNOTTED);
    }

    @Test
    void whatKnowsALayerAboveIsFound() {
        AssertionError found = assertThrows(
                AssertionError.class,
                () -> LayerRules.knowOnlyLayersBelow(name -> name.contains(".left.") ? Layer.VALUES : Layer.FACADE)
                        .check(KNOTTED));
        assertTrue(found.getMessage().contains("Left.other()"), found.getMessage());
    }

    @Test
    void aClassWithoutLayerIsFound() {
        assertThrows(AssertionError.class, () -> Layer.of("lazuli.core.Newcomer"));
        assertEquals(Layer.FACADE, Layer.of("lazuli.core.Mx"));
        assertEquals(Layer.ARRAYS, Layer.of("lazuli.core.Array$Status"));
    }

    @Test
    void cyclesOfClassesAreCounted() {
        Path folder = ClassUses.folderOf(ArchitectureTest.class);
        Map<String, Set<String>> uses = tangled(folder, Permitted.NOT_COUNTED);
        assertEquals(Set.of("above.Sealed", "left.Left"), uses.get("above.Above"));
        assertEquals(Set.of(), uses.get("above.Sealed"));
        assertEquals(List.of(Set.of("left.Left", "right.Right")), Cycles.of(uses));
        assertEquals(
                List.of(2, 2),
                Cycles.of(tangled(folder, Permitted.COUNTED)).stream()
                        .map(Set::size)
                        .toList());
    }

    @Test
    void onlyWhatLeadsBackIsInACycle() {
        Map<String, Set<String>> uses = Map.of(
                "a", Set.of("b", "x"), "b", Set.of("c"), "c", Set.of("a", "d"), "d", Set.of("e"), "e", Set.of("d"));
        assertEquals(List.of(Set.of("a", "b", "c"), Set.of("d", "e")), Cycles.of(uses));
    }

    private static Map<String, Set<String>> tangled(Path folder, Permitted permitted) {
        String prefix = TANGLED + ".";
        return ClassUses.in(folder, permitted).entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix))
                .collect(Collectors.toMap(
                        entry -> entry.getKey().substring(prefix.length()),
                        entry -> entry.getValue().stream()
                                .map(name -> name.substring(prefix.length()))
                                .collect(Collectors.toSet())));
    }

    private static String packageOf(String name) {
        return name.substring(0, name.lastIndexOf('.'));
    }
}
