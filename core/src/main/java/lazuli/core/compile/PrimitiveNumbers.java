package lazuli.core.compile;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import lazuli.core.Shape;
import lazuli.core.operation.Scalars;
import lazuli.core.primitive.CustomPrimitive;
import lazuli.core.primitive.Primitive;
import lazuli.core.primitive.elementwise.Full;
import org.jspecify.annotations.Nullable;

/**
 * A primitive's numbers, in the order of its components, and all else that it holds. They are found from the record's declaration: any
 * number of any primitive may be a length, so that a new primitive has none that is overlooked.
 *
 * @param form equal for primitives that differ in numbers alone
 * @param numbers a {@link Long} or a {@link Double} each
 */
record PrimitiveNumbers(List<Object> form, List<Number> numbers) {

    static PrimitiveNumbers of(Primitive primitive) {
        PrimitiveNumbers numbers = new PrimitiveNumbers(new ArrayList<>(), new ArrayList<>());
        numbers.take(primitive);
        return numbers;
    }

    private void take(@Nullable Object value) {
        switch (value) {
            case null -> form.add("null");
            case Full full -> {
                form.add(List.of(Full.class, full.dtype()));
                numbers.add(full.number());
                take(full.shape());
            }
            case Shape shape -> {
                form.add(shape.rank());
                Arrays.stream(shape.toArray()).forEach(length -> numbers.add((long) length));
            }
            case List<?> list -> {
                form.add(list.size());
                list.forEach(this::take);
            }
            case Integer number -> numbers.add(number.longValue());
            case Long number -> numbers.add(number);
            case Float number -> numbers.add(number.doubleValue());
            case Double number -> numbers.add(number);
            case CustomPrimitive own -> form.add(own);
            case Record parts -> {
                form.add(parts.getClass());
                for (RecordComponent component : parts.getClass().getRecordComponents()) {
                    take(part(component, parts));
                }
            }
            // A dtype, a choice, a truth value, a name: of any class, and part of the form.
            default -> form.add(value);
        }
    }

    /** The value of a record's component. */
    static @Nullable Object part(RecordComponent component, Object owner) {
        try {
            return component.getAccessor().invoke(owner);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * The primitive with other numbers.
     *
     * @throws ArithmeticException if one does not fit its component
     */
    static Primitive with(Primitive primitive, List<Number> numbers) {
        return (Primitive) put(primitive, numbers.iterator());
    }

    private static Object put(Object value, Iterator<Number> numbers) {
        return switch (value) {
            case Full full -> {
                Number number = numbers.next();
                boolean isSame = number.equals(full.number());
                long bits = isSame ? full.bits() : Scalars.bits(number, full.dtype());
                yield new Full(bits, full.dtype(), (Shape) put(full.shape(), numbers));
            }
            case Shape shape -> {
                int[] lengths = new int[shape.rank()];
                Arrays.setAll(lengths, axis -> Math.toIntExact(numbers.next().longValue()));
                yield Shape.of(lengths);
            }
            case List<?> list -> {
                List<Object> items = new ArrayList<>();
                list.forEach(item -> items.add(put(item, numbers)));
                yield List.copyOf(items);
            }
            case Integer _ -> Math.toIntExact(numbers.next().longValue());
            case Long _ -> numbers.next().longValue();
            case Float _ -> numbers.next().floatValue();
            case Double _ -> numbers.next().doubleValue();
            case Record parts -> put(parts, numbers);
            // What was part of the form.
            default -> value;
        };
    }

    private static Object put(Record parts, Iterator<Number> numbers) {
        RecordComponent[] components = parts.getClass().getRecordComponents();
        Object[] values = new Object[components.length];
        for (int i = 0; i < values.length; i++) {
            Object part = part(components[i], parts);
            values[i] = part == null ? null : put(part, numbers);
        }
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            Constructor<?> constructor = parts.getClass().getDeclaredConstructor(types);
            return constructor.newInstance(values);
        } catch (InvocationTargetException refused) {
            if (refused.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(refused);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
