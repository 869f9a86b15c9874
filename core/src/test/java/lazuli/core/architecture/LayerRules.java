package lazuli.core.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.function.Function;

/** Rules over classes by their names, so that they can be tried on others than core's. */
public final class LayerRules {
    private static final String CORE = "lazuli.core.";

    private LayerRules() {}

    /** No class of core knows one of core in a layer above its own. */
    public static ArchRule knowOnlyLayersBelow(Function<String, Layer> layerOf) {
        return classes().should(new ArchCondition<>("know only their layer and those below") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                Layer own = layerOf.apply(type.getName());
                for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                    String target =
                            dependency.getTargetClass().getBaseComponentType().getName();
                    if (target.startsWith(CORE) && layerOf.apply(target).compareTo(own) > 0) {
                        events.add(SimpleConditionEvent.violated(
                                dependency,
                                own + " knows " + layerOf.apply(target) + ": " + dependency.getDescription()));
                    }
                }
            }
        });
    }

    /** No slice leads back to itself through another. */
    public static ArchRule noCycles(Function<String, String> sliceOf) {
        return slices().assignedFrom(new SliceAssignment() {
                    @Override
                    public SliceIdentifier getIdentifierOf(JavaClass type) {
                        return type.getName().startsWith(CORE)
                                ? SliceIdentifier.of(sliceOf.apply(type.getName()))
                                : SliceIdentifier.ignore();
                    }

                    @Override
                    public String getDescription() {
                        return "classes by name";
                    }
                })
                .should()
                .beFreeOfCycles();
    }
}
