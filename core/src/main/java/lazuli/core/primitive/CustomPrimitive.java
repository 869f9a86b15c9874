package lazuli.core.primitive;

/** The one open door: a primitive that users write. Equality must be that of a record, by all that the result depends on. */
public non-sealed interface CustomPrimitive extends Primitive {
    /** Any number unless it says otherwise: its {@link #outputs} knows. */
    @Override
    default InputCount inputCount() {
        return InputCount.ANY;
    }
}
