package lazuli.optimizers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lazuli.conformance.hostile.PublicClasses;
import lazuli.core.Array;
import lazuli.nn.Linear;
import org.junit.jupiter.api.Test;

/** What users import with a star from the three packages for them: short lists of arguments, options of one style, no name twice. */
class PublicSurfaceTest {
    private static final int MOST_PARAMETERS = 5;
    private static final List<Class<?>> CLASSES = Stream.of(Array.class, Linear.class, Adam.class)
            .flatMap(member -> PublicClasses.ofPackage(member).stream())
            .toList();

    @Test
    void nothingTakesMoreThanFiveParameters() {
        List<Executable> callable = CLASSES.stream()
                .flatMap(type -> Stream.concat(Arrays.stream(type.getConstructors()), Arrays.stream(type.getMethods())))
                .filter(executable -> executable.getDeclaringClass().getName().startsWith("lazuli."))
                .filter(executable -> !executable.isSynthetic())
                .toList();
        assertTrue(callable.size() > 1000, () -> callable.size() + " public methods and constructors");
        Set<String> tooLong = callable.stream()
                .filter(executable -> executable.getParameterCount() > MOST_PARAMETERS)
                .filter(executable -> !isCanonical(executable))
                .map(Executable::toString)
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(Set.of(), tooLong, "methods with more than five parameters: give them a record of options");
    }

    private static boolean isCanonical(Executable executable) {
        return executable instanceof Constructor<?> constructor
                && constructor.getDeclaringClass().isRecord()
                && Arrays.equals(
                        constructor.getParameterTypes(),
                        Arrays.stream(constructor.getDeclaringClass().getRecordComponents())
                                .map(RecordComponent::getType)
                                .toArray());
    }

    @Test
    void noSimpleNameIsInTwoPackages() {
        Map<String, List<String>> byName = CLASSES.stream()
                .filter(type -> type.getEnclosingClass() == null)
                .collect(Collectors.groupingBy(
                        Class::getSimpleName,
                        HashMap::new,
                        Collectors.mapping(Class::getPackageName, Collectors.toList())));
        byName.values().removeIf(packages -> packages.size() == 1);
        assertEquals(Map.of(), byName);
    }

    /** Records that begin with {@code DEFAULTS} or {@code of(...)} and go on with methods named like their components. */
    @Test
    void optionsHaveOneStyle() {
        List<Class<?>> options = CLASSES.stream()
                .filter(type -> type.getSimpleName().endsWith("Options"))
                .toList();
        assertTrue(options.size() >= 15, options::toString);
        List<String> faults = new ArrayList<>();
        for (Class<?> type : options) {
            if (!type.isRecord()) {
                faults.add(type.getSimpleName() + " is no record");
            } else if (!hasDefaults(type) && leastOfStart(type) == 0) {
                faults.add(type.getSimpleName() + " has neither DEFAULTS nor of(...)");
            } else {
                Set<String> fluent = fluent(type);
                List<String> fixed = Arrays.stream(type.getRecordComponents())
                        .map(RecordComponent::getName)
                        .filter(name -> !fluent.contains(name))
                        .toList();
                if (fixed.size() > (hasDefaults(type) ? 0 : leastOfStart(type))) {
                    faults.add(type.getSimpleName() + " has no methods to set some of " + fixed);
                }
            }
        }
        assertEquals(List.of(), faults);
    }

    private static boolean hasDefaults(Class<?> type) {
        return Arrays.stream(type.getFields())
                .anyMatch(field -> field.getName().equals("DEFAULTS")
                        && field.getType() == type
                        && Modifier.isStatic(field.getModifiers()));
    }

    /** How many components the shortest {@code of(...)} takes; 0 if there is none. */
    private static int leastOfStart(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getName().equals("of") && Modifier.isStatic(method.getModifiers()))
                .mapToInt(Method::getParameterCount)
                .min()
                .orElse(0);
    }

    private static Set<String> fluent(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getReturnType() == type && !Modifier.isStatic(method.getModifiers()))
                .map(Method::getName)
                .collect(Collectors.toSet());
    }
}
