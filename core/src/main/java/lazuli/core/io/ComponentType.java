package lazuli.core.io;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import lazuli.core.Shape;

/** What a component of a primitive can hold, and how a file has it: found from the record's declaration, so that a primitive needs no code here. */
sealed interface ComponentType {
    /** Its declaration, in a word; two programs understand each other if these are equal. */
    String text();

    void write(Object value, HeaderBytes header) throws FormatException;

    Object read(ByteCursor header) throws FormatException;

    /** The type of a declared component. */
    static ComponentType of(Type declared) {
        if (declared instanceof ParameterizedType list && list.getRawType() == List.class) {
            return new ListOf(of(list.getActualTypeArguments()[0]));
        }
        if (declared == Shape.class) {
            return new ShapeType();
        }
        if (declared instanceof Class<?> type && type.isEnum()) {
            return new EnumOf(type);
        }
        if (declared instanceof Class<?> type && type.isRecord()) {
            return RecordOf.of(type);
        }
        return Scalar.of(declared);
    }

    /** Numbers, truth values and texts. */
    enum Scalar implements ComponentType {
        INT,
        LONG,
        FLOAT,
        DOUBLE,
        BOOLEAN,
        STRING;

        static Scalar of(Type declared) {
            return switch (declared.getTypeName()) {
                case "int", "java.lang.Integer" -> INT;
                case "long", "java.lang.Long" -> LONG;
                case "float" -> FLOAT;
                case "double" -> DOUBLE;
                case "boolean" -> BOOLEAN;
                case "java.lang.String" -> STRING;
                default -> throw new IllegalStateException("a file has no form for " + declared.getTypeName());
            };
        }

        @Override
        public String text() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        @Override
        public void write(Object value, HeaderBytes header) throws FormatException {
            switch (this) {
                case INT -> header.number((Integer) value, Integer.BYTES);
                case LONG -> header.number((Long) value, Long.BYTES);
                case FLOAT -> header.number(Float.floatToRawIntBits((Float) value), Integer.BYTES);
                case DOUBLE -> header.number(Double.doubleToRawLongBits((Double) value), Long.BYTES);
                case BOOLEAN -> header.number((Boolean) value ? 1 : 0, 1);
                case STRING -> header.text((String) value);
            }
        }

        @Override
        public Object read(ByteCursor header) throws FormatException {
            return switch (this) {
                case INT -> (int) header.unsignedInt();
                case LONG -> header.bits();
                case FLOAT -> Float.intBitsToFloat((int) header.unsignedInt());
                case DOUBLE -> Double.longBitsToDouble(header.bits());
                case BOOLEAN -> bool(header);
                case STRING -> header.text(header.count());
            };
        }

        static boolean bool(ByteCursor header) throws FormatException {
            int value = header.unsignedByte();
            if (value > 1) {
                throw new FormatException("%d is no truth value", value);
            }
            return value == 1;
        }
    }

    /** The lengths of axes. */
    record ShapeType() implements ComponentType {
        @Override
        public String text() {
            return "Shape";
        }

        @Override
        public void write(Object value, HeaderBytes header) {
            Shape shape = (Shape) value;
            header.number(shape.rank(), Long.BYTES);
            for (int length : shape.toArray()) {
                header.number(length, Integer.BYTES);
            }
        }

        @Override
        public Shape read(ByteCursor header) throws FormatException {
            int rank = header.count();
            List<Long> lengths = new ArrayList<>();
            for (int i = 0; i < rank; i++) {
                lengths.add(header.unsignedInt());
            }
            return Layout.shape(lengths);
        }
    }

    /** A constant by its name. */
    record EnumOf(Class<?> type) implements ComponentType {
        @Override
        public String text() {
            return type.getSimpleName();
        }

        @Override
        public void write(Object value, HeaderBytes header) throws FormatException {
            header.text(((Enum<?>) value).name());
        }

        @Override
        public Object read(ByteCursor header) throws FormatException {
            String name = header.text(header.count());
            return Arrays.stream(type.getEnumConstants())
                    .filter(constant -> ((Enum<?>) constant).name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new FormatException("there is no %s '%s'", type.getSimpleName(), name));
        }
    }

    /** How many, and each. */
    record ListOf(ComponentType element) implements ComponentType {
        @Override
        public String text() {
            return "List<" + element.text() + ">";
        }

        @Override
        public void write(Object value, HeaderBytes header) throws FormatException {
            List<?> list = (List<?>) value;
            header.number(list.size(), Long.BYTES);
            for (Object each : list) {
                element.write(each, header);
            }
        }

        @Override
        public Object read(ByteCursor header) throws FormatException {
            int count = header.count();
            List<Object> list = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                list.add(element.read(header));
            }
            return List.copyOf(list);
        }
    }

    /** The components in their order. */
    record RecordOf(Class<?> type, List<String> names, List<ComponentType> components) implements ComponentType {
        static RecordOf of(Class<?> type) {
            List<String> names = new ArrayList<>();
            List<ComponentType> components = new ArrayList<>();
            for (RecordComponent component : type.getRecordComponents()) {
                names.add(component.getName());
                components.add(ComponentType.of(component.getGenericType()));
            }
            return new RecordOf(type, names, components);
        }

        @Override
        public String text() {
            List<String> declared = new ArrayList<>();
            for (int i = 0; i < names.size(); i++) {
                declared.add(components.get(i).text() + " " + names.get(i));
            }
            return declared.stream().collect(Collectors.joining(", ", type.getSimpleName() + "(", ")"));
        }

        @Override
        public void write(Object value, HeaderBytes header) throws FormatException {
            RecordComponent[] declared = type.getRecordComponents();
            for (int i = 0; i < declared.length; i++) {
                components.get(i).write(component(declared[i], value), header);
            }
        }

        private static Object component(RecordComponent component, Object owner) {
            try {
                return component.getAccessor().invoke(owner);
            } catch (ReflectiveOperationException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        @Override
        public Object read(ByteCursor header) throws FormatException {
            Object[] values = new Object[components.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = components.get(i).read(header);
            }
            Class<?>[] types = Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new);
            try {
                Constructor<?> constructor = type.getDeclaredConstructor(types);
                return constructor.newInstance(values);
            } catch (InvocationTargetException refused) {
                throw new FormatException("%s: %s", type.getSimpleName(), refused.getCause());
            } catch (ReflectiveOperationException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }
}
