package lazuli.core.transform;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lazuli.core.Array;
import lazuli.core.ArrayFunction;
import lazuli.core.FnN;
import lazuli.core.Tree;
import lazuli.core.ValueAndAux;
import lazuli.core.graph.Nodes;
import lazuli.core.graph.Required;
import lazuli.core.graph.TraceScope;
import org.jspecify.annotations.Nullable;

/** Takes what a function returns beside its value past a transform, which knows of arrays alone. */
public final class AuxiliaryResult<T> {
    private final ArrayFunction.OfN<ValueAndAux<T>> function;
    private @Nullable ValueAndAux<T> returned;

    /** For one run of a function. */
    public AuxiliaryResult(ArrayFunction.OfN<ValueAndAux<T>> function) {
        this.function = function;
    }

    /** The function's value alone. */
    public FnN value() {
        return inputs -> {
            ValueAndAux<T> result = Required.argument("grad", "the function's result", function.apply(inputs));
            returned = result;
            return List.of(result.value());
        };
    }

    /**
     * What else the function returned. Outside other transforms its arrays are kept like results: those in trees, collections, maps, Java arrays
     * and records of any depth. An array elsewhere in it is a temporary, computed again where it is read.
     *
     * @throws IllegalStateException if the function has not run
     */
    public T kept() {
        if (returned == null) {
            throw new IllegalStateException("[grad] the function has not run");
        }
        T aux = returned.aux();
        if (!TraceScope.isActive()) {
            keep(aux);
        }
        return aux;
    }

    private static void keep(@Nullable Object value) {
        switch (value) {
            case Array array -> Nodes.of(array).keep();
            case Tree tree -> tree.leaves().forEach(AuxiliaryResult::keep);
            case Collection<?> collection -> collection.forEach(AuxiliaryResult::keep);
            case Map<?, ?> map -> map.values().forEach(AuxiliaryResult::keep);
            case Optional<?> optional -> optional.ifPresent(AuxiliaryResult::keep);
            case Object[] values -> Arrays.asList(values).forEach(AuxiliaryResult::keep);
            case Record record -> {
                for (RecordComponent component : record.getClass().getRecordComponents()) {
                    keep(component(component, record));
                }
            }
            // Objects of the user that this cannot look into hold what they will.
            case null, default -> {}
        }
    }

    /** Null for a record of a module that does not open it. */
    private static @Nullable Object component(RecordComponent component, Record owner) {
        try {
            return component.getAccessor().trySetAccessible()
                    ? component.getAccessor().invoke(owner)
                    : null;
        } catch (ReflectiveOperationException _) {
            return null;
        }
    }
}
